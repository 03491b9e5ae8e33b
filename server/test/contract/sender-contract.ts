/** What every sender promises: one attempt each, told as it was, to a real endpoint on loopback. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../src/domain/event.ts'
import { healthy } from '../../src/domain/health.ts'
import type { DialectName, Subscription } from '../../src/domain/subscription.ts'
import type { AttemptRequest, Sender } from '../../src/ports/sender.ts'
import { openScriptedEndpoint } from '../world/scripted-endpoint.ts'

const eventId = 'evt_00000000000070008000000000000001'

export function senderContract(openSender: () => Promise<Sender>): void {
  test('an accepted attempt comes back whole, and its body went out as it was', async () => {
    const { endpoint, sender, end } = await open()
    const sent = await sender.send(request(endpoint.origin, 1))
    assert.deepEqual(sent.attempt.outcome, { kind: 'accepted' })
    assert.equal(sent.reply.kind, 'answered')
    assert.deepEqual(
      [sent.attempt.eventId, sent.attempt.subscriptionNumber, sent.attempt.run],
      [eventId, 7, 2],
    )
    assert.deepEqual([sent.attempt.number, sent.attempt.status], [1, 200])
    assert.equal(sent.attempt.bodyDigest.length, 16)
    const body = JSON.parse(endpoint.requests[0]?.body.toString() ?? '') as { data: unknown }
    assert.deepEqual(body.data, { number: 1, text: 'Kundebesøk' })
    await end()
  })

  test('a refusal keeps what the receiver asked for', async () => {
    const { endpoint, sender, end } = await open()
    endpoint.answers(429, { headers: { 'retry-after': '120' }, body: 'slowly' })
    const { attempt } = await sender.send(request(endpoint.origin, 1))
    assert.deepEqual(attempt.outcome, {
      kind: 'refused',
      errorClass: 'status-429',
      retryAfterMs: 120_000,
      isSlowDown: true,
      isGone: false,
    })
    assert.match(attempt.replyText, /slowly/)
    await end()
  })

  test('an endpoint that nobody serves is a value, not an exception', async () => {
    const { endpoint, sender, end } = await open()
    await endpoint.close()
    const { attempt, reply } = await sender.send(request(endpoint.origin, 1))
    assert.deepEqual(attempt.outcome, { kind: 'unreached', errorClass: 'connect-refused' })
    assert.deepEqual(
      { kind: reply.kind, hadReplyBytes: reply.kind === 'unreached' && reply.hadReplyBytes },
      { kind: 'unreached', hadReplyBytes: false },
    )
    await end()
  })

  test('many at once are each answered with their own', async () => {
    const { endpoint, sender, end } = await open()
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
    const sent = await Promise.all(
      numbers.map((number) => sender.send(request(endpoint.origin, number))),
    )
    assert.deepEqual(
      sent.map(({ attempt }) => attempt.number),
      numbers,
    )
    assert.equal(endpoint.requests.length, 200)
    await end()
  })

  test('a changed subscription is sent with from the next attempt on', async () => {
    const { endpoint, sender, end } = await open()
    await sender.send(request(`${endpoint.origin}/old`, 1))
    await sender.send(request(`${endpoint.origin}/new`, 2, 2))
    assert.deepEqual(
      endpoint.requests.map(({ path }) => path),
      ['/old', '/new'],
    )
    await end()
  })

  test('a fault of our own rejects', async () => {
    const { endpoint, sender, end } = await open()
    const broken = request(endpoint.origin, 1)
    const config = { ...broken.subscription.config, dialect: 'unheard-of' as DialectName }
    const subscription = { ...broken.subscription, config, version: 9 }
    await assert.rejects(sender.send({ ...broken, subscription }), /unheard-of/)
    assert.equal(endpoint.requests.length, 0)
    await end()
  })

  test('a closed sender takes nothing', async () => {
    const { endpoint, sender, end } = await open()
    await sender.close()
    await assert.rejects(sender.send(request(endpoint.origin, 1)), /closed/)
    await end()
  })

  async function open() {
    const endpoint = await openScriptedEndpoint()
    const sender = await openSender()
    const end = async (): Promise<void> => {
      await sender.close()
      await endpoint.close()
    }
    return { endpoint, sender, end }
  }
}

function request(url: string, number: number, version = 1): AttemptRequest {
  return {
    key: { eventId, subscriptionNumber: 7, run: 2 },
    event: eventOf(number),
    subscription: subscriptionOf(url, version),
    number,
    cycle: 1,
    timeoutMs: 5_000,
  }
}

function eventOf(number: number): Event {
  // A part of a larger block, as the bytes of a request are.
  const block = Buffer.from(`xx${JSON.stringify({ number, text: 'Kundebesøk' })}xx`)
  return {
    id: eventId,
    seq: number,
    tenantKey: 1,
    tenantId: 'T1',
    type: 'contact.changed',
    data: block.subarray(2, -2),
    acceptedAtMs: 1_800_000_000_000,
    occurredAtMs: 1_800_000_000_000,
    orderKey: null,
    subject: null,
    traceparent: null,
  }
}

function subscriptionOf(url: string, version: number): Subscription {
  return {
    number: 7,
    id: 'sub_00000000000070008000000000000007',
    tenantKey: 1,
    tenantId: 'T1',
    owner: { kind: 'tenant', id: 'T1' },
    externalKey: null,
    application: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    version,
    health: healthy,
    status: { state: 'active', reason: null, sinceMs: 0, releasingSinceMs: null },
    config: {
      name: null,
      description: null,
      dialect: 'standard-webhooks',
      dispatcher: 'http',
      url,
      patterns: ['*'],
      headers: {},
      secrets: {
        current: [{ kind: 'hmac', keyBase64: Buffer.alloc(32, 1).toString('base64') }],
        old: [],
      },
      retryOverride: null,
      dialectSettings: {},
    },
  }
}
