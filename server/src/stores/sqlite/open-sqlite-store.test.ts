/** A store that is opened is durable, locked, of a known schema, and sealed with the right key. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import {
  exhausted,
  MovableClock,
  sampleConfig,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { openStore } from '../open-store.ts'
import { type StoreOptions, StoreRefused } from '../store-options.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { assertDurable, SqliteEngine } from './sqlite-engine.ts'

const encryptionKey = new Uint8Array(32).fill(5)

function options(more: Partial<StoreOptions> = {}): StoreOptions {
  return {
    clock: new MovableClock(),
    random: testRandom,
    encryptionKey,
    limits: { ballastBytes: 0, lockWaitMs: 200 },
    onFatal(error) {
      throw error
    },
    ...more,
  }
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-open-'))
  try {
    await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function refusedWith(pattern: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof StoreRefused, String(error))
    assert.match(error.message, pattern)
    return true
  }
}

test('a URL opens a file, folders and all, that only its owner reads', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'new', 'deep', 'posthorn.db')
    const store = await openStore(`sqlite:${path}`, options())
    for (const name of ['posthorn.db', 'posthorn.db-wal', 'posthorn.db-shm']) {
      assert.equal(statSync(join(dirname(path), name)).mode & 0o777, 0o600, name)
    }
    assert.equal(store.upkeep.state().engine, 'sqlite')
    await store.close()
  }))

test('a URL of another kind is refused with the way out, its password unseen', async () => {
  for (const url of ['mysql://me:hunter2@host/db', 'posthorn.db', 'sqlite:', '']) {
    await assert.rejects(openStore(url, options()), (error) => {
      assert.doesNotMatch(String(error), /hunter2/)
      return refusedWith(/use "sqlite:" and a path/)(error)
    })
  }
})

test('a commit is one append to a log that we sync: asserted when the file is opened', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    const store = openSqliteStore(path, options())
    await store.close()
    const engine = new SqliteEngine(new DatabaseSync(path))
    engine.exec('PRAGMA synchronous = NORMAL')
    assertDurable(engine)
    for (const setting of ['synchronous = FULL', 'synchronous = OFF']) {
      engine.exec(`PRAGMA ${setting}`)
      assert.throws(() => assertDurable(engine), refusedWith(/durable settings/))
    }
    engine.exec('PRAGMA synchronous = NORMAL; PRAGMA journal_mode = DELETE')
    assert.throws(() => assertDurable(engine), refusedWith(/durable settings/))
    engine.close()
  }))

test('a newer schema is refused and left alone', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    await openSqliteStore(path, options()).close()
    const newer = new DatabaseSync(path)
    newer.exec('PRAGMA user_version = 4711')
    newer.close()
    assert.throws(
      () => openSqliteStore(path, options()),
      refusedWith(/has schema 4711, and this version knows schemas up to \d+: .*newer version/),
    )
    const after = new DatabaseSync(path)
    assert.deepEqual({ ...after.prepare('PRAGMA user_version').get() }, { user_version: 4711 })
    after.close()
  }))

test('a file of another program, or no database at all, is refused and left alone', () =>
  inFolder(async (folder) => {
    const foreign = join(folder, 'foreign.db')
    const database = new DatabaseSync(foreign)
    database.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')
    database.close()
    const before = readFileSync(foreign)
    assert.throws(() => openSqliteStore(foreign, options()), refusedWith(/another program/))
    assert.deepEqual(readFileSync(foreign), before)
    const text = join(folder, 'notes.txt')
    writeFileSync(text, 'not a database, just some notes that are longer than a header'.repeat(9))
    assert.throws(() => openSqliteStore(text, options()), refusedWith(/not a SQLite database/))
  }))

test('another encryption key is found out at open, before anything is served', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    await openSqliteStore(path, options()).close()
    const other = options({ encryptionKey: new Uint8Array(32).fill(6) })
    assert.throws(
      () => openSqliteStore(path, other),
      refusedWith(/does not open with this encryption key: .*start with the key it was made with/),
    )
    await openSqliteStore(path, options()).close()
  }))

test('no secret can be read in the files of a store', () =>
  inFolder(async (folder) => {
    const store = openSqliteStore(join(folder, 'posthorn.db'), options())
    const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
    const planted = {
      signing: 'planted-signing-secret',
      old: 'planted-old-secret',
      header: 'planted-header-value',
      url: 'planted-url-token',
      setting: 'planted-dialect-setting',
      key: 'phk_planted-api-key-secret',
    }
    const number = await world.subscribe({
      config: {
        ...sampleConfig,
        url: `https://receiver.example/${planted.url}`,
        headers: { authorization: planted.header },
        secrets: {
          current: [{ kind: 'hmac-text', text: planted.signing }],
          old: [{ secret: { kind: 'hmac-text', text: planted.old }, endsAtMs: 7 }],
        },
        dialectSettings: { token: planted.setting },
      },
    })
    await store.tenants.createKey({
      id: 'key_00000000000000000000000000000001',
      tenantKey: world.tenant.key,
      name: 'CRM',
      scopes: ['manage'],
      application: null,
      secret: planted.key,
      nowMs: 0,
    })
    const [delivery] = await world.accept([number])
    await world.record(exhausted(delivery!))
    const found = await store.subscriptions.find(world.tenant.key, number)
    assert.equal(found?.config.headers['authorization'], planted.header)
    const search = (): void => {
      for (const name of readdirSync(folder)) {
        // The lock is SQLite's own: reading its file would let go of it.
        if (name.endsWith('.lock')) continue
        const bytes = readFileSync(join(folder, name))
        for (const secret of Object.values(planted)) {
          assert.equal(bytes.includes(secret), false, `${secret} in ${name}`)
        }
      }
    }
    assert.ok(readdirSync(folder).includes('posthorn.db-wal'))
    search()
    await store.close()
    search()
  }))

test('a second store on the same file is refused in this process too', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    const first = openSqliteStore(path, options())
    assert.throws(() => openSqliteStore(path, options()), refusedWith(/is in use/))
    await first.close()
    await openSqliteStore(path, options()).close()
  }))

/** A process that opens the store, says so, and stays. */
async function otherProcess(path: string): Promise<ChildProcess> {
  const script = `
    import { openSqliteStore } from ${JSON.stringify(new URL('open-sqlite-store.ts', import.meta.url).href)}
    // What nothing refers to may be collected, and its lock with it.
    globalThis.store = openSqliteStore(${JSON.stringify(path)}, {
      clock: { nowMs: () => 0, monotonicMs: () => 0, after: () => () => {} },
      random: { fraction: () => 0, bytes: (count) => new Uint8Array(count) },
      encryptionKey: new Uint8Array(32).fill(5),
      limits: { ballastBytes: 0 },
      onFatal() {},
    })
    setInterval(() => {}, 1_000)
    console.log('open')`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a second process is refused by name, and after kill -9 the next one opens at once', (t) =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    const child = await otherProcess(path)
    t.after(() => child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    const startedAtMs = performance.now()
    assert.throws(
      () => openSqliteStore(path, options()),
      refusedWith(
        /posthorn\.db is in use: another process holds .*posthorn\.db\.lock\. .*stop the/,
      ),
    )
    const waitedMs = performance.now() - startedAtMs
    assert.ok(waitedMs >= 150 && waitedMs < 2_500, `waited ${waitedMs} ms`)
    child.kill('SIGKILL')
    await ended
    const reopened = openSqliteStore(path, options({ limits: { ballastBytes: 0, lockWaitMs: 0 } }))
    await reopened.close()
  }))

