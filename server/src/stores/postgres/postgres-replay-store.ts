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
import { CommitStatement } from './commit-statement.ts'
import { findCandidates } from './find-candidates.ts'
import type { ReadContext } from './read-context.ts'
import type { Reader } from './read-pool.ts'
import { textArray } from './sql-arrays.ts'
import type { WriteLane } from './write-lane.ts'

export interface ReplayStoreParts {
  readonly refusal: StoreRefusal
  readonly lane: WriteLane
  readonly reader: Reader
  readonly heavy: ReadContext
}

export class PostgresReplayStore implements ReplayStore {
  readonly #parts: ReplayStoreParts

  constructor(parts: ReplayStoreParts) {
    this.#parts = parts
  }

  async createReplay(request: NewReplay): Promise<Replay> {
    checkRoom(this.#parts.refusal)
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
            cursor_subscription, rate_per_second, started_count, created_at_ms)
          VALUES (${key}, ${tenant}, ${filter}, nextval('accept_seq'), 0, 0, ${rate}, 0, ${created})
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

  async find(tenantKey: number, id: ReplayId): Promise<Replay | null> {
    const [row] = await this.#parts.reader.query<ReplayRow>(
      'SELECT * FROM replay WHERE id = $1 AND tenant_key = $2',
      [idToBytes(id), tenantKey],
    )
    return row === undefined ? null : toReplay(row)
  }

  async openReplays(): Promise<readonly Replay[]> {
    const rows = await this.#parts.reader.query<ReplayRow>(
      "SELECT * FROM replay WHERE state IN ('running', 'paused') ORDER BY created_at_ms, id",
    )
    return rows.map(toReplay)
  }

  changeState({ tenantKey, id, from, state, nowMs }: ReplayStateChange): Promise<Replay | null> {
    return this.#parts.lane.turn({
      run: async ({ commit }) => {
        const statement = new CommitStatement()
        const endedAtMs = state === 'cancelled' ? nowMs : null
        statement.with(
          'changed',
          `UPDATE replay SET state = ${statement.bind(state)},
            ended_at_ms = ${statement.bind(endedAtMs)}::bigint
          WHERE id = ${statement.bind(idToBytes(id))} AND tenant_key = ${statement.bind(tenantKey)}
            AND state = ANY (${statement.bind(textArray(from))}::text[]) RETURNING *`,
        )
        statement.result('SELECT * FROM changed')
        const [row] = await commit<ReplayRow>(statement)
        return row === undefined ? null : toReplay(row)
      },
      recall: async () => {
        const found = await this.find(tenantKey, id)
        return found?.state === state ? found : null
      },
    })
  }

  noteTotal(id: ReplayId, totalCount: number): Promise<void> {
    return this.#parts.lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        statement.with(
          'noted',
          `UPDATE replay SET total_count = ${statement.bind(totalCount)}::bigint
          WHERE id = ${statement.bind(idToBytes(id))}`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }

  candidates(request: CandidateRequest): Promise<CandidatePage> {
    return findCandidates(this.#parts.heavy, request)
  }
}
