/**
 * Writes what became of a delivery inside a commit: its attempt, and either its end or its next
 * place in the line. The same record may come twice, and an attempt may end after its delivery
 * was closed: neither changes a final state nor counts twice.
 */
import type { Attempt } from '../../domain/attempt.ts'
import type { PendingDelivery } from '../../domain/delivery.ts'
import type { OutcomeRecord } from '../../ports/delivery-store.ts'
import { attemptInsert } from '../sql/attempt-rows.ts'
import { deliveryInsert, waitingInsert, type WaitingRow } from '../sql/delivery-rows.ts'
import { packNumbers, type PackedNumbers, unpackNumbers } from '../sql/packed-numbers.ts'
import { lateCode, stateCode } from '../sql/state-codes.ts'
import { countInline } from './count-ledger.ts'
import { findWaiting } from './find-waiting.ts'
import type { WriteTransaction } from './write-transaction.ts'

type FinalNext = Extract<OutcomeRecord['next'], { atMs: number }>
type PendingNext = Extract<OutcomeRecord['next'], { state: 'pending' }>

export function writeOutcome(transaction: WriteTransaction, record: OutcomeRecord): void {
  const { next, health, status } = record
  if (next.state === 'pending') writePending(transaction, record, next)
  else writeFinal(transaction, record, next)
  if (health !== null || status !== null) {
    const stateSinceMs = record.stateSinceMs ?? null
    transaction.setHealth(record.delivery.subscriptionNumber, { health, status, stateSinceMs })
  }
}

function writeFinal(transaction: WriteTransaction, record: OutcomeRecord, next: FinalNext): void {
  const { delivery, attempt } = record
  const row = record.hasRow ? takeRow(transaction, delivery) : undefined
  if (record.hasRow && row === undefined && isOver(transaction, record)) return
  const attempts = row === undefined ? [] : unpackNumbers(row.attempts)
  const number = attempt === null ? 0 : transaction.order.nextAttempt()
  if (attempt !== null) attempts.push(number)
  const isNew = transaction.addDelivery(
    deliveryInsert({
      delivery,
      state: next.state,
      endedAtMs: next.atMs,
      attemptCount: attempt?.number ?? delivery.attemptCount,
      attempts,
    }),
  )
  if (!isNew) {
    writeLate(transaction, record)
    return
  }
  if (attempt !== null) addAttempt(transaction, record, { attempt, number })
  else countInline(transaction, next.state, delivery.subscriptionNumber, next.atMs)
  if (next.state !== 'delivered') noteUndelivered(transaction, delivery, stateCode(next.state))
}

function writePending(
  transaction: WriteTransaction,
  record: OutcomeRecord,
  next: PendingNext,
): void {
  const { delivery, attempt } = record
  const row = findWaiting(transaction.engine, waitingKey(delivery))
  if (row === undefined && record.hasRow && isOver(transaction, record)) return
  // The same record again, after a commit whose result its caller did not learn.
  if (row !== undefined && attempt !== null && row.attempt_count >= attempt.number) return

  const attempts = row === undefined ? [] : unpackNumbers(row.attempts)
  if (attempt !== null) {
    const number = transaction.order.nextAttempt()
    attempts.push(number)
    addAttempt(transaction, record, { attempt, number })
  }
  const position = next.isBehindOthers
    ? transaction.order.nextSeq()
    : (row?.position ?? delivery.position)
  const attemptCount = attempt?.number ?? delivery.attemptCount
  // It came through its attempt alive: crashes in a row end here.
  const recoveryCount = attempt === null ? delivery.recoveryCount : 0
  const { dueAtMs } = next
  if (row === undefined) {
    const kept = { ...delivery, position, dueAtMs, attemptCount, recoveryCount }
    transaction.addWaiting(waitingInsert(kept, attempts))
    return
  }
  transaction.engine.run(
    `UPDATE waiting SET position = ?, due_at_ms = ?, attempt_count = ?, recovery_count = ?,
      is_quarantined = 0, attempts = ?
    WHERE subscription = ? AND position = ?`,
    position,
    dueAtMs,
    attemptCount,
    recoveryCount,
    packNumbers(attempts),
    row.subscription,
    row.position,
  )
}

