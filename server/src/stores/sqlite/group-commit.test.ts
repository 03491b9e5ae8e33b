/** How writes share commits, and what becomes of them when a commit fails. Time is simulated. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delivered, StoreWorld, testRandom } from '../../../test/contract/fresh-store.ts'
import { allSetOff, SimulatedClock } from '../../../test/world/simulated-clock.ts'
import type { AppendResult } from '../../ports/event-store.ts'
import { openSqliteStore, type SqliteStore } from './open-sqlite-store.ts'

/** Commits fail as long as there is a fault to throw. */
interface Faults {
  before: Error[]
  after: Error[]
}

interface Opened {
  readonly clock: SimulatedClock
  readonly store: SqliteStore
  readonly world: StoreWorld
  readonly faults: Faults
  readonly fatal: unknown[]
  readonly commits: () => number
}

async function opened(run: (opened: Opened) => Promise<void>): Promise<void> {
  const clock = new SimulatedClock()
  const faults: Faults = { before: [], after: [] }
  const fatal: unknown[] = []
  const throwNext = (queue: Error[]): void => {
    const fault = queue.shift()
    if (fault !== undefined) throw fault
  }
  const store = openSqliteStore(':memory:', {
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    onFatal: (error) => fatal.push(error),
    probe: {
      beforeCommit: () => throwNext(faults.before),
      afterCommit: () => throwNext(faults.after),
    },
  })
  const world = await StoreWorld.begin({ clock, store } as never)
  await clock.run(100)
  const commits = (): number => store.upkeep.state().commitCount
  try {
    await run({ clock, store, world, faults, fatal, commits })
  } finally {
    await store.close()
  }
}

/** An error as SQLite throws it. */
function engineError(errcode: number): Error {
  return Object.assign(new Error(`code ${errcode}`), { code: 'ERR_SQLITE_ERROR', errcode })
}

const diskFull = engineError(13)
const busy = engineError(5)
const syncFailed = engineError(1034)

/** What the promise came to, or null while it waits. */
function outcomeOf<Value>(promise: Promise<Value>): { value: Value | Error | null } {
  const outcome: { value: Value | Error | null } = { value: null }
  promise.then(
    (value) => (outcome.value = value),
    (error: Error) => (outcome.value = error),
  )
  return outcome
}

function kindOf(outcome: { value: AppendResult | Error | null }): string | null {
  const { value } = outcome
  return value instanceof Error ? 'rejected' : (value?.kind ?? null)
}

test('an idle store commits at once, all that one step hands in together', () =>
  opened(async ({ world, commits }) => {
    const before = commits()
    const appended = [1, 2, 3].map(() => outcomeOf(world.append(world.event())))
    await allSetOff()
    assert.deepEqual(appended.map(kindOf), ['stored', 'stored', 'stored'])
    assert.equal(commits() - before, 1)
  }))

test('a busy store gathers for two milliseconds, whatever arrives in between', () =>
  opened(async ({ world, clock, commits }) => {
    outcomeOf(world.append(world.event()))
    await allSetOff()
    const before = commits()
    const first = outcomeOf(world.append(world.event()))
    await allSetOff()
    const second = outcomeOf(world.append(world.event()))
    await clock.run(1)
    assert.deepEqual([first, second].map(kindOf), [null, null])
    await clock.run(1)
    assert.deepEqual([first, second].map(kindOf), ['stored', 'stored'])
    assert.equal(commits() - before, 1)
  }))

test('256 events or one megabyte commit without waiting', () =>
  opened(async ({ world, commits }) => {
    outcomeOf(world.append(world.event()))
    await allSetOff()
    const before = commits()
    const many = Array.from({ length: 256 }, () => outcomeOf(world.append(world.event())))
    await allSetOff()
    assert.ok(many.every((outcome) => kindOf(outcome) === 'stored'))
    const large = { data: Buffer.alloc(600_000, 'x') }
    const two = [1, 2].map(() => outcomeOf(world.append(world.event(large))))
    await allSetOff()
    assert.deepEqual(two.map(kindOf), ['stored', 'stored'])
    assert.equal(commits() - before, 2)
  }))

