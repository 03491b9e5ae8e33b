import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { issuerKeyMakerContract } from '../../../test/contract/issuer-key-maker-contract.ts'
import { createIssuerKeyMaker } from './issuer-key-maker.ts'

issuerKeyMakerContract(createIssuerKeyMaker)

test('OpenSSL takes the certificate for one that vouches for itself and signs messages alone', async (t) => {
  const { certificateBase64 } = await createIssuerKeyMaker().makeKey({
    issuer: 'https://sod.example.org',
    keyId: 'a',
    fromMs: Date.UTC(2026, 0, 1),
    untilMs: Date.UTC(2036, 0, 1),
  })
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-issuer-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'issuer.crt')
  writeFileSync(file, pemOf(certificateBase64))
  const atSeconds = String(Date.UTC(2026, 5, 1) / 1_000)
  const words = ['-check_ss_sig', '-attime', atSeconds, '-trusted', file]
  assert.match(openssl('verify', ...words, file), /: OK\n$/)
  const text = openssl('x509', '-in', file, '-noout', '-text')
  assert.match(text, /Signature Algorithm: sha256WithRSAEncryption/)
  assert.match(text, /Subject: CN ?= ?sod\.example\.org/)
  assert.match(text, /Digital Signature\n/)
  assert.match(text, /CA:FALSE/)
})

function pemOf(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function openssl(...words: readonly string[]): string {
  return execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' })
}
