/** `posthorn store copy` as an operator runs it: it refuses in one sentence, and survives its death. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Store } from '../../src/ports/ports.ts'
import { StoreWorld } from '../contract/fresh-store.ts'
import { guardedRole } from '../world/postgres-server.ts'
import { type CopyProcess, runCopy } from './copy-process.ts'
import { type CopyStand, onCopyStand } from './copy-stand.ts'
import { fillStore, openFile } from './filled-store.ts'

const password = 'a-very-secret-password'

interface Refusal {
  readonly code: number
  readonly sentence: RegExp
}

async function assertRefused(options: CopyProcess, { code, sentence }: Refusal): Promise<void> {
  const ended = await runCopy(options)
  const what = `${options.parameters.join(' ')}: ${ended.code} ${ended.stderr}`
  assert.equal(ended.code, code, what)
  // Steps that were made before are lines of their own.
  const lines = ended.stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('looking'))
  assert.equal(lines.length, 1, what)
  assert.ok(lines[0]!.startsWith('posthorn: ') && !/\bat .*:\d+:\d+|Error:/.test(lines[0]!), what)
  assert.match(lines[0]!, sentence, what)
  assert.ok(!what.replaceAll(options.parameters.join(' '), '').includes(password), 'no password')
  assert.equal(ended.stdout, '')
}

/** Tables of the database: none, as long as nothing was written. */
async function tableCount({ server, database }: CopyStand): Promise<unknown> {
  const sql = "SELECT count(*)::integer AS count FROM pg_tables WHERE schemaname = 'public'"
  return (await server.admin(sql, database))[0]!['count']
}

test('arguments that cannot be meant are refused in one sentence, without what they hide', async () => {
  const to = `postgres://role:${password}@127.0.0.1:1/name`
  const cases: readonly (readonly [readonly string[], Refusal])[] = [
    [
      ['data/posthorn.db', to],
      { code: 78, sentence: /"data\/posthorn\.db" cannot be copied: <from>/ },
    ],
    [['sqlite:', to], { code: 78, sentence: /cannot be copied: <from> is "sqlite:" and a path/ }],
    [['sqlite::memory:', to], { code: 78, sentence: /a store in memory/ }],
    [
      [to, to],
      { code: 78, sentence: /"postgres:\/\/…@127\.0\.0\.1:1\/name" cannot be copied: <from>/ },
    ],
    [
      ['sqlite:a.db', 'sqlite:b.db'],
      { code: 78, sentence: /"sqlite:b\.db" cannot be copied into/ },
    ],
    [
      ['sqlite:a.db'],
      { code: 78, sentence: /nothing cannot be copied into: \[to\], or POSTHORN_STORE/ },
    ],
    [
      ['sqlite:a.db', `postgres://role:${password}@host/name?ssl=1`],
      { code: 78, sentence: /the URL of the target cannot be used: it does not know .*"ssl"/ },
    ],
    [
      ['sqlite:a.db', `postgres://role:%%${password}@host/name`],
      { code: 78, sentence: /the URL of the target cannot be used: .*"%"/ },
    ],
    [
      ['sqlite:/nowhere/at/all.db', to],
      { code: 69, sentence: /\/nowhere\/at\/all\.db is not there: name the file of the store/ },
    ],
  ]
  for (const [parameters, refusal] of cases) await assertRefused({ parameters }, refusal)
  const environment = { POSTHORN_STROE: 'x' }
  const parameters = ['sqlite:a.db', to]
  await assertRefused(
    { parameters, environment },
    { code: 78, sentence: /POSTHORN_STROE is no setting/ },
  )
})

