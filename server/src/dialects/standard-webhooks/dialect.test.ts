import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStandardWebhooksVerifier } from '../../../../receiver/src/index.ts'
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
import type { SigningSecret, SigningSecrets } from '../../domain/signing-secret.ts'
import { writeSigningSecret } from '../../domain/signing-secret-text.ts'
import { createStandardWebhooksDialect } from './dialect.ts'

const secret: SigningSecret = { kind: 'hmac', keyBase64: Buffer.alloc(32, 7).toString('base64') }
const edSecret: SigningSecret = {
  kind: 'ed25519',
  keyBase64: Buffer.alloc(32, 9).toString('base64'),
}
const secrets: SigningSecrets = { current: [secret], old: [] }
const makeDialect = () => createStandardWebhooksDialect({ userAgentVersion: '0.1.0' })
const dialect = makeDialect()
const subscription = sampleSubscription({ secrets })

dialectContract({
  makeDialect,
  secrets: { current: [secret, edSecret], old: [] },
  signatureHeader: 'webhook-signature',
  isTest: (message) => bodyObject(message)['type'] === 'posthorn.test',
})

test('the body is type, time of the event and the very bytes of the producer', async () => {
  const data = '{ "id": 12345678901234567890,"price":1.50, "æ":"\\u00e6" }'
  const message = await dialect.render(sampleRequest(sampleEvent('order.paid', data), subscription))
  assert.equal(
    bodyText(message),
    `{"type":"order.paid","timestamp":"2026-07-03T09:15:42.120Z","data":${data}}`,
  )
})

test('the headers leave in lower case', async () => {
  const event = sampleEvent('order.paid', {})
  const message = await dialect.render(sampleRequest(event, subscription))
  assert.deepEqual(
    headerPairs(message).map(([name]) => name),
    [
      'content-type',
      'user-agent',
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
      'posthorn-attempt',
    ],
  )
  assert.equal(headerOf(message, 'content-type'), 'application/json')
  assert.equal(headerOf(message, 'user-agent'), 'Posthorn/0.1.0')
})

test('a retry keeps id and body bytes, and has a new timestamp and a new signature', async () => {
  const event = sampleEvent('order.paid', { id: 3 })
  const first = await dialect.render(sampleRequest(event, subscription))
  const retry = await dialect.render(
    sampleRequest(event, subscription, { attemptNumber: 2, atMs: sampleAtMs + 6_000 }),
  )
  assert.deepEqual(retry.body, first.body)
  assert.equal(headerOf(retry, 'webhook-id'), headerOf(first, 'webhook-id'))
  for (const name of ['webhook-timestamp', 'webhook-signature']) {
    assert.notEqual(headerOf(retry, name), headerOf(first, name))
  }
})

test('the timestamp is the whole second of the attempt, not the time of the event', async () => {
  const event = sampleEvent('order.paid', {}, { occurredAtMs: 1_000 })
  const atMs = 1_700_000_000_999
  const message = await dialect.render(sampleRequest(event, subscription, { atMs }))
  assert.equal(headerOf(message, 'webhook-timestamp'), '1700000000')
})

test('neither a producer nor an owner sets id or timestamp, and no id has a dot', async () => {
  const event = sampleEvent('order.paid', { 'webhook-id': 'a.b', id: 'a.b' })
  const headers = { 'Webhook-Id': 'a.b', 'WEBHOOK-TIMESTAMP': '1' }
  const custom = sampleSubscription({ secrets, headers })
  const message = await dialect.render(sampleRequest(event, custom))
  assert.equal(headerOf(message, 'webhook-id'), event.id)
  assert.equal(headerOf(message, 'webhook-timestamp'), String(Math.floor(sampleAtMs / 1000) + 1))
  const asked = { subscription: custom, nonce: sampleNonce, atMs: sampleAtMs }
  for (const sent of [message, await dialect.renderTest(asked)]) {
    assert.match(headerOf(sent, 'webhook-id') ?? '', /^[A-Za-z0-9_-]{1,64}$/)
  }
})

test('without any secret there is no signature header rather than an empty one', async () => {
  const bare = sampleSubscription()
  const message = await dialect.render(sampleRequest(sampleEvent('order.paid', {}), bare))
  assert.equal(headerOf(message, 'webhook-signature'), undefined)
})

test('the test event is of type posthorn.test, at the time it is sent', async () => {
  const message = await dialect.renderTest({ subscription, nonce: sampleNonce, atMs: sampleAtMs })
  assert.equal(
    bodyText(message),
    '{"type":"posthorn.test","timestamp":"2026-07-03T09:15:42.120Z","data":{"test":true}}',
  )
})

test('what the dialect signs, the receiver verifies', async () => {
  const event = sampleEvent('order.paid', { name: 'Zoë ☃' })
  const message = await dialect.render(sampleRequest(event, subscription))
  const verifier = createStandardWebhooksVerifier({
    secrets: writeSigningSecret(secret),
    nowMs: () => sampleAtMs,
  })
  const headers = Object.fromEntries(headerPairs(message))
  const verified = await verifier.verify({ headers, body: message.body })
  assert.equal(verified.id, event.id)
  assert.deepEqual(verified.payload, bodyObject(message))
})

test('every 2xx is accepted', () => {
  for (const status of [200, 201, 202, 204, 299]) {
    assert.deepEqual(dialect.judge(sampleReply(status), 0), { kind: 'accepted' })
  }
})

test('429, 502, 503 and 504 slow the endpoint down, nothing else does', () => {
  for (const status of [302, 400, 408, 410, 429, 500, 501, 502, 503, 504]) {
    const outcome = dialect.judge(sampleReply(status), 0)
    assert.ok(outcome.kind === 'refused')
    assert.equal(outcome.isSlowDown, [429, 502, 503, 504].includes(status), String(status))
    assert.equal(outcome.retryAfterMs, null)
  }
})

test('Retry-After is heard on any refusal', () => {
  for (const status of [301, 400, 429, 500, 503]) {
    const outcome = dialect.judge(sampleReply(status, [['retry-after', '120']]), 0)
    assert.equal(outcome.kind === 'refused' && outcome.retryAfterMs, 120_000)
  }
})

test('ten attempts over 75 h 35 min, spread, at most a day of Retry-After', () => {
  const rule = dialect.retryRule
  const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
  assert.deepEqual(
    rule.delaysMs,
    seconds.map((second) => second * 1_000),
  )
  const totalMs = rule.delaysMs.reduce((sum, delayMs) => sum + delayMs)
  assert.equal(totalMs, ((75 * 60 + 35) * 60 + 5) * 1_000)
  assert.equal(rule.jitter, 'spread')
  assert.equal(rule.attemptsPerCycle, null)
  assert.equal(rule.retryAfterMsMax, 24 * 3_600_000)
  assert.equal(rule.slowDownMs, 60_000)
  assert.equal(rule.disableAfterMs, 5 * 24 * 3_600_000)
  assert.equal(rule.disableAfterFailureCount, null)
  assert.equal(rule.whilePaused, 'park')
})

test('the deadline of an attempt is 15 s and a setting', () => {
  assert.equal(dialect.retryRule.attemptTimeoutMs, 15_000)
  const patient = createStandardWebhooksDialect({
    userAgentVersion: '1',
    attemptTimeoutMs: 30_000,
  })
  assert.equal(patient.retryRule.attemptTimeoutMs, 30_000)
})
