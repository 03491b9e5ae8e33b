/** Replays: their rows, and the search for what they would send again. */
import type { ReplayId } from '../../domain/ids.ts'
import type { Replay } from '../../domain/replay.ts'
import type {
  CandidatePage,
  CandidateRequest,
  NewReplay,
  ReplayStateChange,
  ReplayStore,
} from '../../ports/replay-store.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { idToBytes } from '../sql/binary-id.ts'
import { type ReplayRow, toReplay } from '../sql/replay-rows.ts'
import type { GroupCommit } from './group-commit.ts'
import type { HistoryReader } from './heavy-reads.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

export interface ReplayStoreParts {
  readonly refusal: StoreRefusal
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly reader: HistoryReader
}

export class SqliteReplayStore implements ReplayStore {
  readonly #parts: ReplayStoreParts

  constructor(parts: ReplayStoreParts) {
    this.#parts = parts
  }

  async createReplay(request: NewReplay): Promise<Replay> {
    checkRoom(this.#parts.refusal)
    return this.#parts.commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write({ engine, order }) {
        const row = engine.get<ReplayRow>(
          `INSERT INTO replay (id, tenant_key, filter, until_seq, cursor_seq, rate_per_second,
            started_count, created_at_ms)
          VALUES (?, ?, ?, ?, 0, ?, 0, ?) RETURNING *`,
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

  find(tenantKey: number, id: ReplayId): Promise<Replay | null> {
    const row = this.#parts.engine.get<ReplayRow>(
      'SELECT * FROM replay WHERE id = ? AND tenant_key = ?',
      idToBytes(id),
      tenantKey,
    )
    return Promise.resolve(row === undefined ? null : toReplay(row))
  }

  openReplays(): Promise<readonly Replay[]> {
    const rows = this.#parts.engine.all<ReplayRow>(
      "SELECT * FROM replay WHERE state IN ('running', 'paused') ORDER BY created_at_ms, id",
    )
    return Promise.resolve(rows.map(toReplay))
  }

  changeState({ tenantKey, id, from, state, nowMs }: ReplayStateChange): Promise<Replay | null> {
    return this.#write((engine) => {
      const row = engine.get<ReplayRow>(
        `UPDATE replay SET state = ?1, ended_at_ms = ?2 WHERE id = ?3 AND tenant_key = ?4
          AND state IN (SELECT value FROM json_each(?5)) RETURNING *`,
        state,
        state === 'cancelled' ? nowMs : null,
        idToBytes(id),
        tenantKey,
        JSON.stringify(from),
      )
      return row === undefined ? null : toReplay(row)
    })
  }

  noteTotal(id: ReplayId, totalCount: number): Promise<void> {
    return this.#write((engine) => {
      engine.run('UPDATE replay SET total_count = ? WHERE id = ?', totalCount, idToBytes(id))
    })
  }

  candidates(request: CandidateRequest): Promise<CandidatePage> {
    return this.#parts.reader.read('candidates', request)
  }

  #write<Result>(write: (engine: SqliteEngine) => Result): Promise<Result> {
    return this.#parts.commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write: ({ engine }) => write(engine),
    })
  }
}