/** Removes the waiting row and returns what it knew; undefined when it was closed before. */
function takeRow(
  transaction: WriteTransaction,
  delivery: PendingDelivery,
): Pick<WaitingRow, 'attempts'> | undefined {
  const { engine } = transaction
  const sql = `DELETE FROM waiting
    WHERE subscription = ? AND position = ? AND event_seq = ? AND run = ? RETURNING attempts`
  const { subscriptionNumber, position, eventSeq, run } = delivery
  const taken = engine.get<WaitingRow>(sql, subscriptionNumber, position, eventSeq, run)
  if (taken !== undefined) return taken
  const row = findWaiting(engine, waitingKey(delivery))
  if (row === undefined) return undefined
  return engine.get<WaitingRow>(sql, row.subscription, row.position, eventSeq, run)
}

/** Its delivery was closed meanwhile, or retention has even dropped it with its event. */
function isOver(transaction: WriteTransaction, record: OutcomeRecord): boolean {
  if (writeLate(transaction, record)) return true
  const sql = 'SELECT count(*) FROM event WHERE seq = ?'
  return transaction.engine.number(sql, record.delivery.eventSeq) === 0
}

/**
 * Its delivery has ended already: an attempt that is new is added to it without moving it. False
 * when it has not ended, so that there is nothing to be late for.
 */
function writeLate(transaction: WriteTransaction, record: OutcomeRecord): boolean {
  const { delivery, attempt } = record
  const key = [delivery.eventSeq, delivery.subscriptionNumber, delivery.run] as const
  const ended = transaction.engine.get<{ attempt_count: number; attempts: PackedNumbers }>(
    `SELECT attempt_count, attempts FROM delivery
    WHERE event_seq = ? AND subscription = ? AND run = ?`,
    ...key,
  )
  if (ended === undefined) return false
  if (attempt === null || ended.attempt_count >= attempt.number) return true
  const number = transaction.order.nextAttempt()
  const place = { number, eventSeq: delivery.eventSeq, nextState: lateCode }
  transaction.addAttempt(number, attemptInsert(attempt, place))
  transaction.engine.run(
    `UPDATE delivery SET attempt_count = ?, attempts = ?
    WHERE event_seq = ? AND subscription = ? AND run = ?`,
    attempt.number,
    packNumbers([...unpackNumbers(ended.attempts), number]),
    ...key,
  )
  return true
}

function addAttempt(
  transaction: WriteTransaction,
  record: OutcomeRecord,
  numbered: { attempt: Attempt; number: number },
): void {
  const place = {
    number: numbered.number,
    eventSeq: record.delivery.eventSeq,
    nextState: stateCode(record.next.state),
  }
  transaction.addAttempt(numbered.number, attemptInsert(numbered.attempt, place))
}

/** Lists of what was not delivered are read by tenant, which the event knows. */
export function noteUndelivered(
  transaction: WriteTransaction,
  delivery: Pick<PendingDelivery, 'eventSeq' | 'subscriptionNumber' | 'run'>,
  state: number,
): void {
  transaction.engine.run(
    `INSERT INTO undelivered (tenant_key, state, event_seq, subscription, run)
    SELECT tenant_key, ?, seq, ?, ? FROM event WHERE seq = ?`,
    state,
    delivery.subscriptionNumber,
    delivery.run,
    delivery.eventSeq,
  )
}

function waitingKey(delivery: PendingDelivery): Parameters<typeof findWaiting>[1] {
  const { subscriptionNumber, eventSeq, run } = delivery
  return { subscription: subscriptionNumber, eventSeq, run }
}
