/** Days begin with their first event, are made ahead, and go whole, with all that hangs on them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import postgres from 'postgres'
import {
  dayMs,
  delivered,
  hourMs,
  MovableClock,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { postgresServer, type PostgresServer } from '../../../test/world/postgres-server.ts'
import { openPostgresStore, type PostgresStore } from './open-postgres-store.ts'

interface Opened {
  readonly server: PostgresServer
  readonly url: string
  readonly clock: MovableClock
  readonly store: PostgresStore
  readonly world: StoreWorld
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
}

async function opened(run: (opened: Opened) => Promise<void>): Promise<void> {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const clock = new MovableClock()
  const store = await openPostgresStore(url, {
    clock,
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    onFatal(error) {
      throw error
    },
  })
  const world = await StoreWorld.begin({ clock, store } as never)
  const rows = (sql: string) => server.admin(sql, new URL(url).pathname.slice(1))
  try {
    await run({ server, url, clock, store, world, rows })
  } finally {
    await store.close()
    await server.drop(url)
  }
}

const partitions = `SELECT relname AS name FROM pg_class WHERE relname ~ '^event_day_[0-9]+$'
  ORDER BY 1`

async function namesOf(rows: Opened['rows']): Promise<string[]> {
  return (await rows(partitions)).map((row) => String(row['name']))
}

test('the next days are made ahead, and the next event of a new day begins one', () =>
  opened(async ({ clock, store, world, rows }) => {
    assert.deepEqual(await namesOf(rows), ['event_day_1', 'event_day_2', 'event_day_3'])
    const [first] = await world.acceptWaiting([1])
    clock.move(dayMs)
    const [second] = await world.acceptWaiting([1])
    const counts = await rows(
      'SELECT (SELECT count(*) FROM event_day_1) AS a, (SELECT count(*) FROM event_day_2) AS b',
    )
    assert.deepEqual({ ...counts[0] }, { a: '1', b: '1' })
    assert.ok(first!.eventSeq < second!.eventSeq)
    await store.upkeep.tidy()
    assert.equal((await namesOf(rows)).at(-1), 'event_day_4')
  }))

test('a clock that stands back by an hour begins no day, whatever day that was', () =>
  opened(async ({ clock, world, rows }) => {
    clock.move(dayMs)
    await world.append(world.event())
    clock.move(-16 * hourMs)
    await world.append(world.event())
    assert.equal((await rows('SELECT 1 FROM day WHERE began_at_ms IS NOT NULL')).length, 3)
  }))

test('a day is dropped with its tables, in one step, and the books still balance', () =>
  opened(async ({ clock, store, world, rows }) => {
    const number = await world.subscribe()
    const deliveries = await Promise.all(
      Array.from({ length: 500 }, async () => (await world.accept([number]))[0]!),
    )
    await world.record(...deliveries.map((delivery) => delivered(delivery)))
    clock.move(2 * dayMs)
    const [young] = await world.accept([number])
    await store.upkeep.fold()
    const before = await store.history.ledger({ recount: true })
    const startedAtMs = performance.now()
    while (await store.upkeep.dropBefore(world.nowMs - dayMs)) continue
    const tookMs = performance.now() - startedAtMs
    assert.equal((await namesOf(rows)).includes('event_day_1'), false)
    assert.ok(tookMs < 1_000, `it took ${tookMs} ms`)
    for (const recount of [false, true]) {
      assert.deepEqual(await store.history.ledger({ recount }), before)
    }
    assert.ok(await store.history.findEvent(world.tenant.key, young!.eventId))
  }))

test('a day in use is left for later, and nobody waits for it', () =>
  opened(async ({ url, clock, store, world, rows }) => {
    await world.append(world.event())
    clock.move(2 * dayMs)
    await world.append(world.event())
    await store.upkeep.fold()
    const reader = postgres(url, { max: 1, onnotice: () => undefined })
    await reader.begin(async (sql) => {
      await sql`SELECT count(*) FROM event`
      assert.equal(await store.upkeep.dropBefore(world.nowMs - dayMs), false)
    })
    assert.equal((await namesOf(rows)).includes('event_day_1'), true)
    await reader.end()
    assert.equal(await store.upkeep.dropBefore(world.nowMs - dayMs), true)
    assert.equal((await namesOf(rows)).includes('event_day_1'), false)
  }))

test('an attempt that ends after its day was dropped is let go, and nothing else fails', () =>
  opened(async ({ clock, store, world }) => {
    const number = await world.subscribe()
    const [old] = await world.acceptWaiting([number])
    clock.move(2 * dayMs)
    await world.append(world.event())
    await store.upkeep.fold()
    const close = { state: 'expired', acceptedBeforeMs: world.nowMs - dayMs, limit: 9 } as const
    await store.deliveries.closeWaiting({ ...close, nowMs: world.nowMs })
    while (await store.upkeep.dropBefore(world.nowMs - dayMs)) continue
    const [young] = await world.accept([number])
    await Promise.all([
      world.record(delivered(old!, { hasRow: true })),
      world.record(delivered(young!)),
    ])
    const ledger = await store.history.ledger({ recount: true })
    assert.deepEqual([ledger.delivered, ledger.expired, ledger.unaccountedCount], [1, 1, 0])
  }))

test('folding stops before a number whose commit is still under way, and takes it up later', () =>
  opened(async ({ url, store, world, rows }) => {
    const number = await world.subscribe()
    await world.accept([number])
    const other = postgres(url, { max: 1, onnotice: () => undefined })
    await other.begin(async (sql) => {
      await sql`INSERT INTO event (xid, seq, accepted_at_ms, id, tenant_key, config_version, node, type,
          targets, data)
        SELECT pg_current_xact_id(), nextval('accept_seq'), accepted_at_ms, gen_random_uuid(),
          tenant_key, config_version, node, type, targets, data FROM event`
      await world.accept([number])
      await store.upkeep.fold()
      const [mark] = await rows("SELECT number FROM mark WHERE name = 'folded_seq'")
      const [behind] = await rows('SELECT max(seq) AS seq FROM event')
      assert.ok(Number(mark!['number']) < Number(behind!['seq']))
    })
    await other.end()
    await store.upkeep.fold()
    const places = await rows('SELECT count(*)::integer AS count FROM target_by_subscription')
    assert.equal(places[0]!['count'], 3)
    assert.equal((await store.history.ledger({ recount: false })).accepted, 3)
  }))