test('outcomes ride with the next event, or alone after ten milliseconds', () =>
  opened(async ({ world, clock, commits }) => {
    const number = await world.subscribe()
    await clock.run(100)
    const [[first], [second]] = [await world.accept([number]), [undefined]]
    assert.equal(second, undefined)
    await clock.run(100)
    const before = commits()
    const riding = outcomeOf(world.record(delivered(first!)))
    await allSetOff()
    assert.equal(riding.value, null, 'it does not ask for a commit of its own')
    outcomeOf(world.append(world.event()))
    await allSetOff()
    assert.equal(commits() - before, 1)
    assert.equal(riding.value, undefined)
    await clock.run(100)
    const alone = outcomeOf(world.record(delivered(first!)))
    await clock.run(9)
    assert.equal(alone.value, null)
    await clock.run(1)
    assert.equal(alone.value, undefined)
  }))

test('a commit whose result is unknown is looked up: what is there is not written again', () =>
  opened(async ({ world, faults, store, commits }) => {
    const before = commits()
    faults.after.push(new Error('the answer was lost'))
    const event = world.event()
    const result = await world.append(event)
    assert.equal(result.kind, 'stored')
    assert.equal(commits() - before, 1)
    const found = await store.history.findEvent(world.tenant.key, event.id)
    assert.ok(result.kind === 'stored' && found?.event.seq === result.seq)
    assert.equal((await store.history.ledger({ recount: true })).accepted, 0)
  }))

test('an unknown commit without an event is looked up too', () =>
  opened(async ({ world, faults, store, clock }) => {
    faults.after.push(new Error('the answer was lost'))
    const number = await world.subscribe()
    await clock.run(100)
    assert.equal((await store.subscriptions.load(null)).subscriptions.length, 1)
    const [delivery] = await world.accept([number])
    await clock.run(100)
    faults.after.push(new Error('the answer was lost'))
    const recorded = world.record(delivered(delivery!))
    await clock.run(100)
    await recorded
    assert.equal((await store.history.attempts(world.tenant.key, delivery!)).length, 1)
  }))

test('a commit that did not happen is done again, with the same id', () =>
  opened(async ({ world, faults, store }) => {
    faults.before.push(new Error('no'), new Error('no'))
    const event = world.event({ idempotency: { key: 'k', bodyDigest: new Uint8Array(1) } })
    const result = await world.append(event)
    assert.equal(result.kind, 'stored')
    assert.ok(await store.history.findEvent(world.tenant.key, event.id))
  }))

test('a commit that fails again and again rejects, stores nothing, and ends nothing', () =>
  opened(async ({ world, faults, store, clock, fatal }) => {
    faults.before.push(...Array.from({ length: 20 }, () => new Error('no')))
    const event = world.event()
    const subscribed = outcomeOf(world.subscribe())
    const appended = outcomeOf(world.append(event))
    await clock.run(100)
    assert.equal(kindOf(appended), 'rejected')
    assert.ok(subscribed.value instanceof Error)
    faults.before.length = 0
    assert.equal(await store.history.findEvent(world.tenant.key, event.id), null)
    assert.equal((await world.append(event)).kind, 'stored', 'memory took the change back')
    assert.deepEqual(fatal, [])
  }))

test('a full disk refuses events, keeps outcomes, and goes on when there is room', () =>
  opened(async ({ world, faults, store, clock }) => {
    const number = await world.subscribe()
    await clock.run(100)
    const [delivery] = await world.accept([number])
    await clock.run(100)
    faults.before.push(...Array.from({ length: 3 }, () => diskFull))
    const recorded = outcomeOf(world.record(delivered(delivery!)))
    const refused = outcomeOf(world.append(world.event()))
    await allSetOff()
    assert.equal(kindOf(refused), 'disk-full')
    assert.equal(recorded.value, null)
    assert.deepEqual(await world.append(world.event()), { kind: 'disk-full' }, 'at the door')
    await clock.run(2_900)
    assert.equal(recorded.value, null)
    await clock.run(200)
    assert.equal(recorded.value, undefined, 'written at the third second')
    const shown = await store.history.findDelivery(world.tenant.key, delivery!)
    assert.equal(shown?.state, 'delivered')
    assert.equal((await world.append(world.event())).kind, 'stored')
  }))

test('a disk that was full is tried again though nothing waits', () =>
  opened(async ({ world, faults, clock }) => {
    faults.before.push(diskFull)
    assert.deepEqual(await world.append(world.event()), { kind: 'disk-full' })
    await clock.run(1_000)
    assert.equal((await world.append(world.event())).kind, 'stored')
  }))

