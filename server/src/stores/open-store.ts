/**
 * A URL becomes a store. `sqlite:./data/posthorn.db` keeps everything in that one file (and those
 * SQLite puts beside it); `sqlite::memory:` keeps it until it is closed, for tests and trials.
 * `postgres://…` keeps it in a PostgreSQL database.
 */
import type { Store } from '../ports/ports.ts'
import { openPostgresStore } from './postgres/open-postgres-store.ts'
import { type StoreOpening, StoreRefused } from './store-options.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'

/** Opens the store behind the URL, migrated and locked. Rejects with `StoreRefused` and a remedy. */
export async function openStore(url: string, options: StoreOpening): Promise<Store> {
  const colon = url.indexOf(':')
  const scheme = colon < 0 ? '' : url.slice(0, colon)
  const place = url.slice(colon + 1)
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgresStore(url, options)
  if (scheme !== 'sqlite' || place === '') {
    throw new StoreRefused(
      `"${redacted(url)}" is no store: use "sqlite:" and a path, such as sqlite:./data/posthorn.db, ` +
        'or postgres://role:password@host/database',
    )
  }
  return openSqliteStore(place, options)
}

/** A URL of another kind may carry a password. */
function redacted(url: string): string {
  return url.replace(/^([a-z]+:\/\/).*@/s, '$1…@')
}
