/** How commits survive lost answers, cut connections, bad writes and a database that is away. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PendingDelivery } from '../../domain/delivery.ts'
import {
  delivered,
  MovableClock,
  sampleConfig,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { postgresServer, type PostgresServer } from '../../../test/world/postgres-server.ts'
import { TcpProxy } from '../../../test/world/tcp-proxy.ts'
import { DiskFull } from '../../domain/disk-full.ts'
import { openPostgresStore, type PostgresStore } from './open-postgres-store.ts'

interface Opened {
  readonly server: PostgresServer
  readonly database: string
  readonly store: PostgresStore
  readonly world: StoreWorld
  /** Errors to throw just before a commit is sent, and just after it happened. */
  readonly faults: { before: Error[]; after: Error[] }
}

function openOptions() {
  return {
    clock: new MovableClock(),
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    limits: { commitWaitMsMax: 300 },
    onFatal(error: unknown) {
      throw error
    },
  }
}

async function opened(run: (opened: Opened) => Promise<void>): Promise<void> {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const faults: Opened['faults'] = { before: [], after: [] }
  const throwNext = (queue: Error[]): void => {
    const fault = queue.shift()
    if (fault !== undefined) throw fault
  }
  const clock = new MovableClock()
  const store = await openPostgresStore(url, {
    ...openOptions(),
    clock,
    probe: {
      beforeCommit: () => throwNext(faults.before),
      afterCommit: () => throwNext(faults.after),
    },
  })
  const world = await StoreWorld.begin({ clock, store } as never)
  try {
    await run({ server, database: new URL(url).pathname.slice(1), store, world, faults })
  } finally {
    await store.close()
    await server.drop(url)
  }
}

const lost = (): Error => Object.assign(new Error('the answer was lost'), { code: 'ECONNRESET' })

test('a commit whose answer was lost is looked up: what is there is not written again', () =>
  opened(async ({ world, store, faults }) => {
    const number = await world.subscribe()
    faults.after.push(lost())
    const [delivery] = await world.accept([number])
    faults.after.push(lost())
    await world.record(delivered(delivery!))
    const found = await store.history.findEvent(world.tenant.key, delivery!.eventId)
    assert.equal(found?.event.seq, delivery!.eventSeq)
    const ledger = await store.history.ledger({ recount: true })
    assert.deepEqual([ledger.accepted, ledger.delivered, ledger.unaccountedCount], [1, 1, 0])
    const [one] = (await store.subscriptions.load(null)).subscriptions
    assert.equal(one!.health.callCount, 1)
  }))

test('a full disk of the server refuses events and definitions, and takes what stops one', () =>
  opened(async ({ world, store, faults }) => {
    const number = await world.subscribe()
    const tenantKey = world.tenant.key
    const { config, status } = (await store.subscriptions.find(tenantKey, number))!
    const { nowMs } = world
    const of = { tenantKey, number, expectedVersion: null, nowMs }
    faults.before.push(Object.assign(new Error('the disk is full'), { code: '53100' }))
    assert.notEqual((await world.append(world.event())).kind, 'stored')
    assert.deepEqual(await world.append(world.event()), { kind: 'disk-full' })
    await assert.rejects(world.subscribe(), DiskFull)
    await assert.rejects(store.subscriptions.change({ ...of, config }), DiskFull)
    await assert.rejects(store.scripts.put({ tenantKey, name: 'a', source: 'x', nowMs }), DiskFull)
    const stopped = { ...status, state: 'paused' as const, sinceMs: nowMs }
    assert.ok((await store.subscriptions.change({ ...of, config, status: stopped })) !== null)
  }))

test('a commit that did not happen is made again, with the same ids', () =>
  opened(async ({ world, store, faults }) => {
    faults.before.push(lost(), lost())
    const event = world.event()
    assert.equal((await world.append(event)).kind, 'stored')
    assert.ok(await store.history.findEvent(world.tenant.key, event.id))
  }))

for (const code of ['EAI_AGAIN', 'ECONNRESET']) {
  test(`an outcome behind a commit that was not made (${code}) stays behind it: nothing waits of what has ended`, () =>
    opened(async ({ world, store, faults }) => {
      const number = await world.subscribe()
      const [delivery] = await world.accept([number])
      faults.before.push(Object.assign(new Error('the way is gone'), { code }))
      const { eventSeq: settledSeq } = delivery!
      const kept = store.deliveries.keepWaiting({ deliveries: [delivery!], settledSeq })
      await Promise.all([kept, world.record(delivered(delivery!, { hasRow: true }))])
      const found = await store.history.findDelivery(world.tenant.key, delivery!)
      assert.equal(found?.state, 'delivered')
      assert.deepEqual(await world.claimed(number), [])
    }))
}

test('an idempotent event whose answer was lost is its own event, not a repeat of itself', () =>
  opened(async ({ world, faults }) => {
    faults.after.push(lost())
    const claim = { key: 'k', bodyDigest: new Uint8Array(32) }
    assert.equal((await world.append(world.event({ idempotency: claim }))).kind, 'stored')
    assert.equal((await world.append(world.event({ idempotency: claim }))).kind, 'repeat')
  }))

