/**
 * Events about webhooks themselves: as durable as the change they tell, each once, and never in a
 * loop (SuperOffice reference, state-events).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'
import { bodyOf } from './notifications.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

const stop = (world: DeliveryWorld, number: number) =>
  world.settles(
    pauseSubscription({ tenantKey: world.tenant.key, number, reason: null }, world.parts),
  )
const restart = (world: DeliveryWorld, number: number) =>
  world.settles(resumeSubscription({ tenantKey: world.tenant.key, number }, world.parts))

const namesOf = (receiver: ScriptedReceiver) => receiver.headers('x-superoffice-event')

async function gone(world: DeliveryWorld, receiver: ScriptedReceiver, number: number) {
  receiver.answers(410)
  await world.accept()
  await world.until(() => world.subscription(number).status.state === 'disabled')
}

/** A hook for contacts and one that watches it. */
async function watchedHook(world: DeliveryWorld, verbs = ['started', 'stopped', 'errors']) {
  const [receiver, watcher] = [world.receiver('watched'), world.receiver('watcher')]
  const hook = await world.superoffice(receiver, { patterns: ['contact.changed'] })
  const patterns = verbs.map((verb) => `webhook${hook}.${verb}`)
  await world.superoffice(watcher, { patterns, name: 'Hook watcher' })
  return { receiver, watcher, hook }
}

test(
  'webhook17.errors and webhook.errors subscribers both get the event, the number in the header',
  inWorld(async (world) => {
    const { receiver, watcher, hook } = await watchedHook(world)
    const plain = world.receiver('plain')
    await world.superoffice(plain, { patterns: ['webhook.errors', `webhook${hook}.errors`] })
    await gone(world, receiver, hook)
    await world.run(5 * secondMs)

    for (const { requests } of [watcher, plain]) {
      assert.equal(requests.length, 1)
      const { Event, PrimaryKey, ...body } = bodyOf(requests[0]!)
      assert.deepEqual([Event, PrimaryKey], ['webhook.errors', hook])
      const { FieldValues } = body as unknown as { FieldValues: Record<string, unknown> }
      assert.deepEqual([FieldValues['state'], FieldValues['events']], [3, 1])
      assert.ok(!('Entity' in body))
      assert.equal(requests[0]!.headers.get('x-superoffice-event'), `webhook${hook}.errors`)
    }
  }),
)

test(
  'stopped and started follow a stop and a restart, with the states 2 and 1, each once',
  inWorld(async (world) => {
    const { watcher, hook } = await watchedHook(world)
    await stop(world, hook)
    await stop(world, hook)
    await world.run(5 * secondMs)
    await restart(world, hook)
    await world.run(5 * secondMs)
    assert.deepEqual(namesOf(watcher), [`webhook${hook}.stopped`, `webhook${hook}.started`])
    const states = watcher.requests.map((request) => {
      const body = bodyOf(request) as unknown as { FieldValues: { state: number } }
      return body.FieldValues.state
    })
    assert.deepEqual(states, [2, 1])
  }),
)

test(
  'a crash right after a hook was disabled loses no state event and gives no second one',
  inWorld(async (world) => {
    const { receiver, watcher, hook } = await watchedHook(world)
    receiver.answers(410)
    const id = await world.accept()
    await world.until(() => world.factsOf('attempt-recorded').length === 1)
    // It is on disk that the hook is disabled, and nobody was told yet.
    assert.equal((await world.attempts(id, hook)).length, 1)
    assert.equal(watcher.requests.length, 0)
    world.crash()
    await world.start()
    assert.equal(world.subscription(hook).status.state, 'disabled')
    await world.run(minuteMs)
    assert.deepEqual(namesOf(watcher), [`webhook${hook}.errors`])
  }),
)

let endCount = 0
test(
  'a crash between the state event and the note that it was told gives no second event',
  inWorld(
    async (world) => {
      const { receiver, watcher, hook } = await watchedHook(world)
      await gone(world, receiver, hook)
      await world.until(() => endCount === 1)
      // Long enough for its delivery to be over.
      await world.run(500)
      world.crash()
      await world.start()
      await world.until(() => endCount === 2, minuteMs)
      await world.run(minuteMs)
      const ids = new Set(watcher.headers('webhook-id'))
      assert.deepEqual([ids.size, watcher.requests.length], [1, 1])
      assert.deepEqual(await world.parts.ports.store.announcements.list(10), [])
    },
    {
      wrap: (ports) => {
        const { announcements } = ports.store
        const end: typeof announcements.end = (announcement, alert) => {
          endCount += 1
          // The first process dies with the note unwritten.
          return endCount === 1
            ? new Promise<void>(() => {})
            : announcements.end(announcement, alert)
        }
        const list: typeof announcements.list = (limit) => announcements.list(limit)
        return { ...ports, store: { ...ports.store, announcements: { list, end } } }
      },
    },
  ),
)

test(
  'hooks that watch each other and themselves, at receivers that all fail, end in silence',
  inWorld(async (world) => {
    const receivers = [world.receiver('a'), world.receiver('b')]
    const patterns = ['contact.changed', 'webhook.errors', 'webhook.started', 'webhook.stopped']
    const hooks = [
      await world.superoffice(receivers[0]!, { patterns }),
      await world.superoffice(receivers[1]!, { patterns }),
    ]
    for (const receiver of receivers) receiver.always(500)
    await world.accept()
    await world.run(60 * minuteMs)
    for (const hook of hooks) assert.equal(world.subscription(hook).status.state, 'disabled')
    const sentCount = world.network.requests.length
    assert.equal(sentCount, 18, 'nine attempts each')
    await world.run(60 * minuteMs)
    assert.equal(world.network.requests.length, sentCount)
    // What each was to be told waits for it: of one contact, and of two that were disabled.
    const { open } = await world.ledger()
    assert.ok(open <= 6, `${open} are open`)
  }),
)

test(
  'where nobody watches, a change of state makes no event',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver)
    await gone(world, receiver, hook)
    await world.run(minuteMs)
    assert.equal(world.factsOf('event-accepted').length, 1)
    assert.deepEqual(await world.parts.ports.store.announcements.list(10), [])
  }),
)

test(
  'a delivery that succeeds announces nothing, nor does a failure that nobody is to be told of',
  inWorld(
    async (world) => {
      const receiver = world.receiver()
      await world.superoffice(receiver)
      receiver.answers(500)
      await world.acceptMany(20)
      await world.run(minuteMs)
      assert.equal(receiver.requests.length, 21)
      assert.equal(announcedCount, 0)
    },
    {
      wrap: (ports) => {
        const { deliveries } = ports.store
        const recordOutcomes: typeof deliveries.recordOutcomes = (records) => {
          announcedCount += records.filter((record) => record.announcement != null).length
          return deliveries.recordOutcomes(records)
        }
        const counting = new Proxy(deliveries, {
          get: (target, name) => {
            if (name === 'recordOutcomes') return recordOutcomes
            const value: unknown = Reflect.get(target, name)
            return typeof value === 'function' ? value.bind(target) : value
          },
        })
        return { ...ports, store: { ...ports.store, deliveries: counting } }
      },
    },
  ),
)
let announcedCount = 0
