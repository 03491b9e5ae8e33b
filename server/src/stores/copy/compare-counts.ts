/**
 * The books of both sides: the conservation ledger, as it is kept and as a recount of the rows finds
 * it, and how many events and deliveries each tenant has in which state.
 */
import type { Ledger } from '../../ports/history.ts'
import { foldedLedger, recountLedger } from '../postgres/count-ledger.ts'
import type { PostgresClient } from '../postgres/postgres-client.ts'
import { stateCode } from '../sql/state-codes.ts'
import { countLedger } from '../sqlite/count-rows.ts'
import type { SqliteEngine } from '../sqlite/sqlite-engine.ts'

export interface ComparedCount {
  readonly name: string
  readonly source: number
  readonly target: number
}

export interface ComparedTenant {
  readonly tenantId: string
  /** Events, then deliveries by state; those that are 0 on both sides are left out. */
  readonly counts: readonly ComparedCount[]
}

export interface ComparedBooks {
  /** Of the rows themselves: nothing here may differ. */
  readonly recount: readonly ComparedCount[]
  /** As kept by the counters. */
  readonly ledger: readonly ComparedCount[]
  /** Whether the file's own counters say what its rows do; only then can the database's. */
  readonly isSourceBalanced: boolean
  readonly tenants: readonly ComparedTenant[]
}

const entries = [
  'accepted',
  'resends',
  'replays',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
  'open',
  'unaccountedCount',
] as const satisfies readonly (keyof Ledger)[]

export async function compareBooks(
  engine: SqliteEngine,
  client: PostgresClient,
  epoch: string,
): Promise<ComparedBooks> {
  const context = { engine, epoch, nowMs: () => 0, isCancelled: () => false }
  const source = { kept: countLedger(context, false), counted: countLedger(context, true) }
  const target = { kept: await foldedLedger(client), counted: await recountLedger(client) }
  return {
    recount: compareLedgers(source.counted, target.counted),
    ledger: compareLedgers(source.kept, target.kept),
    isSourceBalanced: entries.every((entry) => source.kept[entry] === source.counted[entry]),
    tenants: compareTenants(sourceTenants(engine), await targetTenants(client)),
  }
}

function compareLedgers(source: Ledger, target: Ledger): readonly ComparedCount[] {
  return entries.map((name) => ({ name, source: source[name], target: target[name] }))
}

interface TenantCount {
  readonly id: string
  readonly kind: string
  readonly count: number
}

/** What people see; the order in which it is shown. */
const kinds = [
  'events',
  'pending',
  'parked',
  'quarantined',
  'delivered',
  'exhausted',
  'cancelled',
  'expired',
] as const

const endedKinds = (['delivered', 'exhausted', 'cancelled', 'expired'] as const)
  .map((state) => `WHEN ${stateCode(state)} THEN '${state}'`)
  .join(' ')

/** The same SQL on both sides; `quarantined` is how each says that a row is. */
const countsSql = (quarantined: string): string => `
  SELECT tenant.id, 'events' AS kind, count(*) AS count
  FROM event JOIN tenant ON tenant.key = event.tenant_key GROUP BY tenant.id
  UNION ALL
  SELECT tenant.id, CASE WHEN ${quarantined} THEN 'quarantined'
      WHEN subscription.state = 'active' THEN 'pending'
      WHEN subscription.state = 'deleted' THEN 'cancelled' ELSE 'parked' END AS kind,
    count(*) AS count
  FROM waiting JOIN subscription ON subscription.number = waiting.subscription
    JOIN tenant ON tenant.key = subscription.tenant_key GROUP BY tenant.id, 2
  UNION ALL
  SELECT tenant.id, CASE delivery.state ${endedKinds} END AS kind, count(*) AS count
  FROM delivery JOIN subscription ON subscription.number = delivery.subscription
    JOIN tenant ON tenant.key = subscription.tenant_key GROUP BY tenant.id, 2`

const sourceTenants = (engine: SqliteEngine): readonly TenantCount[] =>
  engine.all<TenantCount>(countsSql('waiting.is_quarantined = 1'))

const targetTenants = (client: PostgresClient): Promise<TenantCount[]> =>
  client.plan<TenantCount>(countsSql('waiting.is_quarantined'))

function compareTenants(
  source: readonly TenantCount[],
  target: readonly TenantCount[],
): readonly ComparedTenant[] {
  const bySource = Map.groupBy(source, (row) => row.id)
  const byTarget = Map.groupBy(target, (row) => row.id)
  const ids = new Set([...bySource.keys(), ...byTarget.keys()])
  return [...ids].toSorted().map((tenantId) => ({
    tenantId,
    counts: kinds
      .map((name) => ({
        name,
        source: sumOf(bySource.get(tenantId), name),
        target: sumOf(byTarget.get(tenantId), name),
      }))
      .filter((count) => count.source + count.target > 0),
  }))
}

/** What waits for a deleted subscription and what was cancelled before are one kind. */
function sumOf(rows: readonly TenantCount[] = [], kind: string): number {
  return rows.reduce((sum, row) => sum + (row.kind === kind ? row.count : 0), 0)
}
