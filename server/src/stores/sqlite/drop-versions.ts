/**
 * Drops versions of subscriptions that nothing needs any more: those before the one that was in
 * force at the oldest kept event. Attempts of kept events name none of them. A bounded number goes
 * in one slice; a crash between two forgets nothing but where the sweep was.
 */
import type { SqliteEngine } from './sqlite-engine.ts'

/** Subscriptions looked at in a slice, and rows dropped of one of them. */
const subscriptionsPerSlice = 250
const rowsPerSlice = 500

export interface VersionSweep {
  readonly acceptedBeforeMs: number
  readonly afterSubscription: number
}

/** Answers the subscription to go on behind; null at the end. */
export function dropVersions(engine: SqliteEngine, sweep: VersionSweep): number | null {
  const oldestSeq = engine.number('SELECT min(seq) FROM event')
  const neededFrom = oldestSeq === 0 ? Number.MAX_SAFE_INTEGER : oldestSeq
  const rows = engine.all<{ number: number }>(
    `SELECT number FROM subscription WHERE number > ? ORDER BY number
    LIMIT ${subscriptionsPerSlice}`,
    sweep.afterSubscription,
  )
  let droppedCount = 0
  for (const { number } of rows) {
    const count = dropBefore(engine, number, { neededFrom, beforeMs: sweep.acceptedBeforeMs })
    if (count === rowsPerSlice) return number - 1
    droppedCount += count
    if (droppedCount >= rowsPerSlice) return number
  }
  return rows.length < subscriptionsPerSlice ? null : rows.at(-1)!.number
}

function dropBefore(
  engine: SqliteEngine,
  number: number,
  { neededFrom, beforeMs }: { readonly neededFrom: number; readonly beforeMs: number },
): number {
  const inForce = engine.number(
    `SELECT valid_from_seq FROM subscription_version
    WHERE number = ? AND valid_from_seq <= ? AND valid_from_ms < ?
    ORDER BY valid_from_seq DESC LIMIT 1`,
    number,
    neededFrom,
    beforeMs,
  )
  if (inForce === 0) return 0
  // A change of state alone leans on the settings of a row before it, which stays with it.
  const settingsOf = engine.number(
    `SELECT valid_from_seq FROM subscription_version
    WHERE number = ? AND valid_from_seq <= ? AND settings IS NOT NULL
    ORDER BY valid_from_seq DESC LIMIT 1`,
    number,
    inForce,
  )
  return engine.run(
    `DELETE FROM subscription_version WHERE number = ?1 AND valid_from_seq IN (
      SELECT valid_from_seq FROM subscription_version
      WHERE number = ?1 AND valid_from_seq < ?2 AND valid_from_seq <> ?3
      ORDER BY valid_from_seq LIMIT ${rowsPerSlice})`,
    number,
    inForce,
    settingsOf,
  )
}
