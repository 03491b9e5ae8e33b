/** The statements that make and change a subscription, each with its version and its tenant's. */
import type { Health } from '../../domain/health.ts'
import type { NewSubscription, SubscriptionChange } from '../../ports/subscription-store.ts'
import { announcementRow } from '../sql/announcement-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { configColumns, type SubscriptionRow } from '../sql/subscription-rows.ts'
import { addAnnouncements } from './announcement-part.ts'
import { CommitStatement } from './commit-statement.ts'
import type { SqlParameter } from './postgres-client.ts'

export function createStatement(
  request: NewSubscription & { readonly number: number },
  sealedValues: SealedValues,
): CommitStatement {
  const { number, tenantKey, nowMs, state } = request
  const statement = new CommitStatement()
  const values: Readonly<Record<string, SqlParameter>> = {
    number,
    id: idToBytes(request.id),
    tenant_key: tenantKey,
    owner_kind: request.owner.kind,
    owner_id: request.owner.id,
    external_key: request.externalKey,
    application: request.application,
    created_at_ms: nowMs,
    updated_at_ms: nowMs,
    version: 1,
    state,
    since_ms: nowMs,
  }
  const names = Object.keys(values)
  const bound = names.map((name) => statement.bind(values[name]!))
  statement.with(
    'target',
    `INSERT INTO subscription (${names.join(', ')}) VALUES (${bound.join(', ')})
    RETURNING *`,
  )
  const place = { tenantKey, number, version: 1 }
  addVersion(statement, configColumns(request.config, place, sealedValues))
  raiseConfigVersion(statement)
  statement.result(`SELECT target.*, raised.config_version, tenant.id AS tenant_id
    FROM target CROSS JOIN raised JOIN tenant ON tenant.key = target.tenant_key`)
  return statement
}

/** Changes nothing when the row is not as it was read. */
export function changeStatement(
  row: SubscriptionRow,
  request: SubscriptionChange,
  sealedValues: SealedValues,
): CommitStatement {
  const { number, tenantKey, config, status, health, announcement, nowMs } = request
  const statement = new CommitStatement()
  const version = config === undefined ? row.version : row.version + 1
  const values: Readonly<Record<string, SqlParameter>> = {
    version,
    updated_at_ms: nowMs,
    ...(status === undefined
      ? {}
      : {
          state: status.state,
          reason: status.reason,
          since_ms: status.sinceMs,
          releasing_since_ms: status.releasingSinceMs,
        }),
    ...(health === undefined ? {} : healthValues(health)),
  }
  const sets = Object.entries(values).map(([name, value]) => `${name} = ${statement.bind(value)}`)
  statement.with(
    'target',
    `UPDATE subscription SET ${sets.join(', ')} WHERE number = ${statement.bind(number)}
      AND tenant_key = ${statement.bind(tenantKey)} AND version = ${statement.bind(row.version)}
      AND state = ${statement.bind(row.state)}
    RETURNING number, tenant_key, version, state, updated_at_ms`,
  )
  const isOtherState = status !== undefined && status.state !== row.state
  if (config !== undefined) {
    addVersion(statement, configColumns(config, { tenantKey, number, version }, sealedValues))
  } else if (isOtherState) {
    addVersion(statement, { settings: null, sealed: null })
  }
  if (isOtherState && announcement != null) {
    addAnnouncements(statement, [announcementRow(announcement, sealedValues)], 'target')
  }
  raiseConfigVersion(statement)
  statement.result('SELECT config_version FROM raised')
  return statement
}

function addVersion(
  statement: CommitStatement,
  columns: { readonly settings: string | null; readonly sealed: Uint8Array | null },
): void {
  const { settings, sealed } = columns
  statement.with(
    'versioned',
    `INSERT INTO subscription_version
      (number, valid_from_seq, version, valid_from_ms, state, settings, sealed)
    SELECT number, nextval('accept_seq'), version, updated_at_ms, state,
      ${statement.bind(settings)}::text, ${statement.bind(sealed)}::bytea FROM target`,
  )
}

function raiseConfigVersion(statement: CommitStatement): void {
  statement.with(
    'raised',
    `UPDATE tenant SET config_version = config_version + 1 FROM target
    WHERE tenant.key = target.tenant_key RETURNING config_version`,
  )
}

function healthValues(health: Health): Readonly<Record<string, SqlParameter>> {
  return {
    consecutive_error_count: health.consecutiveErrorCount,
    last_error_text: health.lastErrorText,
    last_attempt_at_ms: health.lastAttemptAtMs,
    last_success_at_ms: health.lastSuccessAtMs,
    failing_since_ms: health.failingSinceMs,
    streak: health.streak,
    failed_cycle_count: health.failedCycleCount,
    rest_until_ms: health.restUntilMs,
    is_sick: Number(health.isSick),
    is_slowed: Number(health.isSlowed),
  }
}
