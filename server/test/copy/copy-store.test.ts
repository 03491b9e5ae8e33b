/** A store in PostgreSQL that was copied from a file tells, sends and counts what the file would. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { CursorInvalid } from '../../src/ports/history.ts'
import type { Store } from '../../src/ports/ports.ts'
import { copiedTables } from '../../src/stores/copy/copied-tables.ts'
import { foldSlice } from '../../src/stores/sqlite/fold-history.ts'
import { openWriter } from '../../src/stores/sqlite/sqlite-engine.ts'
import type { WriteTransaction } from '../../src/stores/sqlite/write-transaction.ts'
import { dayMs, newEventId, StoreWorld } from '../contract/fresh-store.ts'
import { StoreMachine } from '../contract/random-operations-contract.ts'
import { type Step, step, subscriptionCount } from '../contract/store-steps.ts'
import { type CopyStand, onCopyStand } from './copy-stand.ts'
import { fillStore, openFile, secretOfKey } from './filled-store.ts'
import { readStore } from './read-store.ts'

/** The file, opened as it was left, and its copy. */
async function withBoth(
  { file, openCopy }: CopyStand,
  run: (source: Store, target: Store, nowMs: number) => Promise<void>,
): Promise<void> {
  const { clock } = file.fresh
  const source = openFile(file.path, clock)
  const target = await openCopy()
  try {
    await run(source, target, clock.nowMs())
  } finally {
    await source.close()
    await target.close()
  }
}

async function assertSame(source: Store, target: Store, nowMs: number): Promise<void> {
  assert.deepEqual(await readStore(target, nowMs), await readStore(source, nowMs))
}

test('a copy tells everything that the file tells, before and after recovery and folding', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    assert.equal((await stand.copy()).kind, 'equal')
    await withBoth(stand, async (source, target, nowMs) => {
      await assertSame(source, target, nowMs)
      // What memory alone knew is found by whoever starts first, as that of a node that died.
      const view = await target.nodes!.beat({ roles: ['worker'], give: [], shardCountMax: 256 })
      assert.equal(view!.lost.length, 1)
      const recovered = await target.nodes!.recover(view!.lost[0]!)
      assert.equal(recovered, await source.deliveries.recover())
      assert.ok(recovered > 0)
      await assertSame(source, target, nowMs)
      for (const store of [source, target]) await store.upkeep.fold()
      await assertSame(source, target, nowMs)
    })
  }))

test('every table of a file goes over, or is named as one that does not', () =>
  onCopyStand(async ({ file }) => {
    await fillStore(file.fresh)
    file.abandon()
    const engine = openWriter(file.path)
    const rows = engine.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    engine.close()
    const copied = copiedTables.map(({ name }) => name)
    const others = ['meta', 'dropped', 'event_by_id', 'event_by_tenant', 'posthorn_schema']
    const left = rows.map(({ name }) => name).filter((name) => !others.includes(name))
    assert.deepEqual(left.toSorted(), copied.toSorted())
  }))

test('a copy of whatever happened in whatever order tells what the file tells', async () => {
  const steps = fc.array(step, { minLength: 20, maxLength: 60 })
  const run = (drawn: readonly Step[]): Promise<void> =>
    onCopyStand(async (stand) => {
      const { fresh } = stand.file
      const world = await StoreWorld.begin(fresh)
      for (let count = 0; count < subscriptionCount; count += 1) await world.subscribe()
      const machine = new StoreMachine(fresh, world)
      for (const one of drawn) {
        await machine.take(one)
        if (one.kind === 'sweep') fresh.clock.move(dayMs)
      }
      stand.file.abandon()
      assert.equal((await stand.copy()).kind, 'equal')
      await withBoth(stand, assertSame)
    })
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 12 })
})

test('keys open, repeats are known and no number is given again', () =>
  onCopyStand(async (stand) => {
    const { fresh } = stand.file
    await fillStore(fresh)
    await fresh.close()
    await stand.copy()
    await withBoth(stand, async (source, target, nowMs) => {
      const { clock } = fresh
      const id = newEventId()
      const subscriptionId = `sub_${'9'.repeat(32)}` as const
      const key = await target.tenants.findKey(secretOfKey)
      assert.deepEqual(key, await source.tenants.findKey(secretOfKey))
      assert.equal(await target.tenants.findKey(`${secretOfKey}-revoked`), null)
      const claim = { key: 'once', bodyDigest: new Uint8Array(32).fill(3) }
      const repeat = await target.events.findRepeat(key!.tenantKey, claim)
      assert.equal(repeat?.kind, 'repeat')
      assert.deepEqual(repeat, await source.events.findRepeat(key!.tenantKey, claim))

      for (const store of [source, target]) {
        const begun = {
          clock,
          store,
          flush() {},
          async reopen() {},
          async crash() {},
          async close() {},
        }
        const world = await StoreWorld.begin(begun, 'Newest')
        assert.equal(world.tenant.key, 4)
        assert.equal(await world.subscribe({ id: subscriptionId }), 9)
        await world.acceptWaiting([9], { id })
      }
      await assertSame(source, target, nowMs)
    })
  }))