test('another writer delays a commit and fails none', () =>
  opened(async ({ world, faults, clock }) => {
    faults.before.push(busy, busy, busy)
    const appended = outcomeOf(world.append(world.event()))
    await allSetOff()
    assert.equal(appended.value, null)
    await clock.run(100)
    assert.equal(kindOf(appended), 'stored')
  }))

test('a batch that is taken apart beside another writer is committed in the order it came', () =>
  opened(async ({ world, faults, clock }) => {
    const number = await world.subscribe({ externalKey: 'k' })
    await clock.run(100)
    const [delivery] = await world.accept([number])
    await clock.run(100)
    // In one turn: its row, its outcome, and a second subscription under a key that is taken.
    const { deliveries } = world.store
    const row = deliveries.keepWaiting({ deliveries: [delivery!], settledSeq: delivery!.eventSeq })
    const outcome = world.record(delivered(delivery!, { hasRow: true }))
    const taken = outcomeOf(world.subscribe({ externalKey: 'k' }))
    faults.before.push(busy, busy)
    await clock.run(1_000)
    await Promise.all([row, outcome])
    assert.ok(taken.value instanceof Error)
    assert.deepEqual(await world.claimed(number), [], 'it was delivered: nothing brings it again')
  }))

test('a settled mark is never committed before the rows that it stands for', () =>
  opened(async ({ world, faults, clock, store }) => {
    const number = await world.subscribe({ externalKey: 'k' })
    await clock.run(100)
    const [delivery] = await world.accept([number])
    await clock.run(100)
    const row = outcomeOf(store.deliveries.keepWaiting({ deliveries: [delivery!], settledSeq: 0 }))
    const mark = outcomeOf(
      store.deliveries.keepWaiting({ deliveries: [], settledSeq: delivery!.eventSeq }),
    )
    const subscribing = world.subscribe({ externalKey: 'k' })
    const refused = subscribing.then(
      () => false,
      () => true,
    )
    const taken = outcomeOf(subscribing)
    faults.before.push(diskFull)
    await clock.run(100)
    assert.ok(!(taken.value instanceof Error), 'it waits behind what the disk did not take')
    assert.deepEqual([row.value, mark.value], [null, null])
    await clock.run(2_000)
    assert.deepEqual([row.value, mark.value], [undefined, undefined])
    assert.equal(await refused, true)
  }))

test('a queue of commits that is over a second old answers overloaded', () =>
  opened(async ({ world, faults, clock, store }) => {
    faults.before.push(...Array.from({ length: 1_000 }, () => busy))
    const early = outcomeOf(world.append(world.event()))
    await clock.run(900)
    const waiting = outcomeOf(world.append(world.event()))
    assert.equal(early.value, null)
    await clock.run(200)
    assert.equal(kindOf(early), 'overloaded', 'nothing of it was stored, so it may be told')
    assert.equal(waiting.value, null)
    await clock.run(900)
    assert.equal(kindOf(waiting), 'overloaded')
    const recorded = outcomeOf(store.upkeep.fold())
    await clock.run(1_500)
    assert.equal(recorded.value, null, 'what cannot be told waits on')
    assert.deepEqual(await world.append(world.event()), { kind: 'overloaded' })
    faults.before.length = 0
    await clock.run(100)
    assert.equal(recorded.value, undefined)
    assert.equal((await world.append(world.event())).kind, 'stored')
  }))

test('a failed sync ends the store: told once, and nothing is accepted any more', () =>
  opened(async ({ world, faults, fatal, store, clock }) => {
    faults.before.push(syncFailed)
    const appended = [1, 2].map(() => outcomeOf(world.append(world.event())))
    await clock.run(100)
    assert.deepEqual(appended.map(kindOf), ['rejected', 'rejected'])
    assert.deepEqual(fatal, [syncFailed])
    await assert.rejects(world.append(world.event()), /closed/)
    assert.equal(store.upkeep.state().isWritable, false)
  }))

test('what an orderly close finds waiting is committed', () =>
  opened(async ({ world, store }) => {
    const appended = outcomeOf(world.append(world.event()))
    await store.close()
    assert.equal(kindOf(appended), 'stored')
    await assert.rejects(world.append(world.event()), /closed/)
  }))
