/**
 * Brings the schema up to date when the store is opened: the files of `migrations/` in order of
 * their numbers, each in a transaction of its own. A database with a newer schema is refused, so
 * that an older program cannot write what a newer one would misread.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { StoreRefused } from '../store-options.ts'
import { applicationId, type SqliteEngine } from './sqlite-engine.ts'

const directory = new URL('./migrations/', import.meta.url)

/** Returns the schema version. `place` names the database in messages. */
export function migrate(engine: SqliteEngine, place: string): number {
  const files = migrationFiles()
  const found = engine.number('PRAGMA user_version')
  if (found > files.length) {
    throw new StoreRefused(
      `${place} has schema ${found}, and this version knows schemas up to ${files.length}: ` +
        'it was written by a newer version; start that one, or restore an older backup',
    )
  }
  for (const [index, name] of files.entries()) {
    const version = index + 1
    if (version <= found) continue
    const sql = readFileSync(new URL(name, directory), 'utf8')
    try {
      engine.exec(`BEGIN IMMEDIATE;\n${sql}
        PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version};
        COMMIT;`)
    } catch (error) {
      if (engine.database.isTransaction) engine.exec('ROLLBACK')
      throw new StoreRefused(`${place} could not be brought to schema ${version} (${name})`, {
        cause: error,
      })
    }
  }
  return files.length
}

/** The schema that this version writes. */
export function newestSchema(): number {
  return migrationFiles().length
}

function migrationFiles(): readonly string[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .toSorted()
}
