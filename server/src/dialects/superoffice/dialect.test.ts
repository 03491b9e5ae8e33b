import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSuperOfficeVerifier } from '../../../../receiver/src/index.ts'
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
import { attemptsPerRun, cycleOf } from '../../domain/retry-rule.ts'
import type { SigningSecrets } from '../../domain/signing-secret.ts'
import type { RenderRequest } from '../../ports/dialect.ts'
import { createSuperOfficeDialect } from './dialect.ts'

const secret = 'nøkkel-s3cr3t'
const secrets: SigningSecrets = { current: [{ kind: 'hmac-text', text: secret }], old: [] }
const makeDialect = () =>
  createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '12.4.1514.0' })
const dialect = makeDialect()
const subscription = sampleSubscription({ secrets })

dialectContract({
  makeDialect,
  secrets,
  signatureHeader: 'x-superoffice-signature',
  isTest: (message) => headerOf(message, 'x-hook-test') === 'true',
})

async function rendered(
  type: string,
  data: unknown,
  other: { readonly run?: number } & Partial<RenderRequest> = {},
) {
  return dialect.render(
    sampleRequest(sampleEvent(type, data), other.subscription ?? subscription, other),
  )
}

test('the headers are the documented ones, in their order', async () => {
  const message = await rendered('contact.changed', {})
  assert.deepEqual(
    headerPairs(message).map(([name]) => name),
    [
      'Content-Type',
      'User-Agent',
      'X-SuperOffice-Event',
      'X-SuperOffice-EventId',
      'X-SuperOffice-Retry',
      'X-SuperOffice-Signature',
      'webhook-id',
      'posthorn-attempt',
    ],
  )
  assert.equal(headerOf(message, 'content-type'), 'application/json; charset=utf-8')
  assert.equal(headerOf(message, 'user-agent'), 'NetServer-Webhook/12.4.1514.0')
})

test('event, event id, retry count and webhook-id are on every request', async () => {
  const message = await rendered('contact.changed', { PrimaryKey: 1 })
  assert.equal(headerOf(message, 'x-superoffice-event'), 'contact.changed')
  assert.equal(headerOf(message, 'x-superoffice-eventid'), bodyObject(message)['EventId'])
  assert.equal(headerOf(message, 'x-superoffice-retry'), '0')
  assert.equal(headerOf(message, 'webhook-id'), sampleEvent('contact.changed', {}).id)
})

test('without a secret there is no signature header', async () => {
  for (const current of [[], [{ kind: 'hmac-text', text: '' } as const]]) {
    const unsigned = sampleSubscription({ secrets: { current, old: [] } })
    const message = await rendered('contact.changed', {}, { subscription: unsigned })
    assert.equal(headerOf(message, 'x-superoffice-signature'), undefined)
  }
})

test('the signature covers the very bytes sent, non-ASCII names included', async () => {
  const named = sampleSubscription({ secrets, name: 'Kundebesøk – æøå ☃' })
  const message = await rendered('contact.changed', { PrimaryKey: 5 }, { subscription: named })
  assert.ok(bodyText(message).includes('Kundebesøk – æøå ☃'), 'as itself, not escaped')
  const headers = Object.fromEntries(headerPairs(message))
  const verified = await createSuperOfficeVerifier({ secrets: secret }).verify({
    headers,
    body: message.body,
  })
  assert.deepEqual(verified.payload, bodyObject(message))
})

test('a replaced secret signs nothing any more', async () => {
  const rotated: SigningSecrets = {
    current: [{ kind: 'hmac-text', text: 'new' }],
    old: [{ secret: { kind: 'hmac-text', text: secret }, endsAtMs: sampleAtMs * 2 }],
  }
  const message = await rendered(
    'a.b',
    {},
    { subscription: sampleSubscription({ secrets: rotated }) },
  )
  const request = { headers: Object.fromEntries(headerPairs(message)), body: message.body }
  await createSuperOfficeVerifier({ secrets: 'new' }).verify(request)
  await assert.rejects(createSuperOfficeVerifier({ secrets: secret }).verify(request), {
    code: 'NO_MATCH',
  })
})

test('all attempts of a cycle are the same body under one EventId', async () => {
  const bodies = [1, 2, 3].map(async (attemptNumber) => {
    const message = await rendered('contact.changed', {}, { attemptNumber, cycle: 1 })
    return bodyText(message)
  })
  assert.equal(new Set(await Promise.all(bodies)).size, 1)
})

test('cycles and runs have new EventIds in header and body, and one webhook-id', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: secret })
  const eventIds = new Set<unknown>()
  const webhookIds = new Set<unknown>()
  for (const other of [
    {},
    { cycle: 2, attemptNumber: 4 },
    { cycle: 3, attemptNumber: 7 },
    { run: 2 },
  ]) {
    const message = await rendered('contact.changed', { PrimaryKey: 1 }, other)
    const { EventId } = bodyObject(message)
    assert.match(String(EventId), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    assert.equal(headerOf(message, 'x-superoffice-eventid'), EventId)
    eventIds.add(EventId)
    webhookIds.add(headerOf(message, 'webhook-id'))
    await verifier.verify({ headers: Object.fromEntries(headerPairs(message)), body: message.body })
  }
  assert.equal(eventIds.size, 4)
  assert.equal(webhookIds.size, 1)
})

test('two subscriptions get the same event under different EventIds', async () => {
  const other = { ...subscription, number: subscription.number + 1 }
  const first = bodyObject(await rendered('contact.changed', {}))
  const second = bodyObject(await rendered('contact.changed', {}, { subscription: other }))
  assert.notEqual(first['EventId'], second['EventId'])
})

