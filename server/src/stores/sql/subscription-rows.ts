/**
 * A subscription and the columns it is kept in. URL, header values, secrets and what the dialect
 * keeps for itself are sealed; the rest of a configuration is plain JSON.
 */
import type { Health } from '../../domain/health.ts'
import type {
  Owner,
  Subscription,
  SubscriptionConfig,
  SubscriptionState,
} from '../../domain/subscription.ts'
import { bytesToId } from './binary-id.ts'
import type { SealedValues } from './sealed-values.ts'

export interface SubscriptionRow {
  readonly number: number
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly owner_kind: Owner['kind']
  readonly owner_id: string
  readonly external_key: string | null
  readonly application: string | null
  readonly created_at_ms: number
  readonly updated_at_ms: number
  readonly version: number
  readonly state: SubscriptionState
  readonly reason: string | null
  readonly since_ms: number
  readonly releasing_since_ms: number | null
  readonly consecutive_error_count: number
  readonly last_error_text: string | null
  readonly last_attempt_at_ms: number | null
  readonly last_success_at_ms: number | null
  readonly failing_since_ms: number | null
  readonly streak: number
  readonly failed_cycle_count: number
  readonly rest_until_ms: number
  readonly is_sick: number
  readonly is_slowed: number
}

export interface VersionRow {
  readonly number: number
  readonly version: number
  readonly valid_from_seq: number
  readonly valid_from_ms: number
  readonly state: SubscriptionState
  readonly settings: string | null
  readonly sealed: Uint8Array | null
}

/** What only the attempts know: folded, and counted from those that are not folded yet. */
export interface AttemptTotals {
  readonly callCount: number
  readonly errorCount: number
  readonly lastAttemptAtMs: number | null
  readonly lastSuccessAtMs: number | null
}

export const noTotals: AttemptTotals = {
  callCount: 0,
  errorCount: 0,
  lastAttemptAtMs: null,
  lastSuccessAtMs: null,
}

type SealedPart = Pick<SubscriptionConfig, 'url' | 'headers' | 'secrets' | 'dialectSettings'>
type PlainPart = Omit<SubscriptionConfig, keyof SealedPart>

export interface ConfigPlace {
  readonly tenantKey: number
  readonly number: number
  readonly version: number
}

export interface ConfigColumns {
  readonly settings: string
  readonly sealed: Uint8Array
}

export function configColumns(
  config: SubscriptionConfig,
  place: ConfigPlace,
  sealedValues: SealedValues,
): ConfigColumns {
  const { url, headers, secrets, dialectSettings, ...plain } = config
  const sealedPart: SealedPart = { url, headers, secrets, dialectSettings }
  return {
    settings: JSON.stringify(plain satisfies PlainPart),
    sealed: sealedValues.seal(JSON.stringify(sealedPart), placeName(place)),
  }
}

/** Throws `StoreRefused` when the sealed part does not open. */
export function toConfig(
  columns: ConfigColumns,
  place: ConfigPlace,
  sealedValues: SealedValues,
): SubscriptionConfig {
  const plain = JSON.parse(columns.settings) as PlainPart
  const sealedPart = JSON.parse(sealedValues.open(columns.sealed, placeName(place))) as SealedPart
  return { ...plain, ...sealedPart }
}

export function toSubscription(
  row: SubscriptionRow,
  tenantId: string,
  config: SubscriptionConfig,
  totals: AttemptTotals,
): Subscription {
  return {
    number: row.number,
    id: bytesToId('sub', row.id),
    tenantKey: row.tenant_key,
    tenantId,
    owner: { kind: row.owner_kind, id: row.owner_id },
    externalKey: row.external_key,
    application: row.application,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    version: row.version,
    config,
    status: {
      state: row.state,
      reason: row.reason,
      sinceMs: row.since_ms,
      releasingSinceMs: row.releasing_since_ms,
    },
    health: toHealth(row, totals),
  }
}

function toHealth(row: SubscriptionRow, totals: AttemptTotals): Health {
  return {
    callCount: totals.callCount,
    errorCount: totals.errorCount,
    consecutiveErrorCount: row.consecutive_error_count,
    lastErrorText: row.last_error_text,
    lastAttemptAtMs: later(row.last_attempt_at_ms, totals.lastAttemptAtMs),
    lastSuccessAtMs: later(row.last_success_at_ms, totals.lastSuccessAtMs),
    failingSinceMs: row.failing_since_ms,
    streak: row.streak,
    failedCycleCount: row.failed_cycle_count,
    restUntilMs: row.rest_until_ms,
    isSick: row.is_sick === 1,
    isSlowed: row.is_slowed === 1,
  }
}

export function later(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}

function placeName(place: ConfigPlace): string {
  return `subscription_version/${place.tenantKey}/${place.number}/${place.version}`
}
