/** The part of a commit that keeps what is to be told of it. */
import type { AnnouncementRow } from '../sql/announcement-rows.ts'
import type { CommitStatement } from './commit-statement.ts'
import { bytesArray, numberArray } from './sql-arrays.ts'

/** One that is there already stays. `from`: the relation of the subscriptions that have news. */
export function addAnnouncements(
  statement: CommitStatement,
  rows: readonly AnnouncementRow[],
  from: string,
): void {
  if (rows.length === 0) return
  const bound = [
    [bytesArray(rows.map((row) => row.id)), 'bytea', 'id'],
    [numberArray(rows.map((row) => row.tenant_key)), 'integer', 'tenant_key'],
    [numberArray(rows.map((row) => row.subscription)), 'integer', 'subscription'],
    [numberArray(rows.map((row) => row.at_ms)), 'bigint', 'at_ms'],
    [bytesArray(rows.map((row) => row.content)), 'bytea', 'content'],
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name).join(', ')
  statement.with(
    'announced',
    `INSERT INTO announcement (${names})
    SELECT given.* FROM unnest(${arrays.join(', ')}) AS given (${names})
      JOIN ${from} AS told ON told.number = given.subscription
    ON CONFLICT DO NOTHING`,
  )
}