test('a file that is no store, or not ready to be copied, is refused before anything is written', () =>
  onCopyStand(async (stand) => {
    const { file, url } = stand
    const directory = mkdtempSync(join(tmpdir(), 'posthorn-copy-command-'))
    const at = (name: string): string => join(directory, name)
    writeFileSync(at('garbage.db'), 'garbage')
    writeFileSync(at('empty.db'), '')
    const foreign = new DatabaseSync(at('foreign.db'))
    foreign.exec('CREATE TABLE a (b)')
    foreign.close()
    const refuse = (path: string, sentence: RegExp): Promise<void> =>
      assertRefused({ parameters: [`sqlite:${path}`, url] }, { code: 69, sentence })
    try {
      await refuse(at('garbage.db'), /garbage\.db cannot be read, it may be damaged/)
      await refuse(at('empty.db'), /is empty: there is nothing to copy/)
      await refuse(directory, /is no file/)
      await refuse(at('foreign.db'), /is a database of another program/)
      assert.deepEqual(
        readdirSync(directory).filter((name) => !/\.(db|lock)$/.test(name)),
        [],
      )
      await StoreWorld.begin(file.fresh)
      await refuse(file.path, /is in use: another process holds .*: stop the other one/)
      await file.fresh.close()
      for (const schema of [1, 99]) {
        setSchema(file.path, schema)
        await refuse(
          file.path,
          new RegExp(`has schema ${schema}, and a copy is made of schema [0-9]+`),
        )
      }
    } finally {
      rmSync(directory, { recursive: true })
    }
    assert.equal(await tableCount(stand), 0)
  }))

function setSchema(path: string, schema: number): void {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA user_version = ${schema}`)
  database.close()
}

test('a key that does not open all that is sealed in the file is noticed before anything is written', () =>
  onCopyStand(async (stand) => {
    const { file, url } = stand
    await fillStore(file.fresh)
    await file.fresh.close()
    const parameters = [`sqlite:${file.path}`, url]
    const key = (text: string) => ({ POSTHORN_ENCRYPTION_KEY: text })
    await assertRefused(
      { parameters, environment: key(Buffer.alloc(32, 6).toString('base64')) },
      { code: 69, sentence: /does not open with this encryption key: this store was sealed with/ },
    )
    await assertRefused(
      { parameters, environment: key('') },
      {
        code: 78,
        sentence: /encryption\.key is missing, and the store beside it was made with it/,
      },
    )
    await assertRefused(
      { parameters, environment: key('short') },
      { code: 78, sentence: /POSTHORN_ENCRYPTION_KEY/ },
    )
    const database = new DatabaseSync(file.path)
    database.exec(`UPDATE subscription_version SET sealed = (
      SELECT sealed FROM subscription_version WHERE number = 2 AND sealed IS NOT NULL LIMIT 1
    ) WHERE number = 3 AND sealed IS NOT NULL`)
    database.close()
    await assertRefused(
      { parameters },
      { code: 69, sentence: /a sealed value \(subscription_version\/1\/3\/1\) is damaged/ },
    )
    assert.equal(await tableCount(stand), 0)
  }))

test('a database that cannot be entered or belongs to something else is refused', () =>
  onCopyStand(async (stand) => {
    const { file, url, server, database } = stand
    await StoreWorld.begin(file.fresh)
    await file.fresh.close()
    const refuse = (to: string, sentence: RegExp): Promise<void> =>
      assertRefused({ parameters: [`sqlite:${file.path}`, to] }, { code: 69, sentence })
    const to = (role: string, port: number, name: string): string =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${name}?sslmode=disable`
    await refuse(
      to('posthorn', 1, 'x'),
      /cannot be opened: nothing listens there: .*correct the URL/,
    )
    await refuse(to('posthorn', server.port, 'missing'), /it does not exist: create it/)
    await server.admin(`CREATE ROLE ${guardedRole} LOGIN PASSWORD 'another'`)
    try {
      await refuse(
        to(guardedRole, server.port, database),
        /the password in the URL of the target is not the right one/,
      )
    } finally {
      await server.admin(`DROP ROLE ${guardedRole}`)
    }
    await server.admin('CREATE TABLE event (a integer)', database)
    await refuse(url, /has a table "event" of another program/)
    await server.admin('DROP TABLE event', database)
    const store = await stand.openCopy()
    await store.close()
    await refuse(
      url,
      /is not empty, it is the store of a node already: a copy needs a new database/,
    )
    await server.admin('DELETE FROM node', database)
    await refuse(url, /is not empty, something is in it/)
    await server.admin(
      'DELETE FROM meta; DELETE FROM day WHERE number > 0; INSERT INTO posthorn_schema VALUES (99)',
      database,
    )
    await refuse(
      url,
      /has schema 99, and this version knows schemas up to \d+: it was written by a newer/,
    )
  }))

