import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openKeyFiles } from './key-files.ts'
import { StartRefused } from './start-refused.ts'

function storeIn(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-keys-'))
  t.after(() => rmSync(directory, { recursive: true }))
  const config = {
    store: `sqlite:${join(directory, 'data', 'posthorn.db')}`,
    operatorKey: null,
    encryptionKey: null,
  }
  const data = join(directory, 'data')
  // As the store does before it asks for keys.
  mkdirSync(data)
  return { config, data }
}

/** Both keys, as a start asks for them. */
function loadServiceKeys(config: Parameters<typeof openKeyFiles>[0], isNewStore = true) {
  const notes: string[] = []
  const files = openKeyFiles(config, (note) => notes.push(note))
  const encryptionKey = files.encryptionKey(isNewStore)
  return { encryptionKey, operatorKey: files.operatorKey(), notes }
}

test('keys that were not given are made beside the store, for their owner alone', (t) => {
  const { config, data } = storeIn(t)
  const keys = loadServiceKeys(config)
  assert.match(keys.operatorKey, /^pho_[0-9a-f]{64}$/)
  assert.equal(keys.encryptionKey.length, 32)
  assert.deepEqual(readdirSync(data).toSorted(), ['encryption.key', 'operator.key'])
  for (const name of readdirSync(data)) assert.equal(statSync(join(data, name)).mode & 0o777, 0o600)
  assert.equal(keys.notes.length, 2)
  assert.ok(keys.notes.some((note) => note.includes(join(data, 'operator.key'))))
  assert.ok(!keys.notes.join().includes(keys.operatorKey))
})

test('a second start uses the keys of the first', (t) => {
  const { config } = storeIn(t)
  const first = loadServiceKeys(config)
  const second = loadServiceKeys(config)
  assert.equal(second.operatorKey, first.operatorKey)
  assert.deepEqual(Buffer.from(second.encryptionKey), Buffer.from(first.encryptionKey))
  assert.deepEqual(second.notes, [])
})

test('keys of the settings are used as they are, and no file is made', (t) => {
  const { config } = storeIn(t)
  const given = { operatorKey: 'o'.repeat(40), encryptionKey: new Uint8Array(32) }
  const keys = loadServiceKeys({ ...config, ...given })
  assert.deepEqual(keys, { ...given, notes: [] })
})

test('a key file that others may read is refused with the remedy', (t) => {
  const { config, data } = storeIn(t)
  loadServiceKeys(config)
  chmodSync(join(data, 'operator.key'), 0o644)
  assert.throws(() => loadServiceKeys(config), /operator\.key may be read by others.*chmod 600/)
})

test('a key file that holds no key is refused, and what it holds is not repeated', (t) => {
  const { config, data } = storeIn(t)
  loadServiceKeys(config)
  writeFileSync(join(data, 'encryption.key'), 'not-the-key')
  assert.throws(
    () => loadServiceKeys(config),
    (error: Error) => {
      assert.match(error.message, /encryption\.key does not hold 32 bytes/)
      assert.ok(!error.message.includes('not-the-key'))
      return true
    },
  )
})

test('a draft that a crash left behind is in nobody’s way', (t) => {
  const { config, data } = storeIn(t)
  const { operatorKey } = loadServiceKeys(config)
  writeFileSync(join(data, `operator.key.${process.pid}.new`), 'half a k')
  rmSync(join(data, 'operator.key'))
  const again = loadServiceKeys(config)
  assert.notEqual(again.operatorKey, operatorKey)
  assert.equal(readFileSync(join(data, 'operator.key'), 'utf8').trim(), again.operatorKey)
})

test('no encryption key is made beside a store that was made with another one', (t) => {
  const { config, data } = storeIn(t)
  assert.throws(
    () => loadServiceKeys(config, false),
    (error) => error instanceof StartRefused && /encryption\.key is missing/.test(error.message),
  )
  assert.deepEqual(readdirSync(data), [])
})

test('a key file that cannot be read or made says so in a sentence', (t) => {
  const { config, data } = storeIn(t)
  mkdirSync(join(data, 'encryption.key'), { mode: 0o700 })
  assert.throws(
    () => loadServiceKeys(config),
    (error) =>
      error instanceof StartRefused && /encryption\.key cannot be read: /.test(error.message),
  )
  const nowhere = { ...config, store: `sqlite:${join(data, 'no', 'such', 'posthorn.db')}` }
  assert.throws(
    () => loadServiceKeys(nowhere),
    (error) =>
      error instanceof StartRefused && /encryption\.key cannot be made: /.test(error.message),
  )
})