test('the days of a copy end as any others: what is too old goes, the books balance', () =>
  onCopyStand(async (stand) => {
    const { file, database, server } = stand
    await fillStore(file.fresh)
    await file.fresh.close()
    await stand.copy()
    const days = await server.admin(
      `SELECT (seq >> 36)::integer AS day, min(tableoid::regclass::text) AS "table",
        count(*)::integer AS count FROM event GROUP BY 1 ORDER BY 1`,
      database,
    )
    assert.deepEqual(
      days.map(({ day, table }) => [day, table]),
      [1, 2, 3].map((day) => [day, `event_day_${day}`]),
    )
    const ahead = await server.admin('SELECT max(number) AS last FROM day', database)
    assert.equal(ahead[0]!['last'], 5, 'two days are made ahead')
    await withBoth(stand, async (_, target, nowMs) => {
      const lateMs = nowMs + 40 * dayMs
      const expire = { state: 'expired', acceptedBeforeMs: lateMs, limit: 1_000, nowMs } as const
      const view = await target.nodes!.beat({ roles: ['worker'], give: [], shardCountMax: 256 })
      for (const lost of view!.lost) await target.nodes!.recover(lost)
      await target.deliveries.closeWaiting(expire)
      await target.upkeep.fold()
      const before = await target.history.ledger({ recount: true })
      while (await target.upkeep.dropBefore(lateMs)) continue
      const [kept] = await server.admin('SELECT count(*)::integer AS count FROM event', database)
      assert.equal(kept!['count'], 0)
      for (const recount of [true, false]) {
        assert.deepEqual(await target.history.ledger({ recount }), before)
      }
    })
  }))

test('an event that was folded in part in the file is counted once', () =>
  onCopyStand(async (stand) => {
    const { file, database, server } = stand
    const world = await StoreWorld.begin(file.fresh)
    const targets = Array.from({ length: 2_500 }, (_, index) => index + 1)
    await world.accept(targets, {}, true)
    await world.store.close()
    const engine = openWriter(file.path)
    engine.run('BEGIN IMMEDIATE')
    foldSlice({ engine } as WriteTransaction)
    engine.run('COMMIT')
    assert.equal(engine.number("SELECT value FROM meta WHERE name = 'folded_targets'"), 2_000)
    engine.close()
    assert.equal((await stand.copy()).kind, 'equal')
    await withBoth(stand, async (source, target) => {
      assert.deepEqual(
        await target.history.ledger({ recount: false }),
        await source.history.ledger({ recount: false }),
      )
      await target.upkeep.fold()
      const [counted] = await server.admin(
        'SELECT sum(accepted)::integer AS sum, count(*)::integer AS count FROM counter',
        database,
      )
      assert.deepEqual({ ...counted }, { sum: 2_500, count: 2_500 })
      assert.equal((await target.history.ledger({ recount: false })).accepted, 2_500)
    })
  }, 1_000))

test('a cursor of a list of the file is refused, not misread', () =>
  onCopyStand(async (stand) => {
    const { fresh } = stand.file
    await fillStore(fresh)
    await fresh.close()
    await stand.copy()
    await withBoth(stand, async (source, target) => {
      const query = { tenantKey: 1, type: null, sinceMs: null, untilMs: null, limit: 2 }
      const { nextCursor: cursor } = await source.history.listEvents({ ...query, cursor: null })
      await assert.rejects(target.history.listEvents({ ...query, cursor }), CursorInvalid)
    })
  }))

for (const end of ['closed', 'killed'] as const) {
  test(`a file that was ${end} is the same to the last byte after it was copied`, () =>
    onCopyStand(async ({ file, copy }) => {
      await fillStore(file.fresh)
      if (end === 'closed') await file.fresh.close()
      else file.abandon()
      const before = fingerprint(file.path)
      assert.equal((await copy()).kind, 'equal')
      assert.deepEqual(fingerprint(file.path), before)
    }))
}

/** Of the database and of its log, which an empty one does not change. */
function fingerprint(path: string): unknown {
  return [path, `${path}-wal`].map((name) => {
    const bytes = existsSync(name) ? readFileSync(name) : Buffer.alloc(0)
    return createHash('sha256').update(bytes).digest('hex')
  })
}
