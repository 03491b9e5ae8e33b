/** What keeps a start from a PostgreSQL store is told by the real command in one sentence. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { encryptionKey, operatorKey } from '../rigs/service-process.ts'
import { guardedRole, PostgresServer } from '../world/postgres-server.ts'
import { assertStartRefused, startedCommand } from '../world/started-command.ts'

const keys = {
  POSTHORN_OPERATOR_KEY: operatorKey,
  POSTHORN_ENCRYPTION_KEY: encryptionKey.toString('base64'),
}

const server = await PostgresServer.start()
after(() => server.stop('immediate'))

const refused = (url: string, sentence: RegExp, more: Readonly<Record<string, string>> = {}) =>
  assertStartRefused({ ...keys, POSTHORN_STORE: url, ...more }, sentence)

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

test('a URL that leads to no database ends the start with its fault', async () => {
  const good = server.url('postgres')
  await refused('postgres://role@host:99999/name', /is not a URL/)
  await refused('postgres://role@host/', /names no database/)
  await refused(`${good}&ssl_mode=require`, /does not know the parameter "ssl_mode"/)
  await refused('postgres://role@127.0.0.1:1/name', /nothing listens there: start the server, or/)
  await refused('postgres://role@no-such-host.invalid/name', /there is no host of that name/)
  await refused(server.url('nowhere'), /it does not exist: create it/)
  await refused(good.replace('disable', 'require'), /cannot be opened: /)
})

test('a role that may not enter, or not make tables, is told what to grant', async () => {
  await server.admin(`CREATE ROLE ${guardedRole} LOGIN PASSWORD 'right'`)
  await server.admin('CREATE ROLE poor LOGIN')
  const url = await server.emptyDatabase()
  await refused(server.url(nameOf(url), `${guardedRole}:wrong`), /the password .* is not the right/)
  await server.admin('REVOKE CREATE ON SCHEMA public FROM PUBLIC', nameOf(url))
  await refused(server.url(nameOf(url), 'poor'), /GRANT CREATE ON SCHEMA/)
  await server.admin(`REVOKE CONNECT ON DATABASE ${nameOf(url)} FROM PUBLIC`)
  await refused(server.url(nameOf(url), 'poor'), /GRANT CONNECT ON DATABASE/)
})

test('a server that is too old, or answers before its disk does, is told as that', async () => {
  const url = await server.emptyDatabase()
  // The server tells another version to whoever comes in here.
  await server.admin(
    `CREATE SCHEMA older;
    CREATE FUNCTION older.current_setting(name text) RETURNS text LANGUAGE sql AS $$
      SELECT CASE name WHEN 'server_version_num' THEN '140012'
        ELSE pg_catalog.current_setting(name) END $$;
    ALTER DATABASE ${nameOf(url)} SET search_path = older, pg_catalog, public`,
    nameOf(url),
  )
  await refused(url, /is of PostgreSQL 14, and version 15 is the oldest that works: upgrade/)
  const hasty = await server.emptyDatabase()
  await server.admin(`ALTER DATABASE ${nameOf(hasty)} SET synchronous_commit = off`)
  await refused(hasty, /set synchronous_commit to on/)
})

test('a schema from the future and another encryption key change nothing and end the start', async () => {
  const url = await server.emptyDatabase()
  assert.equal((await startedCommand({ ...keys, POSTHORN_STORE: url })).code, 0)
  const other = { POSTHORN_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') }
  await refused(url, /does not open with this encryption key/, other)
  await server.admin('INSERT INTO posthorn_schema (version) VALUES (1000)', nameOf(url))
  await refused(url, /has schema 1000, and this version knows schemas up to \d+: /)
})

test('leases and roles at odds with the store are told before anything is opened', async () => {
  const url = server.url('postgres')
  const lease = { POSTHORN_LEASE_SECONDS: '6', POSTHORN_HEARTBEAT_SECONDS: '3' }
  await refused(url, /POSTHORN_HEARTBEAT_SECONDS is more than a third of/, lease)
  await refused('sqlite:/tmp/no.db', /POSTHORN_ROLES is for nodes/, { POSTHORN_ROLES: 'api' })
})
