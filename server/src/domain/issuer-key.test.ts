import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import { jwksOf, type PublicIssuerKey } from './issuer-key.ts'

const { token: vector } = vectors.tenantStatus
const publicJwk = vector.publicJwk as PublicIssuerKey
const published = { publicJwk, certificateBase64: 'MII=' }

test('a receiver that has nothing but the published keys verifies a token by its kid', async () => {
  const other = { ...published, publicJwk: { ...publicJwk, kid: 'other', n: `${publicJwk.n}AA` } }
  const keys = createLocalJWKSet(structuredClone(jwksOf([other, published])) as { keys: [] })
  const { payload, protectedHeader } = await jwtVerify(vector.token, keys, {
    algorithms: ['RS256'],
    issuer: vector.issuer,
    audience: vector.clientId,
    currentDate: new Date(vector.atMs),
  })
  assert.equal(payload.sub, 'Cust20001')
  assert.equal(protectedHeader.kid, vector.publicJwk.kid)
})

test('each published key has its certificate, and nothing private', () => {
  const secret = { ...published, pkcs8Base64: 'never', publicJwk: { ...publicJwk, d: 'never' } }
  const document = jwksOf([secret])
  assert.deepEqual(document, { keys: [{ ...publicJwk, x5c: ['MII='] }] })
  assert.ok(!JSON.stringify(document).includes('never'))
})
