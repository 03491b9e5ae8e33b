/** Replays: their rows, and the search for what they would send again. */
import type { Replay, ReplayFilter } from '../../domain/replay.ts'
import type { CandidatePage, CandidateRequest, ReplayStore } from '../../ports/replay-store.ts'
import { bytesToId, idToBytes } from '../sql/binary-id.ts'
import type { GroupCommit } from './group-commit.ts'
import type { HistoryReader } from './heavy-reads.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface ReplayStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly reader: HistoryReader
}

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

export class SqliteReplayStore implements ReplayStore {
  readonly #parts: ReplayStoreParts

  constructor(parts: ReplayStoreParts) {
    this.#parts = parts
  }

  createReplay(request: Parameters<ReplayStore['createReplay']>[0]): Promise<Replay> {
    return this.#parts.commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write({ engine, order }) {
        const row = engine.get<ReplayRow>(
          `INSERT INTO replay (id, tenant_key, filter, until_seq, cursor_seq, rate_per_second,
            started_count, is_done, created_at_ms)
          VALUES (?, ?, ?, ?, 0, ?, 0, 0, ?) RETURNING *`,
          idToBytes(request.id),
          request.tenantKey,
          JSON.stringify(request.filter),
          order.seq,
          request.ratePerSecond,
          request.createdAtMs,
        )!
        return toReplay(row)
      },
    })
  }

  openReplays(): Promise<readonly Replay[]> {
    const rows = this.#parts.engine.all<ReplayRow>(
      'SELECT * FROM replay WHERE is_done = 0 ORDER BY created_at_ms, id',
    )
    return Promise.resolve(rows.map(toReplay))
  }

  candidates(request: CandidateRequest): Promise<CandidatePage> {
    return this.#parts.reader.read('candidates', request)
  }
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