test('what looks before it writes is not done twice, and tells what it did', () =>
  opened(async ({ world, store, faults }) => {
    const lose = (): void => void faults.after.push(lost())
    lose()
    const other = await store.tenants.createTenant({ id: 'other', name: 'Other', nowMs: 1 })
    assert.equal(other?.id, 'other')
    lose()
    const number = await world.subscribe()
    assert.equal(number, 1)
    lose()
    const config = { ...sampleConfig, url: 'https://other.example/' }
    const tenantKey = world.tenant.key
    const request = { tenantKey, number, expectedVersion: 1, config, nowMs: 2 }
    const changed = await store.subscriptions.change(request)
    assert.deepEqual([changed?.subscription.version, changed?.configVersion], [2, 2])
    world.configVersion = 2
    const [delivery] = await world.accept([number])
    lose()
    const started = await store.deliveries.startRuns({
      runKind: 'resend',
      deliveries: [delivery!],
      replay: null,
    })
    assert.deepEqual(
      started.map((key) => key.run),
      [1],
    )
    assert.equal((await world.claimed(number)).length, 1)
  }))

test('connections that are cut at any moment lose nothing and double nothing', () =>
  opened(async ({ server, database, world, store }) => {
    const number = await world.subscribe()
    const ids = new Set<string>()
    let isOver = false
    const client = async (): Promise<void> => {
      while (!isOver) {
        const event = world.event()
        const targets = [{ subscriptionNumber: number, isWaiting: false }]
        const result = await world.append(event, targets)
        // Told so after a while of trouble: nothing of it may be there.
        if (result.kind !== 'stored') continue
        ids.add(event.id)
        const { seq: eventSeq } = result
        const delivery: PendingDelivery = {
          eventId: event.id,
          subscriptionNumber: number,
          run: 0,
          eventSeq,
          attemptCount: 0,
          position: eventSeq,
          dueAtMs: 0,
          runKind: 'accepted',
          recoveryCount: 0,
        }
        await world.record(delivered(delivery))
      }
    }
    const clients = Array.from({ length: 20 }, client)
    for (let cuts = 0; cuts < 15; cuts += 1) {
      const before = ids.size
      await until(() => ids.size > before + 50)
      await server.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '${database}' AND application_name = 'posthorn'`)
    }
    isOver = true
    await Promise.all(clients)
    const rows = await server.admin(
      'SELECT count(*)::integer AS count, count(DISTINCT id)::integer AS distinct FROM event',
      database,
    )
    assert.deepEqual({ ...rows[0] }, { count: ids.size, distinct: ids.size })
    const ledger = await store.history.ledger({ recount: true })
    assert.deepEqual([ledger.delivered, ledger.unaccountedCount], [ids.size, 0])
    const [one] = (await store.subscriptions.load(null)).subscriptions
    assert.equal(one!.health.callCount, ids.size, 'each attempt counts once')
  }))

test('what was sent over a connection that was given up cannot happen any more, however late', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const proxy = await TcpProxy.start(server.port)
  const store = await openPostgresStore(proxy.through(url), openOptions())
  const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
  try {
    // Once before, so that the statement is known to the server and goes out as one piece.
    for (let count = 0; count < 3; count += 1) await world.append(world.event())
    proxy.hold()
    // Two commits under way, the second behind the first.
    const first = world.append(world.event())
    await proxy.held(1)
    const second = world.append(world.event())
    await proxy.held(2)
    proxy.loseHeld()
    const results = await Promise.all([first, second])
    assert.deepEqual(
      results.map(({ kind }) => kind),
      ['stored', 'stored'],
    )
    await proxy.deliverHeld()
    const rows = await server.admin(
      'SELECT count(*)::integer AS count, count(DISTINCT id)::integer AS distinct FROM event',
      new URL(url).pathname.slice(1),
    )
    assert.deepEqual({ ...rows[0] }, { count: 5, distinct: 5 })
    assert.equal((await world.append(world.event())).kind, 'stored')
  } finally {
    await store.close()
    await proxy.close()
    await server.drop(url)
  }
})

test('while the database is away events wait, then are refused; outcomes wait and are written', () =>
  opened(async ({ server, world, store }) => {
    const number = await world.subscribe()
    const [delivery] = await world.accept([number])
    await server.stop('fast')
    const recording = world.record(delivered(delivery!))
    assert.deepEqual(await world.append(world.event()), { kind: 'overloaded' })
    assert.equal(store.upkeep.state().isWritable, false)
    const askedAtMs = performance.now()
    assert.deepEqual(await world.append(world.event()), { kind: 'overloaded' })
    assert.ok(performance.now() - askedAtMs < 100, 'those that come later are told at once')
    await server.startAgain()
    const backAtMs = performance.now()
    await recording
    assert.ok(performance.now() - backAtMs < 5_000)
    assert.equal((await world.append(world.event())).kind, 'stored')
    assert.equal((await store.history.ledger({ recount: true })).delivered, 1)
  }))

test('writes that break a constraint fail alone, and what was behind them stays in order', () =>
  opened(async ({ world }) => {
    const number = await world.subscribe()
    const [first, second] = [await world.accept([number]), await world.accept([number])]
    const bad = delivered(first[0]!, {
      next: { state: 'delivered', atMs: Number.NaN },
    })
    const results = await Promise.allSettled([
      world.record(bad),
      world.record(delivered(second[0]!)),
      world.append(world.event()),
      world.record(bad),
    ])
    assert.deepEqual(
      results.map((result) => result.status),
      ['rejected', 'fulfilled', 'fulfilled', 'rejected'],
    )
    await world.record(delivered(first[0]!))
  }))

/** Looks after each turn of the loop: what it waits for happens on the way. */
async function until(isGood: () => boolean): Promise<void> {
  while (!isGood()) await new Promise((resolve) => setImmediate(resolve))
}
