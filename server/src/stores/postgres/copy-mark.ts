/**
 * The mark of a copy that is not finished: a row in `meta`, there from before the first row that is
 * copied until everything has been compared. No node starts while it is there, and none can come in
 * between: a node is added in one statement that looks for the mark, and the mark is set while
 * nodes cannot be added.
 */
import { StoreRefused } from '../store-options.ts'
import type { PostgresClient } from './postgres-client.ts'

/** In `meta`; its value says what is copied. */
export const copyMark = 'copy'

/** In SQL: whether no unfinished copy is there. */
export const hasNoCopy = `NOT EXISTS (SELECT FROM meta WHERE name = '${copyMark}')`

/** Throws `StoreRefused` while half a store is there. `place` names the database. */
export async function refuseHalfCopy(client: PostgresClient, place: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM meta WHERE name = $1', [copyMark])
  if (found.length > 0) throw halfCopy(place)
}

export function halfCopy(place: string): StoreRefused {
  return new StoreRefused(
    `${place} holds a copy that is not finished: run the same "posthorn store copy" again, which ` +
      'goes on where it stopped, or name another database',
  )
}
