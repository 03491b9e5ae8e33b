import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import vectors from '../../../../docs/reference/signing-vectors.json' with { type: 'json' }
import { dialectContract } from '../../../test/contract/dialect-contract.ts'
import {
  bodyObject,
  bodyText,
  headerOf,
  headerPairs,
  sampleAtMs,
  sampleEvent,
  sampleNonce,
  sampleReply,
  sampleRequest,
  sampleSubscription,
} from '../../../test/contract/dialect-samples.ts'
import { jwksOf, type PublicIssuerKey } from '../../domain/issuer-key.ts'
import type { SigningSecrets } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import {
  type StateChangeData,
  stateChangeEventType,
  stateChanges,
} from '../../domain/tenant-status.ts'
import type { RenderRequest } from '../../ports/dialect.ts'
import { createTenantStatusDialect } from './dialect.ts'
import { createIssuerKeyMaker } from './issuer-key-maker.ts'

const { bodies, token: vector } = vectors.tenantStatus
const secrets: SigningSecrets = {
  current: [
    {
      kind: 'rsa',
      keyId: vector.publicJwk.kid,
      pkcs8Base64: vector.privateKeyForTestsPkcs8Base64,
    },
  ],
  old: [],
}
const dialectSettings = {
  environment: 'production',
  issuer: vector.issuer,
  clientId: vector.clientId,
  appName: 'CRM sync',
  errorEmails: [],
  isMailed: false,
}
const makeDialect = () => createTenantStatusDialect({ userAgentVersion: '0.1.0' })
const dialect = makeDialect()
const subscription = sampleSubscription({ secrets, dialectSettings })

dialectContract({
  makeDialect,
  secrets,
  dialectSettings,
  eventType: 'tenant-status.resume',
  signatureHeader: null,
  isGoneKnown: false,
  isTest: (message) => bodyObject(message)['ContextIdentifier'] === 'test',
})

const data: StateChangeData = {
  change_type: 'move',
  tenant: 'Cust20001',
  version_name: 'Release_12.4_2026.09.17-05',
  file_version: '12.4.1514.0',
  public_endpoint: 'online3.superoffice.com',
}

function rendered(other: Partial<StateChangeData> = {}, request: Partial<RenderRequest> = {}) {
  const all = { ...data, ...other }
  const event = sampleEvent(stateChangeEventType(all.change_type), { ...all, reason: 'x' })
  return dialect.render(sampleRequest(event, subscription, request))
}

async function claimsOf(...asked: Parameters<typeof rendered>): Promise<Record<string, unknown>> {
  const { Token } = bodyObject(await rendered(...asked))
  const [, payload = ''] = String(Token).split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
}

test('the published token and body come out byte for byte', async () => {
  const message = await rendered({}, { atMs: vector.atMs })
  const { Token } = bodyObject(message)
  assert.equal(Token, vector.token)
  assert.equal(bodyText(message), vector.body)
  assert.equal(headerOf(message, 'webhook-id'), vector.eventId)
})

test('body_sha256 is that of the published bodies, and another when any member is altered', async () => {
  for (const body of bodies) {
    const members: StateChangeData = {
      change_type: stateChanges[body.changeType]!,
      tenant: body.tenant,
      version_name: body.versionName,
      file_version: body.fileVersion,
      public_endpoint: body.publicEndpoint,
    }
    const digests: unknown[] = [(await claimsOf(members))['body_sha256']]
    assert.equal(digests[0], body.sha256)
    const altered = { version_name: 'x', file_version: 'x', tenant: 'x', public_endpoint: 'x' }
    for (const [name, value] of Object.entries(altered)) {
      digests.push((await claimsOf({ ...members, [name]: value }))['body_sha256'])
    }
    digests.push((await claimsOf({ ...members, change_type: 'resume' }))['body_sha256'])
    assert.equal(new Set(digests).size, 6)
  }
})

test('the change is a number from 0 to 5, and the members come in the documented order', async () => {
  for (const [number, change] of stateChanges.entries()) {
    const body = bodyObject(await rendered({ change_type: change }))
    assert.equal(body['ChangeType'], number)
    assert.deepEqual(Object.keys(body), [
      'ChangeType',
      'ContextIdentifier',
      'VersionName',
      'FileVersion',
      'Token',
      'PublicEndpoint',
    ])
  }
})

test('the public endpoint is there in every message when it is known, else in none', async () => {
  for (const change_type of stateChanges) {
    const known = bodyObject(await rendered({ change_type }))
    assert.equal(known['PublicEndpoint'], 'online3.superoffice.com')
    const unknown = bodyObject(await rendered({ change_type, public_endpoint: null }))
    assert.ok(!('PublicEndpoint' in unknown))
  }
})

test('the token names issuer, application and tenant, which is that of the body', async () => {
  const claims = await claimsOf({ tenant: 'Cust7' })
  assert.equal(claims['iss'], dialectSettings.issuer)
  assert.equal(claims['aud'], dialectSettings.clientId)
  assert.equal(claims['sub'], 'Cust7')
  assert.equal(claims['http://schemes.superoffice.net/identity/ctx'], 'Cust7')
  assert.equal(bodyObject(await rendered({ tenant: 'Cust7' }))['ContextIdentifier'], 'Cust7')
})

