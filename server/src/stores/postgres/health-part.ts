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
}

type Change = readonly [number: number, changed: ChangedHealth]

/** Totals are not among it: they are folded from the attempts. */
export function addHealths(
  statement: CommitStatement,
  healths: ReadonlyMap<number, ChangedHealth>,
) {
  if (healths.size === 0) return
  const changes = [...healths].toSorted(([a], [b]) => a - b)
  statement.with('changed', changesSql(statement, changes))
  statement.with(
    'healths',
    `UPDATE subscription SET ${healthColumns.map(healthSet).join(', ')},
      ${statusColumns.map(statusSet).join(', ')}
    FROM changed WHERE subscription.number = changed.number`,
  )
  // A state and, where it is another one, the place in the accept order from which it holds.
  statement.with(
    'changed_versions',
    `INSERT INTO subscription_version (number, valid_from_seq, version, valid_from_ms, state)
    SELECT number, nextval('accept_seq'), subscription.version, changed.since_ms, changed.state
    FROM changed JOIN subscription USING (number)
    WHERE has_status = 1 AND subscription.state NOT IN (changed.state, 'deleted')`,
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

/** A deleted subscription stays deleted, whatever an attempt that was in flight made of it. */
function statusSet(column: string): string {
  return `${column} = CASE WHEN has_status = 1 AND subscription.state <> 'deleted'
    THEN changed.${column} ELSE subscription.${column} END`
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
  ] as const
  const arrays = bound.map(([value, type]) => `${statement.bind(value)}::${type}[]`)
  const names = bound.map(([, , name]) => name)
  return `SELECT * FROM unnest(${arrays.join(', ')}) AS changed (${names.join(', ')})`
}
