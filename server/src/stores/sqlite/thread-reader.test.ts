import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { MovableClock, StoreWorld, testRandom } from '../../../test/contract/fresh-store.ts'
import { HistoryBusy } from '../../ports/history.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { openReader, openWriter } from './sqlite-engine.ts'
import { ThreadReader } from './thread-reader.ts'

const query = { tenantKey: 1, type: null, sinceMs: null, untilMs: null, cursor: null, limit: 200 }

async function withReader(
  run: (reader: ThreadReader, world: StoreWorld, path: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-reader-'))
  const path = join(folder, 'posthorn.db')
  const store = openSqliteStore(path, {
    clock: new MovableClock(),
    random: testRandom,
    encryptionKey: new Uint8Array(32),
    limits: { ballastBytes: 0 },
    onFatal(error) {
      throw error
    },
  })
  const reader = new ThreadReader(path, 'epoch')
  try {
    const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
    await Promise.all(Array.from({ length: 150 }, () => world.append(world.event())))
    await run(reader, world, path)
  } finally {
    await reader.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a cancelled query says so, and the next one is answered', () =>
  withReader(async (reader) => {
    const cancelled = reader.read('listEvents', query)
    reader.cancel()
    await assert.rejects(cancelled, HistoryBusy)
    assert.equal((await reader.read('listEvents', query)).items.length, 150)
  }))

test('a fault of a query is its own: it rejects, the next one is answered', () =>
  withReader(async (reader) => {
    await assert.rejects(reader.read('listNothing' as 'listEvents', query))
    assert.equal((await reader.read('listEvents', query)).items.length, 150)
  }))

test('queries beyond what may wait are refused, those before are answered', () =>
  withReader(async (reader) => {
    const asked = Array.from({ length: 65 }, () => reader.read('listEvents', query))
    await assert.rejects(asked.pop()!, HistoryBusy)
    const pages = await Promise.all(asked)
    assert.ok(pages.every((page) => page.items.length === 150))
  }))

test('a reader that need not stay ends its thread when nothing is asked, and starts another', () =>
  withReader(async (_, world, path) => {
    const passing = new ThreadReader(path, 'epoch', false)
    for (let count = 0; count < 3; count += 1) {
      const asked = [passing.read('listEvents', query), passing.read('listEvents', query)]
      for (const page of await Promise.all(asked)) assert.equal(page.items.length, 150)
    }
    await passing.close()
    assert.equal((await world.store.history.ledger({ recount: true })).unaccountedCount, 0)
  }))

test('what waits when the reader is closed is rejected', () =>
  withReader(async (reader) => {
    const asked = reader.read('listEvents', query)
    const rejected = assert.rejects(asked, /closed/)
    await reader.close()
    await rejected
  }))

test('the reader cannot write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-reader-'))
  const path = join(folder, 'posthorn.db')
  const writer = openWriter(path)
  writer.exec('CREATE TABLE one (a)')
  const reader = openReader(path)
  try {
    assert.throws(() => reader.exec('INSERT INTO one VALUES (1)'), /readonly/)
  } finally {
    reader.close()
    writer.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