test('killed again and again, the real command ends with the whole store, and says so', () =>
  onCopyStand(async (stand) => {
    const { file, url } = stand
    await fillStore(file.fresh)
    await addMany(file.fresh)
    file.abandon()
    const parameters = [`sqlite:${file.path}`, url]
    const kills = [
      ['SIGKILL', /looking +event/],
      ['SIGKILL', /copying +subscription_total/],
      ['SIGTERM', /copying +event /],
      ['SIGKILL', /copying +delivery/],
      ['SIGKILL', /copying +waiting/],
      ['SIGKILL', /settling/],
      ['SIGKILL', /comparing +event/],
    ] as const
    for (const [signal, line] of kills) {
      const ended = await runCopy({ parameters, killAt: { line, signal } })
      assert.deepEqual(
        [ended.code, ended.signal],
        signal === 'SIGKILL' ? [null, 'SIGKILL'] : [143, null],
        `${String(line)}: ${ended.stderr}`,
      )
      if (signal === 'SIGTERM')
        assert.match(ended.stderr, /the same command goes on where it stopped/)
    }
    // The database by the setting, as it need not stand on the command line.
    const environment = { POSTHORN_STORE: url }
    const whole = await runCopy({ parameters: parameters.slice(0, 1), environment })
    assert.equal(whole.code, 0, whole.stderr)
    assert.match(whole.stdout, /^event +6,0\d\d +6,0\d\d +equal$/m)
    assert.match(
      whole.stdout,
      /Everything is equal\. The file is as it was\. Now start with POSTHORN_STORE=postgres:\/\/…@/,
    )
    const again = await runCopy({ parameters })
    assert.deepEqual([again.code, again.stderr.includes('copying')], [0, false])
    assert.match(again.stdout, /nothing was done/)
    await assertSame(stand)
  }))

/** Enough for several pages of the usual size. */
async function addMany(fresh: CopyStand['file']['fresh']): Promise<void> {
  const world = await StoreWorld.begin(fresh, 'Many')
  const numbers = [await world.subscribe(), await world.subscribe()]
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(Array.from({ length: 200 }, () => world.acceptWaiting(numbers)))
  }
}

/** The books, and each line in its order; that all rows are equal the command has seen itself. */
async function assertSame({ file, openCopy }: CopyStand): Promise<void> {
  const source = openFile(file.path, file.fresh.clock)
  const target = await openCopy()
  try {
    for (const recount of [true, false]) {
      assert.deepEqual(
        await target.history.ledger({ recount }),
        await source.history.ledger({ recount }),
      )
    }
    for (const { subscriptionNumber } of await source.deliveries.heads()) {
      const lines = await Promise.all(
        [source, target].map((store) => lineOf(store, subscriptionNumber)),
      )
      assert.equal(lines[0], lines[1], `the line of ${subscriptionNumber}`)
    }
  } finally {
    await source.close()
    await target.close()
  }
}

async function lineOf({ deliveries }: Store, subscriptionNumber: number): Promise<string> {
  const rows = await deliveries.claimDue({
    subscriptionNumber,
    nowMs: Number.MAX_SAFE_INTEGER,
    limit: 10_000,
    order: 'accepted',
    held: new Set(),
  })
  return rows.map(({ delivery }) => `${delivery.eventId}/${delivery.run}`).join('\n')
}
