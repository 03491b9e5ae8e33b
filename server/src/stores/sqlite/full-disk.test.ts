/** A disk that is really full, by SQLite's own bound on the pages of a file. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  delivered,
  MovableClock,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { openOn } from './open-sqlite-store.ts'
import { openWriter } from './sqlite-engine.ts'

test('a full disk stores nothing by halves, keeps outcomes, and goes on when there is room', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-full-'))
  const path = join(folder, 'posthorn.db')
  const engine = openWriter(path)
  const store = openOn(engine, path, {
    clock: new MovableClock(),
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    limits: { ballastBytes: 0, diskFreeBytesMin: 0 },
    onFatal(error) {
      throw error
    },
  })
  try {
    const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
    const number = await world.subscribe()
    const deliveries = []
    for (let count = 0; count < 200; count += 1) deliveries.push(...(await world.accept([number])))
    const pageCount = engine.number('PRAGMA page_count')
    engine.exec(`PRAGMA max_page_count = ${pageCount + 10}`)
    const large = { data: Buffer.alloc(200_000, 'x') }
    assert.deepEqual(await world.append(world.event(large)), { kind: 'disk-full' })
    assert.deepEqual(await world.append(world.event()), { kind: 'disk-full' }, 'at the door')
    const recorded = world.record(...deliveries.map((delivery) => delivered(delivery)))
    engine.exec('PRAGMA max_page_count = 100000')
    await recorded
    assert.equal((await world.append(world.event(large))).kind, 'stored')
    const ledger = await store.history.ledger({ recount: true })
    assert.deepEqual([ledger.delivered, ledger.open, ledger.unaccountedCount], [200, 0, 0])
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
