/** A replay and the columns it is kept in, which are the same on both engines. */
import type { Replay, ReplayFilter, ReplayState } from '../../domain/replay.ts'
import { bytesToId } from './binary-id.ts'

export interface ReplayRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly filter: string
  readonly until_seq: number
  readonly cursor_seq: number
  readonly cursor_subscription: number
  readonly rate_per_second: number
  readonly state: ReplayState
  readonly total_count: number | null
  readonly started_count: number
  readonly created_at_ms: number
  readonly ended_at_ms: number | null
}

/** As earlier versions wrote it: one type rather than patterns, and no bound on subscriptions. */
type StoredFilter = Omit<ReplayFilter, 'patterns' | 'amongSubscriptions'> &
  Partial<Pick<ReplayFilter, 'patterns' | 'amongSubscriptions'>> & { readonly type?: string | null }

export function toReplay(row: ReplayRow): Replay {
  return {
    id: bytesToId('rpl', row.id),
    tenantKey: row.tenant_key,
    filter: toFilter(JSON.parse(row.filter) as StoredFilter),
    untilSeq: row.until_seq,
    cursorSeq: row.cursor_seq,
    cursorSubscription: row.cursor_subscription,
    ratePerSecond: row.rate_per_second,
    state: row.state,
    totalCount: row.total_count,
    startedCount: row.started_count,
    createdAtMs: row.created_at_ms,
    endedAtMs: row.ended_at_ms,
  }
}

function toFilter({ type = null, ...stored }: StoredFilter): ReplayFilter {
  const { patterns = type === null ? null : [type], amongSubscriptions = null } = stored
  return { ...stored, patterns, amongSubscriptions }
}