test('X-SuperOffice-Retry runs 0 to 8 over the whole run', async () => {
  const numbers = Array.from({ length: attemptsPerRun(dialect.retryRule) }, (_, at) => at + 1)
  const counts = numbers.map(async (attemptNumber) => {
    const { cycle } = cycleOf(dialect.retryRule, attemptNumber)
    const message = await rendered('contact.changed', {}, { attemptNumber, cycle })
    return headerOf(message, 'x-superoffice-retry')
  })
  assert.deepEqual(await Promise.all(counts), ['0', '1', '2', '3', '4', '5', '6', '7', '8'])
})

test('an imported definition with a property named EventId still sends the real EventId', async () => {
  const properties = { EventId: 'forged', eventid: 'forged', PRIMARYKEY: -1, region: 'north' }
  const imported = sampleSubscription({ secrets, dialectSettings: { properties } })
  const message = await rendered(
    'contact.changed',
    { PrimaryKey: 4711 },
    { subscription: imported },
  )
  const body = bodyObject(message)
  assert.equal(body['EventId'], headerOf(message, 'x-superoffice-eventid'))
  assert.equal(body['PrimaryKey'], 4711)
  assert.equal(body['region'], 'north')
  assert.ok(!bodyText(message).includes('forged') && !('eventid' in body))
})

test('the test event is the documented one, marked, signed and a first attempt', async () => {
  const properties = { region: 'north' }
  const definition = sampleSubscription({
    secrets,
    dialectSettings: { properties, currentAssociateId: 42 },
  })
  const message = await dialect.renderTest({
    subscription: definition,
    nonce: sampleNonce,
    atMs: Date.UTC(2026, 6, 3, 9, 10, 0, 500),
  })
  const { EventId, ...rest } = bodyObject(message)
  assert.deepEqual(rest, {
    Timestamp: '2026-07-03T09:10:00.5Z',
    Changes: [],
    Event: 'test',
    PrimaryKey: 0,
    Entity: 'test',
    ContextIdentifier: 'Cust20001',
    ChangedByAssociateId: 42,
    WebhookName: 'CRM sync',
    region: 'north',
  })
  assert.equal(headerOf(message, 'x-superoffice-eventid'), EventId)
  assert.equal(headerOf(message, 'x-hook-test'), 'true')
  assert.equal(headerOf(message, 'x-superoffice-event'), 'test')
  assert.equal(headerOf(message, 'x-superoffice-retry'), '0')
  const verified = await createSuperOfficeVerifier({ secrets: secret }).verify({
    headers: Object.fromEntries(headerPairs(message)),
    body: message.body,
  })
  assert.ok(verified.isTest)
})

test('a test by nobody known, of a definition without a name, has associate 0 and an empty name', async () => {
  const definition = sampleSubscription({ secrets, name: null })
  const asked = { subscription: definition, nonce: sampleNonce, atMs: sampleAtMs }
  const body = bodyObject(await dialect.renderTest(asked))
  assert.equal(body['ChangedByAssociateId'], 0)
  assert.equal(body['WebhookName'], '')
})

test('only a test carries X-Hook-Test, also where a custom header asks for it', async () => {
  const forged = sampleSubscription({ secrets, headers: { 'X-Hook-Test': 'true' } })
  const message = await rendered('test', {}, { subscription: forged })
  assert.equal(headerOf(message, 'x-hook-test'), undefined)
})

test('204 is a failure by default and a success with the setting on', () => {
  const lenient = createSuperOfficeDialect({ acceptAny2xx: true, userAgentVersion: '1' })
  for (const status of [201, 202, 204]) {
    const outcome = dialect.judge(sampleReply(status), 0)
    assert.equal(outcome.kind === 'refused' && outcome.errorClass, 'status-2xx-unwanted')
    assert.deepEqual(lenient.judge(sampleReply(status), 0), { kind: 'accepted' })
  }
  assert.equal(lenient.judge(sampleReply(302), 0).kind, 'refused')
})

test('Retry-After and overload play no part', () => {
  for (const status of [429, 502, 503, 504]) {
    const outcome = dialect.judge(sampleReply(status, [['retry-after', '120']]), 0)
    assert.equal(outcome.kind === 'refused' && outcome.retryAfterMs, null)
    assert.equal(outcome.kind === 'refused' && outcome.isSlowDown, false)
  }
})

test('three cycles of three attempts: 1 s and 4 s within, the line rests 30 s and 5 min', () => {
  const rule = dialect.retryRule
  assert.deepEqual(rule.delaysMs, [1_000, 4_000, 30_000, 1_000, 4_000, 300_000, 1_000, 4_000])
  assert.deepEqual(rule.sickness, { kind: 'line', restsMs: [30_000, 300_000] })
  assert.equal(rule.attemptsPerCycle, 3)
  assert.equal(rule.disableAfterFailureCount, 9)
  assert.equal(rule.jitter, 'none')
  assert.equal(rule.whilePaused, 'skip')
  assert.equal(rule.attemptTimeoutMs, 15_000)
})

test('the numbers of the retry rule are settings', () => {
  const { retryRule } = createSuperOfficeDialect({
    acceptAny2xx: false,
    userAgentVersion: '1',
    attemptTimeoutMs: 5_000,
    restsMs: [10, 20],
    releasePerSecondFirst: 1,
    releasePerSecondMax: 2,
  })
  assert.equal(retryRule.attemptTimeoutMs, 5_000)
  assert.deepEqual(retryRule.sickness, { kind: 'line', restsMs: [10, 20] })
  assert.deepEqual([retryRule.delaysMs[2], retryRule.delaysMs[5]], [10, 20])
  assert.deepEqual([retryRule.releasePerSecondFirst, retryRule.releasePerSecondMax], [1, 2])
})
