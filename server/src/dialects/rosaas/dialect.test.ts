import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook as StandardWebhook } from 'standardwebhooks'
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
import { readHeaderSecret } from '../../domain/header-secret.ts'
import type { SigningSecret, SigningSecrets } from '../../domain/signing-secret.ts'
import { writeSigningSecret } from '../../domain/signing-secret-text.ts'
import { createRosaasDialect } from './dialect.ts'

const makeDialect = () => createRosaasDialect({ userAgentVersion: '0.1.0' })
const dialect = makeDialect()

const typed: SigningSecret = { kind: 'hmac-text', text: 'My secret, typed by hand!' }
const generated: SigningSecret = {
  kind: 'hmac',
  keyBase64: Buffer.alloc(32, 7).toString('base64'),
}
const pair: SigningSecret = { kind: 'ed25519', keyBase64: Buffer.alloc(32, 9).toString('base64') }
const only = (secret: SigningSecret): SigningSecrets => ({ current: [secret], old: [] })
const subscription = sampleSubscription({ dialect: 'rosaas', secrets: only(typed) })

for (const secret of [typed, generated]) {
  dialectContract({
    makeDialect,
    secrets: { current: [secret, pair], old: [{ secret: generated, endsAtMs: sampleAtMs * 2 }] },
    signatureHeader: 'webhook-signature',
    secretHeader: 'x-signing-secret',
    isTest: (message) => bodyObject(message)['Event'] === 'posthorn.test',
  })
}

test('the published vectors are reproduced to the byte, secret, signature and body', async () => {
  assert.equal(vectors.rosaas.length, 2)
  for (const { secret, id, timestamp, body, signature } of vectors.rosaas) {
    const read = readHeaderSecret(secret)
    assert.ok(read.kind === 'read')
    const { Event, MetaData, TenantSystemName } = JSON.parse(body) as Record<string, unknown>
    const occurredAtMs = Date.UTC(2025, 2, 4, 10, 12)
    const event = { ...sampleEvent(String(Event), { TenantSystemName, MetaData }), occurredAtMs }
    const message = await dialect.render(
      sampleRequest(
        { ...event, id: id as 'evt_' },
        sampleSubscription({ secrets: only(read.secret) }),
        {
          atMs: timestamp * 1_000,
        },
      ),
    )
    assert.equal(bodyText(message), body)
    assert.equal(message.body.length, 176)
    assert.equal(headerOf(message, 'x-signing-secret'), secret)
    assert.equal(headerOf(message, 'webhook-timestamp'), String(timestamp))
    assert.equal(headerOf(message, 'webhook-signature'), signature)
  }
})

test('the headers are those that are documented and those that are added, and no apiKey', async () => {
  const message = await dialect.render(
    sampleRequest(sampleEvent('Tenant.StatusChanged', {}), subscription),
  )
  assert.deepEqual(
    headerPairs(message).map(([name]) => name),
    [
      'Content-Type',
      'Accept',
      'User-Agent',
      'X-Signing-Secret',
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
      'posthorn-attempt',
    ],
  )
  assert.equal(headerOf(message, 'content-type'), 'application/json; charset=utf-8')
  assert.equal(headerOf(message, 'accept'), 'application/json')
  assert.equal(headerOf(message, 'user-agent'), 'Posthorn/0.1.0')
})

test('the secret of a message is the stored one to the byte, capitals, spaces and all', async () => {
  for (const text of [
    'My secret, typed by hand!',
    'x',
    '  inner  '.trim(),
    '~!@#$%^&*()_+{}|:"<>?',
  ]) {
    const secrets = only({ kind: 'hmac-text', text })
    const event = sampleEvent('Tenant.StatusChanged', {})
    const message = await dialect.render(sampleRequest(event, sampleSubscription({ secrets })))
    assert.equal(headerOf(message, 'x-signing-secret'), text)
  }
})

test('a generated secret verifies in a Standard Webhooks library without any option', async () => {
  const event = sampleEvent('Tenant.StatusChanged', { MetaData: { name: 'Zoë ☃' } })
  const request = sampleRequest(event, sampleSubscription({ secrets: only(generated) }), {
    atMs: Date.now(),
  })
  const message = await dialect.render(request)
  const library = new StandardWebhook(writeSigningSecret(generated))
  const payload: unknown = library.verify(
    bodyText(message),
    Object.fromEntries(headerPairs(message)),
  )
  assert.deepEqual(payload, bodyObject(message))
})

