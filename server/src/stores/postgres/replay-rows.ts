/** A replay and the columns it is kept in. */
import type { Replay, ReplayFilter } from '../../domain/replay.ts'
import { bytesToId } from '../sql/binary-id.ts'

export interface ReplayRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly filter: string
  readonly until_seq: number
  readonly cursor_seq: number
  readonly cursor_subscription: number
  readonly rate_per_second: number
  readonly started_count: number
  readonly is_done: number
  readonly created_at_ms: number
}

export function toReplay(row: ReplayRow): Replay {
  return {
    id: bytesToId('rpl', row.id),
    tenantKey: row.tenant_key,
    filter: JSON.parse(row.filter) as ReplayFilter,
    untilSeq: row.until_seq,
    cursorSeq: row.cursor_seq,
    cursorSubscription: row.cursor_subscription,
    ratePerSecond: row.rate_per_second,
    startedCount: row.started_count,
    isDone: row.is_done === 1,
    createdAtMs: row.created_at_ms,
  }
}
