/** Replays: their rows, and the search for what they would send again. */
import type { Replay } from '../../domain/replay.ts'
import type { CandidatePage, CandidateRequest, ReplayStore } from '../../ports/replay-store.ts'
import { idToBytes } from '../sql/binary-id.ts'
import { CommitStatement } from './commit-statement.ts'
import { findCandidates } from './find-candidates.ts'
import type { ReadContext } from './read-context.ts'
import type { Reader } from './read-pool.ts'
import { type ReplayRow, toReplay } from './replay-rows.ts'
import type { WriteLane } from './write-lane.ts'

export interface ReplayStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly heavy: ReadContext
}

export class PostgresReplayStore implements ReplayStore {
  readonly #parts: ReplayStoreParts

  constructor(parts: ReplayStoreParts) {
    this.#parts = parts
  }

  createReplay(request: Parameters<ReplayStore['createReplay']>[0]): Promise<Replay> {
    const { lane, reader } = this.#parts
    const id = idToBytes(request.id)
    return lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const { tenantKey, ratePerSecond, createdAtMs } = request
        const values = [id, tenantKey, JSON.stringify(request.filter), ratePerSecond, createdAtMs]
        const [key, tenant, filter, rate, created] = values.map((value) => statement.bind(value))
        statement.with(
          'made',
          `INSERT INTO replay (id, tenant_key, filter, until_seq, cursor_seq,
            cursor_subscription, rate_per_second, started_count, is_done, created_at_ms)
          VALUES (${key}, ${tenant}, ${filter}, nextval('accept_seq'), 0, 0, ${rate}, 0, 0, ${created})
          RETURNING *`,
        )
        statement.result('SELECT * FROM made')
        const [row] = await commit<ReplayRow>(statement)
        return toReplay(row!)
      },
      async recall() {
        const [row] = await reader.query<ReplayRow>('SELECT * FROM replay WHERE id = $1', [id])
        return toReplay(row!)
      },
    })
  }

  async openReplays(): Promise<readonly Replay[]> {
    const rows = await this.#parts.reader.query<ReplayRow>(
      'SELECT * FROM replay WHERE is_done = 0 ORDER BY created_at_ms, id',
    )
    return rows.map(toReplay)
  }

  candidates(request: CandidateRequest): Promise<CandidatePage> {
    return findCandidates(this.#parts.heavy, request)
  }
}
