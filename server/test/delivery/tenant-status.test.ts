/**
 * How tenant status messages reach an application: with a token that is fresh at every attempt, at
 * the ruled distances, and without one waiting for another (ruling R11; the checklist of tenant
 * status, Message and token, Delivery).
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import type { EventId } from '../../src/domain/ids.ts'
import { jwksOf, type PublicIssuerKey } from '../../src/domain/issuer-key.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import { type DeliveryWorld, hourMs, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { SentRequest } from './scripted-network.ts'
import {
  announceChange,
  subscribeApplication,
  tenantStatusSettings,
} from './tenant-status-parts.ts'

const publicJwk = vectors.tenantStatus.token.publicJwk as PublicIssuerKey
const published = createLocalJWKSet(
  structuredClone(jwksOf([{ publicJwk, certificateBase64: '' }])) as { keys: [] },
)

const ruledWaitsMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourMs),
]
/** Between an answer and what the clock of the next attempt shows. */
const slackMs = 50

const bodyOf = ({ body }: SentRequest) => JSON.parse(body.toString()) as Record<string, unknown>

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

/** The claims of a request's token, verified as at the instant when it was sent. */
async function claimsOf(world: DeliveryWorld, request: SentRequest) {
  const startMs = world.clock.nowMs() - world.nowMs
  const { payload } = await jwtVerify(String(bodyOf(request)['Token']), published, {
    algorithms: ['RS256'],
    issuer: tenantStatusSettings.issuer,
    audience: tenantStatusSettings.clientId,
    currentDate: new Date(startMs + request.sentAtMs),
  })
  return payload
}

async function untilEnded(world: DeliveryWorld, id: EventId, number: number): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    await world.run(secondMs)
    const { state, dueAtMs } = await world.delivery(id, number)
    if (state !== 'pending') return
    await world.sleep((dueAtMs ?? 0) - world.clock.nowMs() - secondMs)
    await world.run(2 * secondMs)
  }
}

test(
  'a receiver that has nothing but the published keys verifies the message as it was sent',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await subscribeApplication(world, receiver)
    const id = await announceChange(world, 'move')
    await world.until(() => receiver.requests.length === 1)
    const [request] = receiver.requests
    assert.equal(request!.headers.get('webhook-id'), id)
    const { Token: _, ...rest } = bodyOf(request!)
    assert.equal(rest['ContextIdentifier'], world.tenant.id)
    assert.equal(rest['PublicEndpoint'], 'online3.superoffice.com')
    const claims = await claimsOf(world, request!)
    assert.equal(claims['http://schemes.superoffice.net/identity/ctx'], world.tenant.id)
    const canonical = JSON.stringify(Object.fromEntries(Object.entries(rest).toSorted(byName)))
    const digest = createHash('sha256').update(canonical).digest('hex')
    assert.equal(claims['body_sha256'], digest)
  }),
)

for (const status of [200, 202, 204]) {
  test(
    `${status} is success`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await subscribeApplication(world, receiver)
      receiver.always(status)
      const id = await announceChange(world, 'suspend')
      await world.run(minuteMs)
      assert.equal((await world.delivery(id, number)).state, 'delivered')
      assert.equal(receiver.requests.length, 1)
    }),
  )
}

for (const status of [301, 410, 500, 'silent'] as const) {
  test(
    `${status} is a failure that is tried again and disables nothing`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const elsewhere = world.receiver('elsewhere')
      const number = await subscribeApplication(world, receiver)
      receiver.answers(
        status === 'silent' ? status : { status, headers: { location: elsewhere.url } },
      )
      const id = await announceChange(world, 'suspend')
      await world.run(minuteMs)
      assert.equal(receiver.requests.length, 2)
      assert.equal(elsewhere.requests.length, 0)
      assert.equal(world.subscription(number).status.state, 'active')
      assert.equal((await world.delivery(id, number)).state, 'delivered')
    }),
  )
}

