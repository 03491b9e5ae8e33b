/**
 * After a start: targets above the settled mark that have neither an outcome nor a row were in
 * memory when the process died. They get their rows, marked as having met a crash.
 */
import { waitingInsert } from '../sql/delivery-rows.ts'
import { bytesToId } from '../sql/binary-id.ts'
import { type EventRow, keptKeyOfRow, toTargets } from '../sql/event-rows.ts'
import { findWaiting } from './find-waiting.ts'
import type { WriteTransaction } from './write-transaction.ts'

/** Targets looked at in one transaction, whole events at a time. */
const targetsPerSlice = 20_000

export interface RecoveredSlice {
  readonly recoveredCount: number
  readonly settledSeq: number
  readonly isAtEnd: boolean
}

export function recoverSlice(transaction: WriteTransaction, afterSeq: number): RecoveredSlice {
  const { engine } = transaction
  let recoveredCount = 0
  let targetCount = 0
  let settledSeq = afterSeq
  const sql = `SELECT seq, id, accepted_at_ms, deliver_at_ms, order_key, targets FROM event
    WHERE seq > ? ORDER BY seq LIMIT ${targetsPerSlice}`
  // Read at once: the loop writes, and an open read would see what it writes.
  const rows = engine.all<EventRow>(sql, afterSeq)
  for (const row of rows) {
    for (const subscription of toTargets(row)) {
      targetCount += 1
      if (isOnDisk(transaction, row.seq, subscription)) continue
      recoveredCount += 1
      transaction.addWaiting(waitingInsert(recovered(row, subscription)))
    }
    settledSeq = row.seq
    if (targetCount >= targetsPerSlice) return { recoveredCount, settledSeq, isAtEnd: false }
  }
  return { recoveredCount, settledSeq, isAtEnd: rows.length < targetsPerSlice }
}

function isOnDisk(transaction: WriteTransaction, eventSeq: number, subscription: number): boolean {
  const { engine } = transaction
  const endedCount = engine.number(
    'SELECT count(*) FROM delivery WHERE event_seq = ? AND subscription = ? AND run = 0',
    eventSeq,
    subscription,
  )
  return endedCount > 0 || findWaiting(engine, { subscription, eventSeq, run: 0 }) !== undefined
}

function recovered(row: EventRow, subscription: number): Parameters<typeof waitingInsert>[0] {
  const isLater = row.deliver_at_ms !== null && row.deliver_at_ms > row.accepted_at_ms
  return {
    eventId: bytesToId('evt', row.id),
    subscriptionNumber: subscription,
    run: 0,
    eventSeq: row.seq,
    attemptCount: 0,
    position: row.seq,
    dueAtMs: isLater ? row.deliver_at_ms : 0,
    runKind: 'accepted',
    recoveryCount: 1,
    keptKey: keptKeyOfRow(row),
  }
}
