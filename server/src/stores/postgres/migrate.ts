/**
 * Brings the schema up to date when the store is opened: the files of `migrations/` in order of
 * their numbers, each in one transaction under an advisory lock, so that of several processes that
 * start at once one does it. A schema of a newer version is refused. A migration has to leave what
 * the version before reads and writes, since older nodes may still run.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { StoreRefused } from '../store-options.ts'
import { codeOf } from './engine-fault.ts'
import type { PostgresClient } from './postgres-client.ts'

const directory = new URL('./migrations/', import.meta.url)
const lockKey = 5_063_841_700
const insufficientPrivilege = '42501'
const uniqueViolation = '23505'

/** Returns the schema version. `place` names the database in messages. */
export async function migrate(client: PostgresClient, place: string): Promise<number> {
  const files = readdirSync(directory)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .toSorted()
  let found = await readVersion(client, place)
  if (found > files.length) {
    throw new StoreRefused(
      `${place} has schema ${found}, and this version knows schemas up to ${files.length}: ` +
        'it was written by a newer version; start that one, or restore an older backup',
    )
  }
  for (; found < files.length; found = await readVersion(client, place)) {
    await apply(client, { place, version: found + 1, name: files[found]! })
  }
  return found
}

async function readVersion(client: PostgresClient, place: string): Promise<number> {
  const [tables] = await client.query<{ is_ours: boolean; is_taken: boolean }>(
    `SELECT to_regclass('posthorn_schema') IS NOT NULL AS is_ours,
      to_regclass('event') IS NOT NULL AS is_taken`,
  )
  if (tables?.is_ours !== true) {
    if (tables?.is_taken !== true) return 0
    throw new StoreRefused(
      `${place} has a table "event" of another program: give Posthorn a database of its own`,
    )
  }
  const [row] = await client.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM posthorn_schema',
  )
  return row!.version
}

interface Migration {
  readonly place: string
  readonly version: number
  readonly name: string
}

async function apply(client: PostgresClient, migration: Migration): Promise<void> {
  const { place, version, name } = migration
  const sql = readFileSync(new URL(name, directory), 'utf8')
  try {
    await client.exec(`SELECT pg_advisory_xact_lock(${lockKey});
      CREATE TABLE IF NOT EXISTS posthorn_schema (
        version integer PRIMARY KEY,
        applied_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO posthorn_schema (version) VALUES (${version});
      ${sql}`)
  } catch (error) {
    // Another process did it while this one waited for the lock.
    if (codeOf(error) === uniqueViolation) return
    if (codeOf(error) === insufficientPrivilege) {
      throw new StoreRefused(
        `the role in the URL may not make tables in ${place}: make it the owner of the ` +
          'database, or grant it CREATE on the schema (GRANT CREATE ON SCHEMA public TO …)',
      )
    }
    throw new StoreRefused(`${place} could not be brought to schema ${version} (${name})`, {
      cause: error,
    })
  }
}
