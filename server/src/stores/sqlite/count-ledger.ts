/** Counters of the conservation ledger, by subscription and hour. */
import type { WriteTransaction } from './write-transaction.ts'

export const ledgerColumns = [
  'accepted',
  'resends',
  'replays',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const
export type LedgerColumn = (typeof ledgerColumns)[number]

export const hourMs = 3_600_000

/** Adds to one counter in the commit that makes it true. */
export function countInline(
  transaction: WriteTransaction,
  column: LedgerColumn,
  subscription: number,
  atMs: number,
): void {
  transaction.engine.run(
    `INSERT INTO counter (subscription, hour, ${column}) VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET ${column} = ${column} + 1`,
    subscription,
    Math.floor(atMs / hourMs),
  )
}
