/** What every issuer key maker promises: keys that sign, and certificates that say whose they are. */
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import type { IssuerKey } from '../../src/domain/issuer-key.ts'
import type { IssuerKeyMaker } from '../../src/ports/issuer-key-maker.ts'

const request = {
  issuer: 'https://online.example.org/sod',
  keyId: '2026-07-a',
  fromMs: Date.UTC(2026, 6, 1, 8, 30, 15, 999),
  untilMs: Date.UTC(2051, 6, 1),
}

export function issuerKeyMakerContract(makeIssuerKeyMaker: () => IssuerKeyMaker): void {
  const maker = makeIssuerKeyMaker()
  // Primes take their time, so the tests share a key.
  const made = maker.makeKey(request)

  test('a key is RSA with 2048 bits, and its public half is a JSON Web Key with the id', async () => {
    const { keyId, publicJwk } = await made
    assert.equal(keyId, request.keyId)
    const { n, e, ...rest } = publicJwk
    assert.deepEqual(rest, { kty: 'RSA', use: 'sig', alg: 'RS256', kid: request.keyId })
    assert.equal(e, 'AQAB')
    assert.equal(Buffer.from(n, 'base64url').length, 256)
  })

  test('what the private half signs, the published one and the certificate verify', async () => {
    const key = await made
    const text = Buffer.from('a.b')
    const signature = sign('sha256', text, privateHalf(key))
    assert.ok(verify('sha256', text, publicHalf(key), signature))
    assert.ok(verify('sha256', text, certificateOf(key).publicKey, signature))
  })

  test("the certificate is signed by itself, for the issuer's host, from then until then", async () => {
    const certificate = certificateOf(await made)
    assert.ok(certificate.verify(certificate.publicKey))
    assert.equal(certificate.subject, 'CN=online.example.org')
    assert.equal(certificate.issuer, 'CN=online.example.org')
    assert.equal(certificate.ca, false)
    assert.equal(certificate.validFromDate.getTime(), Math.floor(request.fromMs / 1_000) * 1_000)
    assert.equal(certificate.validToDate.getTime(), request.untilMs)
  })

  test('each key is another one, with another serial number', async () => {
    const other = await maker.makeKey(request)
    assert.notEqual(other.pkcs8Base64, (await made).pkcs8Base64)
    assert.notEqual(other.publicJwk.n, (await made).publicJwk.n)
    assert.notEqual(certificateOf(other).serialNumber, certificateOf(await made).serialNumber)
  })
}

function privateHalf({ pkcs8Base64 }: IssuerKey) {
  const key = Buffer.from(pkcs8Base64, 'base64')
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

function publicHalf({ publicJwk }: IssuerKey) {
  return createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
}

function certificateOf({ certificateBase64 }: IssuerKey): X509Certificate {
  return new X509Certificate(Buffer.from(certificateBase64, 'base64'))
}