test(
  'ten attempts at exactly the ruled distances, then it is exhausted, and can be sent again',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeApplication(world, receiver)
    receiver.always(500)
    const id = await announceChange(world, 'suspend')
    await untilEnded(world, id, number)

    assert.equal(receiver.requests.length, 10)
    for (const [index, waitMs] of receiver.waitsMs.entries()) {
      const beyondMs = waitMs - ruledWaitsMs[index]!
      assert.ok(beyondMs >= 0 && beyondMs <= slackMs, `wait ${index + 1} was ${waitMs} ms`)
    }
    assert.equal((await world.delivery(id, number)).state, 'exhausted')
    assert.equal(world.subscription(number).status.state, 'active')

    receiver.always(204)
    const key = { eventId: id, subscriptionNumber: number, run: 0 }
    await world.settles(resendDelivery({ tenantKey: world.tenant.key, key }, world.parts))
    await world.run(minuteMs)
    assert.equal((await world.delivery(id, number, 1)).state, 'delivered')
    assert.equal(receiver.requests.at(-1)?.headers.get('webhook-id'), id)
  }),
)

test(
  'every attempt carries a token that is valid then, with an id of its own; the rest stays',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeApplication(world, receiver)
    receiver.answers(500, 500, 500, 204)
    const id = await announceChange(world, 'delete')
    await untilEnded(world, id, number)

    const { requests } = receiver
    assert.equal(requests.length, 4)
    assert.ok(requests[2]!.sentAtMs - requests[0]!.sentAtMs > 300 * secondMs)
    const claims = await Promise.all(requests.map((request) => claimsOf(world, request)))
    assert.equal(new Set(claims.map(({ jti }) => jti)).size, 4)
    assert.equal(new Set(claims.map(({ body_sha256: digest }) => digest)).size, 1)
    assert.deepEqual(new Set(receiver.headers('webhook-id')), new Set([id]))
    const rests = requests.map((request) => JSON.stringify({ ...bodyOf(request), Token: '' }))
    assert.equal(new Set(rests).size, 1)
  }),
)

test(
  'messages that wait for their retries hold back none that follows, however many they are',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await subscribeApplication(world, receiver)
    receiver.always((request) => (bodyOf(request)['ChangeType'] === 2 ? 503 : 204))
    for (let count = 0; count < 20; count += 1) await announceChange(world, 'suspend')
    await world.run(6 * minuteMs)
    assert.ok(world.subscription(number).health.consecutiveErrorCount >= 20)
    const id = await announceChange(world, 'resume')
    await world.run(secondMs)
    assert.equal((await world.delivery(id, number)).state, 'delivered')
  }),
)

test(
  'first attempts go out in the order of the changes',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await subscribeApplication(world, receiver)
    for (const change of ['upgrade', 'suspend', 'resume', 'move'] as const) {
      await announceChange(world, change)
    }
    await world.run(secondMs)
    const types = receiver.requests.map((request) => bodyOf(request)['ChangeType'])
    assert.deepEqual(types, [0, 2, 3, 5])
  }),
)

for (const isMailed of [true, false]) {
  test(
    isMailed
      ? 'with the checkbox on, each streak of failures is mailed once'
      : 'with the checkbox off, nobody is mailed',
    inWorld(async (world) => {
      const receiver = world.receiver()
      await subscribeApplication(world, receiver, { isMailed })
      for (const failures of [2, 2]) {
        receiver.answers(...Array<number>(failures).fill(500))
        await announceChange(world, 'suspend')
        await world.run(6 * minuteMs)
      }
      const { alerts } = world.parts.ports.store
      const query = { tenantKey: world.tenant.key, beforeId: null, isOpenOnly: false, limit: 100 }
      const told = await alerts.list(query)
      assert.deepEqual(
        told.flatMap(({ kind, recipients }) => [kind, ...recipients]),
        isMailed ? ['failing', 'ops@example.org', 'failing', 'ops@example.org'] : [],
      )
    }),
  )
}