test('a token begins a minute before it is made and ends five after, in numbers', async () => {
  const { iat, nbf, exp } = await claimsOf({}, { atMs: 1_783_069_200_999 })
  assert.deepEqual([iat, nbf, exp], [1_783_069_200, 1_783_069_140, 1_783_069_500])
})

test('once the issuer has another key, tokens name it; those of both keys verify meanwhile', async () => {
  const next = await createIssuerKeyMaker().makeKey({
    issuer: vector.issuer,
    keyId: '2026-08-a',
    fromMs: sampleAtMs,
    untilMs: sampleAtMs + 86_400_000,
  })
  const old = { publicJwk: vector.publicJwk as PublicIssuerKey, certificateBase64: '' }
  const published = createLocalJWKSet(structuredClone(jwksOf([next, old])) as { keys: [] })
  const { keyId, pkcs8Base64 } = next
  const rotated: SigningSecrets = { current: [{ kind: 'rsa', keyId, pkcs8Base64 }], old: [] }
  for (const [given, kid] of [
    [secrets, '2026-07-a'],
    [rotated, '2026-08-a'],
  ] as const) {
    const app = sampleSubscription({ secrets: given, dialectSettings })
    const request = sampleRequest(sampleEvent('tenant-status.move', data), app)
    const { Token } = bodyObject(await dialect.render(request))
    const currentDate = new Date(request.atMs)
    const { protectedHeader } = await jwtVerify(String(Token), published, { currentDate })
    assert.deepEqual(protectedHeader, { alg: 'RS256', typ: 'JWT', kid })
  }
})

test('each attempt, cycle and run has a token id of its own, in the shape of a UUID', async () => {
  const requests = [{}, { attemptNumber: 2 }, { cycle: 2 }, { run: 2 }]
  const ids = await Promise.all(
    requests.map(async (request) => String((await claimsOf({}, request))['jti'])),
  )
  assert.equal(new Set(ids).size, 4)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)
})

test('a retry differs in its token alone, and there not in the digest of the rest', async () => {
  const [first, retry] = [await rendered(), await rendered({}, { attemptNumber: 3 })]
  assert.notEqual(bodyText(retry), bodyText(first))
  assert.deepEqual({ ...bodyObject(retry), Token: '' }, { ...bodyObject(first), Token: '' })
  const digest = async (attemptNumber: number) =>
    (await claimsOf({}, { attemptNumber }))['body_sha256']
  assert.equal(await digest(3), await digest(1))
  assert.equal(headerOf(retry, 'webhook-id'), headerOf(first, 'webhook-id'))
})

test('the headers are content type, user agent, id and attempt', async () => {
  assert.deepEqual(headerPairs(await rendered({}, { attemptNumber: 2 })), [
    ['content-type', 'application/json; charset=utf-8'],
    ['user-agent', 'Posthorn/0.1.0'],
    ['webhook-id', vector.eventId],
    ['posthorn-attempt', '2'],
  ])
})

test('the test is a tenant that does not exist and is said to have been resumed', async () => {
  const message = await dialect.renderTest({ subscription, nonce: sampleNonce, atMs: sampleAtMs })
  const { Token: _, ...rest } = bodyObject(message)
  assert.deepEqual(rest, {
    ChangeType: 3,
    ContextIdentifier: 'test',
    VersionName: '',
    FileVersion: '',
  })
})

test('every 2xx is accepted, nothing else, and nothing that an answer asks for is done', () => {
  for (const status of [200, 201, 202, 204, 299]) {
    assert.deepEqual(dialect.judge(sampleReply(status), 0), { kind: 'accepted' })
  }
  for (const status of [199, 301, 308, 400, 404, 410, 429, 500, 503]) {
    const outcome = dialect.judge(sampleReply(status, [['retry-after', '9']]), 0)
    assert.ok(outcome.kind === 'refused', String(status))
    const { retryAfterMs, isSlowDown, isGone } = outcome
    assert.deepEqual([retryAfterMs, isSlowDown, isGone], [null, false, false])
  }
})

test('ten attempts at exactly the ruled distances, no end of the subscription, no sickness', () => {
  const rule = dialect.retryRule
  const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
  assert.deepEqual(
    rule.delaysMs,
    seconds.map((second) => second * 1_000),
  )
  assert.equal(rule.jitter, 'none')
  assert.equal(rule.sickness.kind, 'none')
  assert.equal(rule.disableAfterMs ?? rule.disableAfterFailureCount, null)
  assert.equal(rule.whilePaused, 'skip')
  assert.equal(rule.attemptTimeoutMs, 15_000)
})

test('a subscription without key, issuer, application or environment is a fault of ours', async () => {
  const event = sampleEvent('tenant-status.move', data)
  const broken: Partial<SubscriptionConfig>[] = [
    { dialectSettings },
    { secrets, dialectSettings: { ...dialectSettings, environment: 'qa' } },
    { secrets, dialectSettings: { ...dialectSettings, issuer: '' } },
    { secrets, dialectSettings: { ...dialectSettings, clientId: 3 } },
  ]
  for (const config of broken) {
    const request = sampleRequest(event, sampleSubscription(config))
    await assert.rejects(async () => dialect.render(request), { code: 'ERR_ASSERTION' })
  }
  const other = sampleRequest(sampleEvent('contact.changed', {}), subscription)
  await assert.rejects(async () => dialect.render(other), /contact[.]changed/)
})
