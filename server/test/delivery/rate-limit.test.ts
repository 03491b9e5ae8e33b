/** A subscription's own rate is kept, whatever it has to send and whatever happens, and costs no other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSubscription } from '../../src/manage/change-subscription.ts'
import { replayEvents } from '../../src/manage/replay-events.ts'
import { resendDelivery } from '../../src/manage/resend-delivery.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { replaceMethods } from '../simulation/intercept.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

/** No second, wherever it begins, has more than the rate, 5 % of it, and one on its border. */
function keepsRate(receiver: ScriptedReceiver, perSecond: number): void {
  const { sentAtMs } = receiver
  const most = Math.floor(perSecond * 1.05) + 1
  for (const [index, atMs] of sentAtMs.entries()) {
    const last = sentAtMs[index + most]
    assert.ok(
      last === undefined || last - atMs >= secondMs,
      `${most + 1} within ${last! - atMs} ms`,
    )
  }
}

/** So many in the same moment. */
function acceptAtOnce(world: DeliveryWorld, count: number) {
  const { tenant, parts } = world
  const request = {
    ...{ tenantKey: tenant.key, tenantId: tenant.id, type: 'contact.changed' },
    data: Buffer.from('{}'),
  }
  const asked = Array.from({ length: count }, () => parts.pipeline.acceptEvent(request))
  return world.settles(Promise.all(asked))
}

const sentWithin = ({ sentAtMs }: ScriptedReceiver, fromMs: number, untilMs: number): number =>
  sentAtMs.filter((atMs) => atMs >= fromMs && atMs < untilMs).length

test(
  'with a backlog 10 a second go out, within five per cent over a minute, and no burst',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { rateLimit: { perSecond: 10 } })
    await world.acceptMany(1_000)
    const fromMs = world.nowMs
    await world.run(minuteMs)

    const count = sentWithin(receiver, fromMs, fromMs + minuteMs)
    assert.ok(count >= 570 && count <= 601, `${count} in a minute`)
    keepsRate(receiver, 10)
    await world.run(2 * minuteMs)
    assert.equal(receiver.requests.length, 1_000)
    assert.equal(new Set(receiver.headers('webhook-id')).size, 1_000)
    assert.equal(world.subscription(number).health.failingSinceMs, null)
  }),
)

for (const perSecond of [0.1, 0.5, 3, 77, 250, 1_000]) {
  test(
    `${perSecond} a second are kept, and reached`,
    inWorld(
      async (world) => {
        const receiver = world.receiver()
        await world.standard(receiver, { rateLimit: { perSecond } })
        const forMs = perSecond < 10 ? 10 * minuteMs : 2 * secondMs
        await acceptAtOnce(world, Math.ceil((perSecond * forMs) / secondMs) + 50)
        const fromMs = world.nowMs
        await world.run(forMs)
        const count = sentWithin(receiver, fromMs, fromMs + forMs)
        const share = count / ((perSecond * forMs) / secondMs)
        assert.ok(share >= 0.95 && share <= 1.05, `${count} in ${forMs} ms`)
        keepsRate(receiver, perSecond)
        await world.run(forMs)
      },
      { queues: { perOrigin: 64 } },
    ),
  )
}

test(
  'retries, resends and replays count like first attempts',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, {
      rateLimit: { perSecond: 2 },
      retryOverride: { delaysMs: [2_000, 2_000] },
    })
    receiver.answers(500, 200, 500, 200)
    const ids = await world.acceptMany(20)
    for (const eventId of ids.slice(0, 5)) {
      const key = { eventId, subscriptionNumber: number, run: 0 }
      await world.settles(resendDelivery({ tenantKey: world.tenant.key, key }, world.parts))
    }
    const filter = {
      ...{ states: null, subscriptionNumber: null, patterns: null, sinceMs: null, untilMs: null },
      ...{ amongSubscriptions: null, includesUndelivered: false },
    }
    const request = { tenantKey: world.tenant.key, filter, ratePerSecond: 50 }
    await world.settles(replayEvents(request, world.parts))
    await world.run(2 * minuteMs)

    assert.equal(receiver.requests.length, 20 + 2 + 5 + 20)
    keepsRate(receiver, 2)
  }),
)