test('while a secret is being changed the header has the new one, and the old one signs as well', async () => {
  const secrets = {
    current: [generated],
    old: [{ secret: typed, endsAtMs: sampleAtMs + 60_000 }],
  }
  const event = sampleEvent('Tenant.StatusChanged', {})
  const message = await dialect.render(sampleRequest(event, sampleSubscription({ secrets })))
  assert.equal(headerOf(message, 'x-signing-secret'), writeSigningSecret(generated))
  assert.equal(headerOf(message, 'webhook-signature')?.split(' ').length, 2)
  assert.ok(!headerPairs(message).flat().includes(typed.text))
})

test('a private key signs and is never sent', async () => {
  const event = sampleEvent('Tenant.StatusChanged', {})
  const secrets = { current: [pair, generated], old: [] }
  const message = await dialect.render(sampleRequest(event, sampleSubscription({ secrets })))
  assert.equal(headerOf(message, 'x-signing-secret'), writeSigningSecret(generated))
  assert.match(headerOf(message, 'webhook-signature') ?? '', /^v1,\S+ v1a,\S+$/)
  const alone = sampleSubscription({ secrets: only(pair) })
  assert.equal(
    headerOf(await dialect.render(sampleRequest(event, alone)), 'x-signing-secret'),
    undefined,
  )
})

test('without a secret there are neither secret nor signature, rather than empty ones', async () => {
  const event = sampleEvent('Tenant.StatusChanged', {})
  const message = await dialect.render(sampleRequest(event, sampleSubscription()))
  for (const name of ['x-signing-secret', 'webhook-signature']) {
    assert.equal(headerOf(message, name), undefined)
  }
})

test('the test event has the five fields, under a code and a name of no event of RoSaaS', async () => {
  const message = await dialect.renderTest({ subscription, nonce: sampleNonce, atMs: sampleAtMs })
  assert.equal(
    bodyText(message),
    '{"TenantSystemName":"Cust20001","EventCode":0,"Event":"posthorn.test",' +
      '"MetaData":{"test":true},"Created":"2026-07-03T09:15:42.12Z"}',
  )
})

test('every 2xx is accepted, whatever its body; a redirect is not', () => {
  for (const status of [200, 201, 204, 299]) {
    const reply = { ...sampleReply(status, [], false), bodyText: '<html>no JSON' }
    assert.deepEqual(dialect.judge(reply, 0), { kind: 'accepted' })
  }
  for (const status of [199, 300, 302, 400, 404, 500]) {
    assert.equal(dialect.judge(sampleReply(status), 0).kind, 'refused', String(status))
  }
})

test('Retry-After is heard as seconds and as a date, and junk is not', () => {
  const asked = { '3600': 3_600_000, 'Thu, 01 Jan 1970 01:00:00 GMT': 3_600_000, soon: null }
  for (const [value, retryAfterMs] of Object.entries(asked)) {
    const outcome = dialect.judge(sampleReply(500, [['retry-after', value]]), 0)
    assert.equal(outcome.kind === 'refused' && outcome.retryAfterMs, retryAfterMs, value)
  }
})

test('ten attempts over 75 h 35 min, 15 s each, at most a day of Retry-After, five days to the end', () => {
  const rule = dialect.retryRule
  const hourMs = 3_600_000
  assert.equal(rule.delaysMs.length + 1, 10)
  const totalMs = rule.delaysMs.reduce((sum, delayMs) => sum + delayMs)
  assert.equal(totalMs, 75 * hourMs + 35 * 60_000 + 5_000)
  assert.equal(rule.attemptTimeoutMs, 15_000)
  assert.equal(rule.retryAfterMsMax, 24 * hourMs)
  assert.equal(rule.disableAfterMs, 120 * hourMs)
  assert.equal(rule.disableAfterFailureCount, null)
  const patient = createRosaasDialect({ userAgentVersion: '1', attemptTimeoutMs: 30_000 })
  assert.equal(patient.retryRule.attemptTimeoutMs, 30_000)
})