test('where a store has been, none is made anew because its file is missing or empty', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    await openSqliteStore(path, options({ limits: { ballastBytes: 1 } })).close()
    rmSync(path)
    assert.throws(() => openSqliteStore(path, options()), refusedWith(/not there or is empty/))
    assert.equal(existsSync(path), false)
    writeFileSync(path, '')
    assert.throws(() => openSqliteStore(path, options()), refusedWith(/not there or is empty/))
    rmSync(`${path}.ballast`)
    await openSqliteStore(path, options({ limits: { ballastBytes: 0 } })).close()
  }))

test('a reader that stays keeps the log, a log that is too long refuses events until it is gone', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'posthorn.db')
    const limits = { ballastBytes: 0, logBytesSoftMax: 200_000, logBytesMax: 400_000 }
    const store = openSqliteStore(path, options({ limits }))
    const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
    const reader = new DatabaseSync(path, { readOnly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM event').get()
    const data = Buffer.alloc(50_000, 'x')
    for (let count = 0; count < 10; count += 1) await world.append(world.event({ data }))
    await store.upkeep.tidy()
    assert.ok(store.upkeep.state().logBytes > limits.logBytesMax)
    assert.deepEqual(await world.append(world.event()), { kind: 'overloaded' })
    reader.close()
    await store.upkeep.tidy()
    assert.equal(store.upkeep.state().logBytes, 0)
    assert.equal((await world.append(world.event())).kind, 'stored')
    const logBytes = statSync(`${path}-wal`).size
    for (let count = 0; count < 10; count += 1) {
      await world.append(world.event({ data }))
      await store.upkeep.tidy()
    }
    assert.equal(statSync(`${path}-wal`).size, logBytes, 'it is written over, not made longer')
    await store.close()
  }))
