/** What a store still takes once the disk has less room than it is to leave free. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  exhausted,
  MovableClock,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { DiskFull } from '../../domain/disk-full.ts'
import { beginSession, mintSessionToken } from '../../manage/accounts/session-records.ts'
import type { StoreOptions } from '../store-options.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

const options = (diskFreeBytesMin: number): StoreOptions => ({
  clock: new MovableClock(),
  random: testRandom,
  encryptionKey: new Uint8Array(32),
  limits: { ballastBytes: 0, diskFreeBytesMin },
  onFatal(error) {
    throw error
  },
})

test('the floor of free disk refuses events, definitions, keys and runs, and takes what stops one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-floor-'))
  try {
    const path = join(folder, 'posthorn.db')
    const roomy = openSqliteStore(path, options(0))
    const before = await StoreWorld.begin({ clock: new MovableClock(), store: roomy } as never)
    const number = await before.subscribe()
    const deliveries = await before.accept([number])
    await before.record(exhausted(deliveries[0]!))
    await roomy.close()
    const store = openSqliteStore(path, options(Number.MAX_SAFE_INTEGER))
    const world = new StoreWorld({ clock: new MovableClock(), store } as never, before.tenant)
    await assert.rejects(world.subscribe(), DiskFull)
    const tenantKey = before.tenant.key
    const { config, status } = (await store.subscriptions.find(tenantKey, number))!
    const { nowMs } = world
    const of = { tenantKey, number, expectedVersion: null, nowMs }
    const resumed = { ...status, sinceMs: nowMs, releasingSinceMs: nowMs }
    await assert.rejects(store.subscriptions.change({ ...of, config }), DiskFull)
    await assert.rejects(store.subscriptions.change({ ...of, config, status: resumed }), DiskFull)
    const script = { tenantKey, name: 'a', source: 'x', nowMs }
    await assert.rejects(store.scripts.put(script), DiskFull)
    const tenant = { id: 'Cust2', name: 'Cust2', nowMs }
    await assert.rejects(store.tenants.createTenant(tenant), DiskFull)
    const key = { id: `key_${'0'.repeat(32)}`, secret: 'phk_secret', scopes: ['read'] } as const
    const made = { ...key, tenantKey, name: 'n', application: null, nowMs }
    await assert.rejects(store.tenants.createKey(made), DiskFull)
    const runs = { runKind: 'resend', deliveries, replay: null } as const
    await assert.rejects(store.deliveries.startRuns(runs), DiskFull)
    const stopped = { ...status, state: 'paused' as const, sinceMs: nowMs }
    assert.ok((await store.subscriptions.change({ ...of, status: stopped })) !== null)
    const record = { account: 0, collection: 'some', id: 'a', expectedRevision: null, json: '{}' }
    await assert.rejects(store.records.write([record], nowMs), DiskFull)
    const ports = { store, clock: new MovableClock(), random: testRandom }
    const holder = { kind: 'operator-key', proof: '' } as const
    const token = mintSessionToken({ ports })
    assert.equal((await beginSession(token, { holder }, { ports })).holder, holder)
    const deleted = { ...stopped, state: 'deleted' as const }
    assert.ok((await store.subscriptions.change({ ...of, config, status: deleted })) !== null)
    assert.deepEqual(await world.append(world.event()), { kind: 'disk-full' })
    assert.equal(store.upkeep.state().isWritable, false)
    assert.ok(store.upkeep.state().diskFreeBytes! > 0)
    await store.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
