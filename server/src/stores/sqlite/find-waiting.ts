/** Finds the waiting row of a delivery, wherever it stands in its subscription's line. */
import type { WaitingRow } from '../sql/delivery-rows.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface WaitingKey {
  readonly subscription: number
  readonly eventSeq: number
  readonly run: number
}

export function findWaiting(engine: SqliteEngine, key: WaitingKey): WaitingRow | undefined {
  const { subscription, eventSeq, run } = key
  if (run === 0) {
    // Most rows stand where they were accepted: their key is their place.
    const row = engine.get<WaitingRow>(
      'SELECT * FROM waiting WHERE subscription = ? AND position = ?',
      subscription,
      eventSeq,
    )
    if (row !== undefined && row.event_seq === eventSeq) return row
  }
  return engine.get<WaitingRow>(
    `SELECT * FROM waiting INDEXED BY waiting_moved
    WHERE subscription = ? AND event_seq = ? AND run = ? AND position <> event_seq`,
    subscription,
    eventSeq,
    run,
  )
}
