/** A copy that was ended goes on, and nothing uses what is half there. */
import assert from 'node:assert/strict'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import type { CopyStep } from '../../src/stores/copy/copy-store.ts'
import { StoreRefused } from '../../src/stores/store-options.ts'
import { StoreWorld } from '../contract/fresh-store.ts'
import { CopyKilled, type CopyStand, killAt, onCopyStand } from './copy-stand.ts'
import { fillStore, openFile, openFileWorld } from './filled-store.ts'
import { readStore } from './read-store.ts'

const refused = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StoreRefused, String(error))
  assert.match(error.message, sentence)
  return true
}

async function assertSameAsFile({ file, openCopy }: CopyStand): Promise<void> {
  const { clock } = file.fresh
  const source = openFile(file.path, clock)
  const target = await openCopy()
  try {
    const nowMs = clock.nowMs()
    assert.deepEqual(await readStore(target, nowMs), await readStore(source, nowMs))
  } finally {
    await source.close()
    await target.close()
  }
}

test('killed at every step of its way and begun again each time, a copy ends as if it had not been', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    let killCount = 0
    // Comparing begins anew each time, so not each of its steps is one to be killed at.
    let stride = 1
    for (let steps = 1; ; steps += stride) {
      let count = 0
      let hasBegun = false
      const isThere = (step: CopyStep): boolean => {
        hasBegun = step.phase !== 'looking'
        stride = step.phase === 'comparing' ? 8 : 1
        return (count += 1) === steps
      }
      const outcome = await stand.copy(killAt(isThere)).catch((error: unknown) => error)
      if (!(outcome instanceof CopyKilled)) {
        assert.deepEqual((outcome as { kind: string }).kind, 'equal', String(outcome))
        break
      }
      killCount += 1
      if (hasBegun && killCount % 15 === 0) {
        await assert.rejects(stand.openCopy(), refused(/holds a copy that is not finished/))
      }
    }
    assert.ok(killCount > 25, `only ${killCount} kills`)
    await assertSameAsFile(stand)
  }))

/** Copies the first pages and ends. */
async function copyHalf({ copy }: CopyStand): Promise<void> {
  const isThere = (step: CopyStep): boolean => step.table === 'event' && step.doneCount > 0
  await assert.rejects(copy(killAt(isThere)), CopyKilled)
}

test('no node starts on half a copy, under whatever name', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    await copyHalf(stand)
    for (const name of ['main', 'store copy']) {
      await assert.rejects(
        stand.openCopy(name),
        refused(/holds a copy that is not finished: run the same "posthorn store copy" again/),
      )
    }
    await stand.copy()
    await assertSameAsFile(stand)
  }))

test('a file that was used since its copy began is not gone on with', () =>
  onCopyStand(async (stand) => {
    const { fresh, path } = stand.file
    await fillStore(fresh)
    await fresh.close()
    await copyHalf(stand)
    const used = openFile(path, fresh.clock)
    await used.deliveries.recover()
    await used.close()
    await assert.rejects(stand.copy(), refused(/has been in use since its copy in .* began: drop/))
  }))

test('a copy of one store does not go on with another', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    await copyHalf(stand)
    const other = openFileWorld()
    try {
      await fillStore(other.fresh)
      other.abandon()
      await assert.rejects(
        stand.copy(undefined, other),
        refused(/holds an unfinished copy of another store than .*: drop that database/),
      )
    } finally {
      other.remove()
    }
    assert.equal((await stand.copy()).kind, 'equal')
  }))

test('what was copied is left as it is by the same command, and refused once a node was there', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    await stand.copy()
    assert.deepEqual(await stand.copy(), { kind: 'copied-before' })
    const store = await stand.openCopy()
    await store.close()
    await assert.rejects(
      stand.copy(),
      refused(/is not empty, it is the store of a node already: a copy needs a new database/),
    )
  }))

test('a database that nodes use is not copied into', () =>
  onCopyStand(async (stand) => {
    await fillStore(stand.file.fresh)
    stand.file.abandon()
    const store = await stand.openCopy()
    try {
      await assert.rejects(stand.copy(), refused(/is not empty, it is the store of a node already/))
    } finally {
      await store.close()
    }
  }))

test('a file that a process uses is not copied', () =>
  onCopyStand(async (stand) => {
    await StoreWorld.begin(stand.file.fresh)
    await assert.rejects(stand.copy(), refused(/is in use: another process holds .*\.lock/))
    await stand.file.fresh.close()
    assert.equal((await stand.copy()).kind, 'equal')
  }))

/** A way to the database that can be cut at once. */
async function startWay(port: number): Promise<{ port: number; cut: () => void }> {
  const sockets: Socket[] = []
  const way = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.push(from)
      from.on('error', () => undefined)
      from.on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    way.close()
    for (const socket of sockets) socket.destroy()
  }
  return { port: (way.address() as AddressInfo).port, cut }
}

for (const phase of ['copying', 'comparing'] as const) {
  test(`a database that goes away while ${phase} ends it with a sentence, and it goes on later`, () =>
    onCopyStand(async (stand) => {
      await fillStore(stand.file.fresh)
      stand.file.abandon()
      const { port, cut } = await startWay(stand.server.port)
      const to = stand.url.replace(`:${stand.server.port}/`, `:${port}/`)
      const onStep = (step: CopyStep): void => {
        if (step.phase === phase && step.table === 'event' && step.doneCount > 0) cut()
      }
      try {
        await assert.rejects(
          stand.copy(onStep, stand.file, to),
          refused(/went away in the middle .*: bring it back; the same command then goes on/),
        )
      } finally {
        cut()
      }
      assert.equal((await stand.copy()).kind, 'equal')
      await assertSameAsFile(stand)
    }))
}

/** Changes one thing in what was copied; each has to be found. */
const damages = {
  'a delivery that is missing':
    'DELETE FROM delivery WHERE (event_seq, subscription, run) = (SELECT event_seq, subscription, run FROM delivery LIMIT 1)',
  'a waiting row that is there twice': `INSERT INTO waiting SELECT subscription, run + 1, event_seq,
    position + 1, due_at_ms, event_id, attempt_count, recovery_count, run_kind, is_quarantined
    FROM waiting LIMIT 1`,
  'a place in a line': `UPDATE waiting SET position = position + 1
    WHERE (subscription, event_seq, run) = (SELECT subscription, event_seq, run FROM waiting LIMIT 1)`,
  'a byte of an event': `UPDATE event SET data = '\\x00' WHERE seq = (SELECT max(seq) FROM event)`,
  'a sealed secret': `UPDATE subscription_version SET sealed = '\\x00'
    WHERE number = 1 AND sealed IS NOT NULL`,
  'the cursor of a replay': 'UPDATE replay SET cursor_seq = cursor_seq + 1',
  'a tenant behind the last one': `INSERT INTO tenant (key, id, name, created_at_ms, config_version)
    OVERRIDING SYSTEM VALUE VALUES (99, 'more', 'more', 0, 0)`,
} as const

for (const [damage, sql] of Object.entries(damages)) {
  test(`the comparison finds ${damage}, and no node starts on that`, () =>
    onCopyStand(async (stand) => {
      await fillStore(stand.file.fresh)
      stand.file.abandon()
      await assert.rejects(stand.copy(killAt((step) => step.phase === 'settling')), CopyKilled)
      await stand.server.admin(sql, stand.database)
      assert.equal((await stand.copy()).kind, 'different')
      await assert.rejects(stand.openCopy(), refused(/holds a copy that is not finished/))
    }))
}
