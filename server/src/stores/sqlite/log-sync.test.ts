/** A commit counts when the log is synced, which happens beside the loop. Time is simulated. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { delivered, StoreWorld, testRandom } from '../../../test/contract/fresh-store.ts'
import { allSetOff, SimulatedClock } from '../../../test/world/simulated-clock.ts'
import { openLogSync } from './log-sync.ts'
import { openSqliteStore, type SqliteStore } from './open-sqlite-store.ts'

/** A disk whose syncs end when the test says so. */
class ScriptedDisk {
  syncCount = 0
  syncNowCount = 0
  isQuick = true
  readonly #underWay: { resolve: () => void; reject: (error: Error) => void }[] = []

  get underWayCount(): number {
    return this.#underWay.length
  }

  sync(): Promise<void> {
    this.syncCount += 1
    if (this.isQuick) return Promise.resolve()
    return new Promise((resolve, reject) => this.#underWay.push({ resolve, reject }))
  }

  syncNow(): void {
    this.syncNowCount += 1
  }

  close(): void {}

  end(error?: Error): void {
    const first = this.#underWay.shift()
    assert.ok(first !== undefined, 'a sync is under way')
    if (error === undefined) first.resolve()
    else first.reject(error)
  }
}

interface Opened {
  readonly clock: SimulatedClock
  readonly disk: ScriptedDisk
  readonly store: SqliteStore
  readonly world: StoreWorld
  readonly fatal: unknown[]
}

async function onDisk(run: (opened: Opened) => Promise<void>): Promise<void> {
  const clock = new SimulatedClock()
  const disk = new ScriptedDisk()
  const fatal: unknown[] = []
  const store = openSqliteStore(':memory:', {
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    onFatal: (error) => fatal.push(error),
    logSync: disk,
  })
  const world = await StoreWorld.begin({ clock, store } as never)
  await clock.run(100)
  try {
    await run({ clock, disk, store, world, fatal })
  } finally {
    await store.close()
  }
}

function followed<Value>(promise: Promise<Value>): { isOver: boolean; error: unknown } {
  const state = { isOver: false, error: null as unknown }
  promise.then(
    () => (state.isOver = true),
    (error: unknown) => Object.assign(state, { isOver: true, error }),
  )
  return state
}

test('nobody is told before the sync has ended, and what comes meanwhile shares the next one', () =>
  onDisk(async ({ world, clock, disk }) => {
    disk.isQuick = false
    const before = disk.syncCount
    const first = followed(world.append(world.event()))
    await allSetOff()
    assert.equal(disk.syncCount - before, 1)
    const others = [1, 2, 3].map(() => followed(world.append(world.event())))
    await clock.run(20)
    assert.ok(!first.isOver && others.every(({ isOver }) => !isOver))
    assert.equal(disk.underWayCount, 1, 'one sync at a time')
    disk.end()
    await allSetOff()
    assert.ok(first.isOver && others.every(({ isOver }) => !isOver))
    assert.equal(disk.syncCount - before, 2)
    disk.end()
    await allSetOff()
    assert.ok(others.every(({ isOver }) => isOver))
  }))

test('every commit is followed by a sync, an outcome alone too', () =>
  onDisk(async ({ world, clock, disk, store }) => {
    const number = await world.subscribe()
    await clock.run(100)
    const [delivery] = await world.accept([number])
    await clock.run(100)
    const { commitCount } = store.upkeep.state()
    const before = disk.syncCount
    await Promise.all([world.record(delivered(delivery!)), clock.run(100)])
    assert.equal(store.upkeep.state().commitCount - commitCount, 1)
    assert.equal(disk.syncCount - before, 1)
  }))

test('a sync that fails ends the store: nobody is told that it is on disk', () =>
  onDisk(async ({ world, disk, store, fatal, clock }) => {
    disk.isQuick = false
    const appended = followed(world.append(world.event()))
    await allSetOff()
    const waiting = followed(world.append(world.event()))
    const broken = new Error('EIO: the disk is gone')
    disk.end(broken)
    await clock.run(100)
    assert.match(String(appended.error), /closed/)
    assert.match(String(waiting.error), /closed/)
    assert.deepEqual(fatal, [broken])
    assert.equal(store.upkeep.state().isWritable, false)
  }))

test('nothing is claimed, and no repeat is answered, that a power cut could still undo', () =>
  onDisk(async ({ world, disk, store, clock }) => {
    const number = await world.subscribe()
    await clock.run(100)
    const idempotency = { key: 'k', bodyDigest: new Uint8Array(32) }
    disk.isQuick = false
    const event = world.event({ idempotency })
    const targets = [{ subscriptionNumber: number, isWaiting: true }]
    const appended = followed(world.append(event, targets))
    await allSetOff()
    const request = { nowMs: Number.MAX_SAFE_INTEGER, limit: 1, order: 'due' } as const
    const held: ReadonlySet<string> = new Set()
    const claimed = followed(
      store.deliveries.claimDue({ ...request, subscriptionNumber: number, held }),
    )
    const repeat = followed(store.events.findRepeat(world.tenant.key, idempotency))
    await allSetOff()
    assert.ok(!appended.isOver && !claimed.isOver && !repeat.isOver)
    disk.end()
    await allSetOff()
    assert.ok(appended.isOver && claimed.isOver && repeat.isOver)
  }))

test('a flush in the middle of a sync settles everything once', () =>
  onDisk(async ({ world, disk, store, clock }) => {
    disk.isQuick = false
    const first = followed(world.append(world.event()))
    await allSetOff()
    const second = followed(world.append(world.event()))
    store.flush()
    await allSetOff()
    assert.ok(first.isOver && second.isOver && first.error === null && second.error === null)
    assert.equal(disk.syncNowCount, 1)
    const third = followed(world.append(world.event()))
    await clock.run(10)
    disk.end()
    await allSetOff()
    assert.ok(!third.isOver, 'the old sync says nothing about what came after it')
    disk.end()
    await allSetOff()
    assert.ok(third.isOver)
  }))

test('the log of a real file is synced, also while it is being closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-sync-'))
  try {
    const path = join(folder, 'posthorn.db')
    const store = openSqliteStore(path, {
      clock: new SimulatedClock(),
      random: testRandom,
      encryptionKey: new Uint8Array(32),
      onFatal: (error) => assert.fail(String(error)),
    })
    const log = openLogSync(path)
    log.syncNow()
    const syncing = log.sync()
    log.close()
    log.close()
    await syncing
    await store.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