test(
  'a subscription that waits for its rate delays no other, of the same endpoint or of another',
  inWorld(
    async (world) => {
      const [slow, other] = [world.receiver('slow'), world.receiver('other')]
      await world.standard(slow, { rateLimit: { perSecond: 1 }, patterns: ['slow.made'] })
      const neighbour = await world.standard(slow, { patterns: ['quick.made'] })
      await world.standard(other, { patterns: ['quick.made'] })
      for (let count = 0; count < 100; count += 1) {
        await world.accept({ type: 'slow.made', data: { text: 'x'.repeat(2_000) } })
      }
      const acceptedAtMs = new Map<string, number>()
      for (let count = 0; count < 100; count += 1) {
        acceptedAtMs.set(await world.accept({ type: 'quick.made' }), world.nowMs)
        await world.run(40)
      }
      const quick = [...slow.requests, ...other.requests].filter(({ headers }) =>
        acceptedAtMs.has(headers.get('webhook-id')!),
      )
      assert.equal(quick.length, 200)
      for (const { headers, sentAtMs } of quick) {
        const lateMs = sentAtMs - acceptedAtMs.get(headers.get('webhook-id')!)!
        assert.ok(lateMs <= 5, `${lateMs} ms late`)
      }
      assert.equal(world.subscription(neighbour).health.failingSinceMs, null)
      assert.ok(world.parts.pipeline.state().queuedBytes <= 64 * 1024)
      await world.run(2 * minuteMs)
    },
    { queues: { perOrigin: 1, inAll: 4, bytesMax: 128 * 1024 } },
  ),
)

test(
  'what waits for its rate is pending, not failing, and beyond some turns of it not in memory',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { rateLimit: { perSecond: 1 } })
    const ids = await world.acceptMany(200)
    await world.run(30 * secondMs)
    assert.ok(world.parts.pipeline.state().queuedCount <= 40)
    assert.equal(world.parts.pipeline.state().oldestQueuedMs, 0)
    assert.deepEqual(await world.states(ids.slice(-2), number), ['pending', 'pending'])
    const { health, status } = world.subscription(number)
    assert.deepEqual([health.failingSinceMs, health.isSick, status.state], [null, false, 'active'])
    await world.run(4 * minuteMs)
    assert.deepEqual(new Set(await world.states(ids, number)), new Set(['delivered']))
  }),
)

/** Beginning and end of processes give nobody more than the rate. */
for (const how of ['crash', 'stop'] as const) {
  test(
    `the rate is kept across a ${how} and the start after it, also when it happens again and again`,
    inWorld(async (world) => {
      const receiver = world.receiver()
      const number = await world.standard(receiver, { rateLimit: { perSecond: 2 } })
      receiver.always({ status: 200, tookMs: 700 })
      const ids = await world.acceptMany(60)
      for (let count = 0; count < 12; count += 1) {
        await world.run(1_300)
        if (how === 'crash') world.crash()
        else await world.stop(0)
        await world.start()
      }
      await world.run(2 * minuteMs)
      keepsRate(receiver, 2)
      assert.deepEqual(new Set(await world.states(ids, number)), new Set(['delivered']))
    }),
  )
}

test(
  'a store that is slow to mark what is sent again after a crash makes no burst',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.standard(receiver, { rateLimit: { perSecond: 2 } })
      await world.acceptMany(20)
      world.crash()
      await world.start()
      await world.run(3 * minuteMs)
      keepsRate(receiver, 2)
      assert.equal(new Set(receiver.headers('webhook-id')).size, 20)
    },
    { wrap: marksEveryFiveSeconds },
  ),
)

/** All that waits for a mark gets it at the same instant. */
function marksEveryFiveSeconds(ports: Ports): Ports {
  const { deliveries } = ports.store
  const markSending: typeof deliveries.markSending = async (request) => {
    const waitMs = 5_000 - (ports.clock.nowMs() % 5_000)
    await new Promise<void>((resolve) => ports.clock.after(waitMs, resolve))
    await deliveries.markSending(request)
  }
  const slow = replaceMethods(deliveries, { markSending })
  return { ...ports, store: { ...ports.store, deliveries: slow } }
}

async function setRate(world: DeliveryWorld, number: number, perSecond: number | null) {
  const before = world.subscription(number)
  const { rateLimit: _old, ...config } = before.config
  const rated = perSecond === null ? config : { ...config, rateLimit: { perSecond } }
  const result = await world.settles(changeSubscription({ before, config: rated }, world.parts))
  assert.equal(result.kind, 'changed')
}

test(
  'another rate holds from its change on, and so does none',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { rateLimit: { perSecond: 0.1 } })
    await world.acceptMany(300)
    await world.run(15 * secondMs)
    assert.ok(receiver.requests.length <= 3)
    await setRate(world, number, 10)
    const fromMs = world.nowMs
    await world.run(10 * secondMs)
    const count = sentWithin(receiver, fromMs, fromMs + 10 * secondMs)
    assert.ok(count >= 95 && count <= 102, `${count} in ten seconds`)
    keepsRate(receiver, 10)
    await setRate(world, number, null)
    await world.run(5 * secondMs)
    assert.equal(receiver.requests.length, 300)
  }),
)
