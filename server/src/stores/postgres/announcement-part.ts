/** The part of a commit that keeps what is to be told of it. */
import type { AnnouncementRow } from '../sql/announcement-rows.ts'
import type { CommitStatement } from './commit-statement.ts'
import { bytesArray, numberArray } from './sql-arrays.ts'

/** One that is there already stays; a deleted subscription has nothing to tell. */
export function addAnnouncements(
  statement: CommitStatement,
  rows: readonly AnnouncementRow[],
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
      JOIN subscription ON subscription.number = given.subscription
    WHERE subscription.state <> 'deleted' ON CONFLICT DO NOTHING`,
  )
}
