/**
 * Accepts events into the shared commits: in one statement the tenant's configuration version is
 * compared, the idempotency key is claimed, and the event is stored with its targets.
 */
import type { IdempotencyClaim } from '../../domain/event.ts'
import { idempotencyKeptMs } from '../../domain/limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AppendRequest, AppendResult, EventStore } from '../../ports/event-store.ts'
import type { StoreRefusal } from '../check-room.ts'
import { keyDigest } from './append-part.ts'
import { toEventId } from './event-rows.ts'
import type { Reader } from './read-pool.ts'
import type { WriteLane } from './write-lane.ts'

export interface EventStoreParts {
  readonly lane: WriteLane
  readonly reader: Reader
  readonly clock: Clock
  /** Why nothing is accepted now; null when it is. */
  readonly refusal: StoreRefusal
}

type Repeat = Extract<AppendResult, { kind: 'repeat' | 'key-reused' }>

/** Row overhead of an event in the bound on a commit's bytes. */
const eventOverheadBytes = 200
/** A key that was taken and then ran out in between is claimed again. */
const triesMax = 3

export class PostgresEventStore implements EventStore {
  readonly #parts: EventStoreParts

  constructor(parts: EventStoreParts) {
    this.#parts = parts
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    const refusal = this.#parts.refusal()
    if (refusal !== null) return { kind: refusal }
    const { lane, clock } = this.#parts
    const startedAtMs = clock.monotonicMs()
    const byteCount = request.event.data.length + eventOverheadBytes
    for (let tries = 0; tries < triesMax; tries += 1) {
      const result = await lane.submit({ kind: 'append', request }, 'now', byteCount)
      if (result === 'overloaded') return { kind: result }
      switch (result.kind) {
        case 'stored':
          return { ...result, commitMs: clock.monotonicMs() - startedAtMs }
        case 'repeat':
        case 'key-reused':
        case 'stale-configuration':
          return result
        case 'no-tenant':
          throw new Error(`there is no tenant with the key ${request.event.tenantKey}`)
        case 'key-taken': {
          const repeat = await this.#repeatOf(request)
          if (repeat !== null) return repeat
          break
        }
        case 'recorded':
          throw new Error('an event was answered as an outcome')
      }
    }
    return { kind: 'overloaded' }
  }

  async findRepeat(tenantKey: number, claim: IdempotencyClaim): Promise<Repeat | null> {
    const [row] = await this.#parts.reader.query<IdempotencyRow>(
      `SELECT body_digest, event_id, target_count FROM idempotency
      WHERE tenant_key = $1 AND key_digest = $2 AND at_ms > $3`,
      [tenantKey, keyDigest(claim), this.#parts.clock.nowMs() - idempotencyKeptMs],
    )
    if (row === undefined) return null
    if (Buffer.compare(row.body_digest, claim.bodyDigest) !== 0) return { kind: 'key-reused' }
    return { kind: 'repeat', eventId: toEventId(row.event_id), targetCount: row.target_count }
  }

  async #repeatOf({ event }: AppendRequest): Promise<Repeat | null> {
    if (event.idempotency === null) return null
    return this.findRepeat(event.tenantKey, event.idempotency)
  }
}

interface IdempotencyRow {
  readonly body_digest: Uint8Array
  readonly event_id: string
  readonly target_count: number
}
