import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import {
  createRosaasVerifier,
  createStandardWebhooksVerifier,
  createSuperOfficeVerifier,
  createTenantStatusVerifier,
} from '../src/index.ts'
import {
  signRosaasRequest,
  signStandardWebhooksRequest,
  signSuperOfficeRequest,
  signTenantStatusRequest,
  testIssuer,
} from '../src/testing.ts'

const { v1, v1a, rotation } = vectors.standardWebhooks
const { token: published } = vectors.tenantStatus

test('a Standard Webhooks request is signed as the vectors are, byte for byte', async () => {
  const { current, old } = rotation
  // The header begins with the HMAC keys and ends with ed25519, whichever is current.
  const ofRotation = { ...rotation, secret: [current[0]!, old[0]!, current[1]!] }
  for (const { secret: secrets, signature, id, timestamp, body } of [...v1, ...v1a, ofRotation]) {
    const atMs = timestamp * 1_000 + 999
    const request = await signStandardWebhooksRequest({ secrets, id, atMs, body })
    assert.deepEqual(request, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signature,
      },
      body,
    })
  }
})

test('a Standard Webhooks request verifies by v1 and by v1a, and says what the test wanted', async () => {
  const [edwards] = v1a
  for (const [secrets, trusted] of [
    [v1[0]!.secret, v1[0]!.secret],
    [edwards!.secret, edwards!.publicKey],
  ] as const) {
    const members = { type: 'order.paid', data: { total: 3 } }
    const request = await signStandardWebhooksRequest({ secrets, members })
    const verified = await createStandardWebhooksVerifier({ secrets: trusted }).verify(request)
    assert.match(verified.id, /^evt_[0-9a-f]{32}$/)
    assert.equal(verified.event?.type, 'order.paid')
    assert.deepEqual(verified.event.data, { total: 3 })
    assert.ok(Math.abs(Date.parse(verified.event.timestamp ?? '') - Date.now()) < 60_000)
  }
})

test('an ed25519 key is taken as its seed alone too', async () => {
  const [edwards] = v1a
  const seed = Buffer.from(edwards!.secret.slice(5), 'base64').subarray(0, 32)
  const { id, timestamp, body, signature } = edwards!
  const request = await signStandardWebhooksRequest({
    secrets: `whsk_${seed.toString('base64')}`,
    id,
    body,
    atMs: timestamp * 1_000,
  })
  assert.equal(request.headers['webhook-signature'], signature)
})

test('a secret that is none cannot sign', async () => {
  for (const secrets of ['', 'whsec_', 'whsec_%']) {
    await assert.rejects(signStandardWebhooksRequest({ secrets }), /base64/)
  }
})

test('a SuperOffice request is signed as the vectors are, and verifies', async () => {
  for (const { body, signatures } of vectors.superoffice) {
    for (const { secret, signature } of signatures) {
      const request = await signSuperOfficeRequest({ secret, body })
      assert.equal(request.headers['x-superoffice-signature'], signature)
    }
  }
  const members = { Event: 'sale.sold', Entity: 'sale', PrimaryKey: 9, FieldValues: undefined }
  const request = await signSuperOfficeRequest({ secret: 'nøkkel', id: 'evt_1', members })
  assert.equal(request.headers['x-superoffice-event'], 'sale.sold')
  const { id, event } = await createSuperOfficeVerifier({ secrets: 'nøkkel' }).verify(request)
  assert.deepEqual([id, event.name, event.primaryKey], ['evt_1', 'sale.sold', 9])
  assert.equal(event.fieldValues, null)
})

test('a RoSaaS request is signed as the vectors are, and verifies', async () => {
  for (const { secret, id, timestamp, body, signature } of vectors.rosaas) {
    const request = await signRosaasRequest({ secret, id, body, atMs: timestamp * 1_000 })
    assert.equal(request.headers['x-signing-secret'], secret)
    assert.equal(request.headers['webhook-signature'], signature)
  }
  const verifier = createRosaasVerifier({ secrets: 'typed', mustBeSigned: true })
  const { event } = await verifier.verify(await signRosaasRequest({ secret: 'typed' }))
  assert.equal(event.kind === 'known' && event.code === 2 && event.metaData.Plan, 'pro-plan')
  const unsigned = await signRosaasRequest({ secret: 'typed', isSigned: false })
  await assert.rejects(verifier.verify(unsigned), { code: 'MISSING_HEADER' })
  await createRosaasVerifier({ secrets: 'typed' }).verify(unsigned)
})

test('a tenant status request is the published one, byte for byte, when its issuer signs', async () => {
  const { jti } = JSON.parse(published.payload) as { jti: string }
  const { Token: _, ...members } = JSON.parse(published.body) as Record<string, unknown>
  const request = await signTenantStatusRequest({
    clientId: published.clientId,
    id: published.eventId,
    atMs: published.atMs,
    tokenId: jti,
    members,
    issuer: {
      url: published.issuer,
      keyId: published.publicJwk.kid,
      pkcs8Base64: published.privateKeyForTestsPkcs8Base64,
      jwks: { keys: [published.publicJwk] },
    },
  })
  assert.equal(request.body, published.body)
})

const ownIssuer = { issuers: testIssuer.url, clientIds: 'app', jwks: testIssuer.jwks }

test('a tenant status request of the issuer for tests verifies with its static keys', async () => {
  const verifier = createTenantStatusVerifier(ownIssuer)
  const members = { ChangeType: 4, PublicEndpoint: undefined }
  const request = await signTenantStatusRequest({ clientId: 'app', id: 'evt_2', members })
  const { id, isBodyProven, event } = await verifier.verify(request)
  assert.deepEqual([id, isBodyProven, event.change], ['evt_2', true, 'delete'])
  assert.equal(event.publicEndpoint, null)
  const bare = await signTenantStatusRequest({ clientId: 'app', isBodyProven: false })
  assert.equal((await verifier.verify(bare)).isBodyProven, false)
})

test('a test can send what is old, for another application, or without a token', async () => {
  const verifier = createTenantStatusVerifier(ownIssuer)
  const old = await signTenantStatusRequest({ clientId: 'app', atMs: Date.now() - 400_000 })
  await assert.rejects(verifier.verify(old), { code: 'TOO_OLD' })
  const other = await signTenantStatusRequest({ clientId: 'other' })
  await assert.rejects(verifier.verify(other), { code: 'WRONG_AUDIENCE' })
  const bare = await signTenantStatusRequest({ clientId: 'app', members: { Token: '' } })
  await assert.rejects(verifier.verify(bare), { code: 'BAD_TOKEN' })
})
