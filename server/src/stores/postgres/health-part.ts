/**
 * The part of a commit that writes what attempts made of their subscriptions: health, and a state
 * that changed with it. Each subscription stands there once, the last outcome wins.
 */
import type { Health } from '../../domain/health.ts'
import type { SubscriptionStatus } from '../../domain/subscription.ts'
import type { CommitStatement } from './commit-statement.ts'
import { numberArray, sparse, textArray } from './sql-arrays.ts'

export interface ChangedHealth {
  readonly health: Health | null
  readonly status: SubscriptionStatus | null
  /** Nothing is written where its state began at another instant; null: in any. */
  readonly stateSinceMs: number | null
}

/** The relation of those that are in the state that was known, once `addHealths` was called. */
export const currentOnes = '(SELECT number FROM present WHERE is_current)'

type Change = readonly [number: number, changed: ChangedHealth]

/** Totals are not among it: they are folded from the attempts. */
export function addHealths(
  statement: CommitStatement,
  healths: ReadonlyMap<number, ChangedHealth>,
) {
  if (healths.size === 0) return
  const changes = [...healths].toSorted(([a], [b]) => a - b)
  statement.with('changed', changesSql(statement, changes))
  // Locked, so that it is the state which the other parts write on top of.
  statement.with(
    'present',
    `SELECT subscription.number, subscription.version, subscription.state,
      subscription.state <> 'deleted'
        AND coalesce(changed.state_since_ms, subscription.since_ms) = subscription.since_ms
        AS is_current
    FROM subscription JOIN changed USING (number) ORDER BY number FOR UPDATE OF subscription`,
  )
  statement.with(
    'healths',
    `UPDATE subscription SET ${healthColumns.map(healthSet).join(', ')},
      ${statusColumns.map(statusSet).join(', ')}
    FROM changed JOIN present USING (number)
    WHERE subscription.number = changed.number AND is_current`,
  )
  // A state and, where it is another one, the place in the accept order from which it holds.
  statement.with(
    'changed_versions',
    `INSERT INTO subscription_version (number, valid_from_seq, version, valid_from_ms, state)
    SELECT number, nextval('accept_seq'), present.version, changed.since_ms, changed.state
    FROM changed JOIN present USING (number)
    WHERE has_status = 1 AND is_current AND present.state <> changed.state`,
  )
}

const healthColumns = [
  'consecutive_error_count',
  'last_error_text',
  'last_attempt_at_ms',
  'last_success_at_ms',
  'failing_since_ms',
  'streak',
  'failed_cycle_count',
  'rest_until_ms',
  'is_sick',
  'is_slowed',
] as const
const statusColumns = ['state', 'reason', 'since_ms', 'releasing_since_ms'] as const

function healthSet(column: string): string {
  return `${column} = CASE WHEN has_health = 1 THEN changed.${column} ELSE subscription.${column} END`
}

function statusSet(column: string): string {
  return `${column} = CASE WHEN has_status = 1 THEN changed.${column} ELSE subscription.${column} END`
}

function changesSql(statement: CommitStatement, changes: readonly Change[]): string {
  const numbers = (read: (health: Health) => number | null): string =>
    numberArray(changes.map(([, { health }]) => (health === null ? null : read(health))))
  const since = changes.map(([, { status }]) => status?.sinceMs ?? null)
  const releasing = changes.map(([, { status }]) => status?.releasingSinceMs ?? null)
  const errors = changes.map(([, { health }]) => health?.lastErrorText ?? null)
  const bound = [
    [numberArray(changes.map(([number]) => number)), 'integer', 'number'],
    [numberArray(changes.map(([, one]) => Number(one.health !== null))), 'smallint', 'has_health'],
    [numberArray(changes.map(([, one]) => Number(one.status !== null))), 'smallint', 'has_status'],
    [numbers((health) => health.consecutiveErrorCount), 'integer', 'consecutive_error_count'],
    [textArray(errors), 'text', 'last_error_text'],
    [numbers((health) => health.lastAttemptAtMs), 'bigint', 'last_attempt_at_ms'],
    [numbers((health) => health.lastSuccessAtMs), 'bigint', 'last_success_at_ms'],
    [numbers((health) => health.failingSinceMs), 'bigint', 'failing_since_ms'],
    [numbers((health) => health.streak), 'integer', 'streak'],
    [numbers((health) => health.failedCycleCount), 'integer', 'failed_cycle_count'],
    [numbers((health) => health.restUntilMs), 'bigint', 'rest_until_ms'],
    [numbers((health) => Number(health.isSick)), 'integer', 'is_sick'],
    [numbers((health) => Number(health.isSlowed)), 'integer', 'is_slowed'],
    [
      sparse(
        changes.map(([, one]) => one.status?.state ?? null),
        textArray,
      ),
      'text',
      'state',
    ],
    [
      sparse(
        changes.map(([, one]) => one.status?.reason ?? null),
        textArray,
      ),
      'text',
      'reason',
    ],
    [sparse(since, numberArray), 'bigint', 'since_ms'],
    [sparse(releasing, numberArray), 'bigint', 'releasing_since_ms'],
    [numberArray(changes.map(([, one]) => one.stateSinceMs)), 'bigint', 'state_since_ms'],
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) AS changed (${names.join(', ')})`
}
