/** A store that is opened is durable, of a known schema, sealed with the right key, and alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  exhausted,
  MovableClock,
  sampleConfig,
  StoreWorld,
  testRandom,
} from '../../../test/contract/fresh-store.ts'
import { guardedRole, postgresServer } from '../../../test/world/postgres-server.ts'
import { openStore } from '../open-store.ts'
import { type StoreOptions, StoreRefused } from '../store-options.ts'
import { LaneConnection, type NodeRow } from './lane-connection.ts'
import { openPostgresStore } from './open-postgres-store.ts'
import { PostgresClient } from './postgres-client.ts'
import { parsePlace } from './postgres-place.ts'

const encryptionKey = new Uint8Array(32).fill(5)

function options(more: Partial<StoreOptions> = {}): StoreOptions {
  return {
    clock: new MovableClock(),
    random: testRandom,
    encryptionKey,
    onFatal(error) {
      throw error
    },
    ...more,
  }
}

async function refusal(url: string, more: Partial<StoreOptions> = {}): Promise<string> {
  try {
    const store = await openPostgresStore(url, options(more))
    await store.close()
  } catch (error) {
    assert.ok(error instanceof StoreRefused, String(error))
    return error.message
  }
  return 'it was opened'
}

test('both schemes of a PostgreSQL URL open the store, which makes its schema', async () => {
  const server = await postgresServer()
  const url = await server.emptyDatabase()
  for (const scheme of ['postgres:', 'postgresql:']) {
    const store = await openStore(url.replace('postgres:', scheme), options())
    assert.equal(store.upkeep.state().engine, 'postgres')
    await store.close()
  }
  await server.drop(url)
})

test('processes that start at once make one schema', async () => {
  const server = await postgresServer()
  const url = await server.emptyDatabase()
  const onFatal = (): void => undefined
  const opened = await Promise.all(
    [1, 2, 3, 4].map(() => openPostgresStore(url, options({ onFatal }))),
  )
  const versions = await server.admin('SELECT version FROM posthorn_schema', nameOf(url))
  assert.deepEqual(
    versions.map((row) => row['version']),
    versions.map((_, index) => index + 1),
  )
  for (const store of opened) await store.close()
  await server.drop(url)
})

test('a role that owns nothing but its database is enough', async () => {
  const server = await postgresServer()
  await server.admin('CREATE ROLE plain LOGIN NOSUPERUSER')
  await server.admin('CREATE DATABASE plain OWNER plain')
  const store = await openPostgresStore(server.url('plain', 'plain'), options())
  const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
  await world.accept([await world.subscribe()])
  await store.upkeep.tidy()
  await store.close()
  await server.admin('DROP DATABASE plain')
})

test('a pool that knows no prepared statements is enough', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const store = await openPostgresStore(`${url}&prepare=false`, options())
  const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
  const [delivery] = await world.accept([await world.subscribe()])
  await world.record(exhausted(delivery!))
  await store.upkeep.fold()
  assert.equal((await store.history.ledger({ recount: true })).exhausted, 1)
  await store.close()
  await server.drop(url)
})

test('a URL that names nothing usable is refused with its fault, and never its password', async () => {
  const cases = {
    'postgres://role:s3cret@host:99999/name': /not a URL/,
    'postgres://role:s3cret@host/': /names no database/,
    'postgres://:s3cret@host/name': /names no role/,
    'postgres://role:s3cret@host/name?sslmode=maybe': /sslmode is one of disable, /,
    'postgres://role:s3cret@host/name?ssl_mode=require': /does not know the parameter "ssl_mode"/,
    'postgres://role:s3cret@127.0.0.1:1/name': /"name" at 127[.]0[.]0[.]1:1 .*nothing listens/,
  }
  for (const [url, why] of Object.entries(cases)) {
    const message = await refusal(url)
    assert.match(message, why)
    assert.doesNotMatch(message, /s3cret/)
  }
})

test('a database, a role and a right that are missing are named with what mends them', async () => {
  const server = await postgresServer()
  assert.match(await refusal(server.url('nowhere')), /"nowhere" at .*does not exist: create it/)
  await server.admin('CREATE ROLE poor LOGIN')
  const url = await server.emptyDatabase()
  const poor = url.replace('//posthorn@', '//poor@')
  await server.admin('REVOKE CREATE ON SCHEMA public FROM PUBLIC', nameOf(url))
  assert.match(await refusal(poor), /may not make tables in .*GRANT CREATE ON SCHEMA/)
  await server.admin('CREATE TABLE event (theirs integer)', nameOf(url))
  assert.match(
    await refusal(url),
    /"event" of another program: give Posthorn a database of its own/,
  )
  await server.drop(url)
})

test('a database that answers before its disk does is refused', async () => {
  const server = await postgresServer()
  const url = await server.emptyDatabase()
  await server.admin(`ALTER DATABASE ${nameOf(url)} SET synchronous_commit = off`)
  assert.match(await refusal(url), /set synchronous_commit to on/)
  await server.drop(url)
})

test('a wrong password is told as that, without the password', async () => {
  const server = await postgresServer()
  await server.admin(`CREATE ROLE ${guardedRole} LOGIN PASSWORD 'right'`)
  const url = server.url('postgres', `${guardedRole}:s3cret`)
  const message = await refusal(url)
  assert.match(message, /the password in POSTHORN_STORE is not the right one for its role/)
  assert.doesNotMatch(message, /s3cret/)
})

test('a schema of a newer version is refused, not misread', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  await server.admin('INSERT INTO posthorn_schema (version) VALUES (999)', nameOf(url))
  assert.match(await refusal(url), /has schema 999, and this version knows schemas up to [0-9]+: /)
  await server.drop(url)
})

test('another encryption key is found out at open, before anything is served', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  await (await openPostgresStore(url, options())).close()
  const message = await refusal(url, { encryptionKey: new Uint8Array(32).fill(6) })
  assert.match(message, /does not open with this encryption key: .*start with the key it was made/)
  await (await openPostgresStore(url, options())).close()
  await server.drop(url)
})

test('the process that opens a store is the one that writes; the one before ends', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const fatal: unknown[] = []
  const first = await openPostgresStore(url, options({ onFatal: (error) => fatal.push(error) }))
  const world = await StoreWorld.begin({ clock: new MovableClock(), store: first } as never)
  const second = await openPostgresStore(url, options())
  await assert.rejects(world.append(world.event()), /closed/)
  assert.match(String(fatal[0]), /another process was started on the same database/)
  assert.equal(first.upkeep.state().isWritable, false)
  const event = world.event()
  const stored = await second.events.append({ event, configVersion: 0, targets: [] })
  assert.equal(stored.kind, 'stored')
  await first.close()
  await second.close()
  await server.drop(url)
})

test('a database that lost commits, as a standby that lagged, is written no more by who made them', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const fatal: unknown[] = []
  const store = await openPostgresStore(url, options({ onFatal: (error) => fatal.push(error) }))
  const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
  await world.append(world.event())
  await world.append(world.event())
  await server.admin('UPDATE node SET commit_number = commit_number - 1', nameOf(url))
  await server.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '${nameOf(url)}' AND pid <> pg_backend_pid()`)
  await assert.rejects(world.append(world.event()), /closed/)
  assert.match(String(fatal[0]), /the database has lost commits/)
  assert.equal(store.upkeep.state().isWritable, false)
  await store.close()
  await server.drop(url)
})

test('a failover that lost nothing but numbers that were passed over ends nobody', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const clock = new MovableClock()
  const connect = () => new PostgresClient(parsePlace(url), 1)
  const store = await openPostgresStore(url, options())
  await store.close()
  const client = connect()
  const [row] = await client.query<NodeRow>('SELECT * FROM node')
  const lane = new LaneConnection(row!, { clock, connect, onBack: () => undefined })
  const found = await lane.lookUp(true, () => undefined)
  assert.ok(lane.commitNumber > found)
  await client.query('UPDATE node SET commit_number = $1::bigint', [found])
  assert.equal(await lane.lookUp(true, () => undefined), found)
  lane.noteCommit(lane.commitNumber + 1)
  await client.query('UPDATE node SET commit_number = $1::bigint', [found])
  await assert.rejects(
    lane.lookUp(true, () => undefined),
    /the database has lost commits/,
  )
  lane.close()
  await client.end(5)
  await server.drop(url)
})

test('no secret can be read in the rows of a store', async () => {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const store = await openPostgresStore(url, options())
  const world = await StoreWorld.begin({ clock: new MovableClock(), store } as never)
  const planted = {
    signing: 'planted-signing-secret',
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
      secrets: { current: [{ kind: 'hmac-text', text: planted.signing }], old: [] },
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
  const tables = ['meta', 'api_key', 'subscription', 'subscription_version', 'event', 'attempt']
  for (const table of tables) {
    const rows = await server.admin(`SELECT ${table}::text AS text FROM ${table}`, nameOf(url))
    const text = rows.map((row) => String(row['text'])).join('\n')
    const unhexed = text.replaceAll(/\\\\?x([0-9a-f]+)/g, (_, hex: string) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    )
    for (const secret of Object.values(planted)) {
      assert.equal(`${text}\n${unhexed}`.includes(secret), false, `${secret} in ${table}`)
    }
  }
  await store.close()
  await server.drop(url)
})

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1)
}
