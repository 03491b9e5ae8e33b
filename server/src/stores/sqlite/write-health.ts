/** Writes what an attempt made of its subscription: health, and a state that changed with it. */
import type { Health } from '../../domain/health.ts'
import type { SubscriptionStatus } from '../../domain/subscription.ts'
import type { AcceptOrder } from './accept-order.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

/** The transaction it is written in. */
interface Target {
  readonly engine: SqliteEngine
  readonly order: AcceptOrder
}

export interface ChangedHealth {
  readonly health: Health | null
  readonly status: SubscriptionStatus | null
  /** Nothing is written where its state began at another instant. */
  readonly stateSinceMs: number | null
}

export function writeHealth(
  transaction: Target,
  subscription: number,
  changed: ChangedHealth,
): void {
  const { stateSinceMs } = changed
  if (stateSinceMs !== null && !isInState(transaction.engine, subscription, stateSinceMs)) return
  if (changed.health !== null) updateHealth(transaction, subscription, changed.health)
  if (changed.status !== null) {
    updateStatus(transaction, subscription, changed.status, changed.status.sinceMs)
  }
}

function isInState(engine: SqliteEngine, subscription: number, sinceMs: number): boolean {
  const sql = 'SELECT count(*) FROM subscription WHERE number = ? AND since_ms = ?'
  return engine.number(sql, subscription, sinceMs) > 0
}

/** Totals are not among it: they are folded from the attempts. */
export function updateHealth(transaction: Target, subscription: number, health: Health): void {
  transaction.engine.run(
    `UPDATE subscription SET consecutive_error_count = ?, last_error_text = ?,
      last_attempt_at_ms = ?, last_success_at_ms = ?, failing_since_ms = ?, streak = ?,
      failed_cycle_count = ?, rest_until_ms = ?, is_sick = ?, is_slowed = ?
    WHERE number = ?`,
    health.consecutiveErrorCount,
    health.lastErrorText,
    health.lastAttemptAtMs,
    health.lastSuccessAtMs,
    health.failingSinceMs,
    health.streak,
    health.failedCycleCount,
    health.restUntilMs,
    Number(health.isSick),
    Number(health.isSlowed),
    subscription,
  )
}

/** A state and, where it is another one, the place in the accept order from which it holds. */
export function updateStatus(
  transaction: Target,
  subscription: number,
  status: SubscriptionStatus,
  nowMs: number,
): void {
  const { engine, order } = transaction
  const before = engine.get<{ state: string; version: number }>(
    'SELECT state, version FROM subscription WHERE number = ?',
    subscription,
  )
  // A deleted subscription stays deleted, whatever an attempt that was in flight made of it.
  if (before === undefined || before.state === 'deleted') return
  engine.run(
    `UPDATE subscription SET state = ?, reason = ?, since_ms = ?, releasing_since_ms = ?
    WHERE number = ?`,
    status.state,
    status.reason,
    status.sinceMs,
    status.releasingSinceMs,
    subscription,
  )
  if (before.state === status.state) return
  engine.run(
    `INSERT INTO subscription_version (number, valid_from_seq, version, valid_from_ms, state)
    VALUES (?, ?, ?, ?, ?)`,
    subscription,
    order.nextSeq(),
    before.version,
    nowMs,
    status.state,
  )
}
