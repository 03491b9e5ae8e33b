/**
 * Accepts events into the group commit: in one transaction the tenant's configuration version is
 * compared, the idempotency key is looked up and noted, and the event is stored with its targets.
 */
import { hash } from 'node:crypto'
import { type IdempotencyClaim, keptKeyOf } from '../../domain/event.ts'
import { idempotencyKeptMs } from '../../domain/limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type {
  AppendRequest,
  AppendResult,
  EventStore,
  TargetPlacement,
} from '../../ports/event-store.ts'
import type { StoreRefusal } from '../check-room.ts'
import { bytesToId, idToBytes } from '../sql/binary-id.ts'
import { eventInsert } from '../sql/event-rows.ts'
import { waitingInsert } from '../sql/delivery-rows.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import type { TenantDirectory } from './tenant-directory.ts'
import type { WriteRequest } from './write-queue.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface EventStoreParts {
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly directory: TenantDirectory
  readonly clock: Clock
  /** Why nothing is accepted now; null when it is. */
  readonly refusal: StoreRefusal
}

type Repeat = Extract<AppendResult, { kind: 'repeat' | 'key-reused' }>
type Stored = { -readonly [Key in keyof StoredResult]: StoredResult[Key] }
type StoredResult = Extract<AppendResult, { kind: 'stored' }>

/** Row overhead of an event in the bound on a commit's bytes. */
const eventOverheadBytes = 200

export class SqliteEventStore implements EventStore {
  readonly #parts: EventStoreParts

  constructor(parts: EventStoreParts) {
    this.#parts = parts
  }

  append(request: AppendRequest): Promise<AppendResult> {
    const refusal = this.#parts.refusal()
    if (refusal !== null) return Promise.resolve({ kind: refusal })
    return this.#parts.commit.submit(new AppendWrite(request, this.#parts))
  }

  async findRepeat(tenantKey: number, claim: IdempotencyClaim): Promise<Repeat | null> {
    const { engine, clock, commit } = this.#parts
    const repeat = findRepeat(engine, tenantKey, claim, clock.nowMs())
    // The answer says that the earlier request is on disk.
    if (repeat !== null && commit.syncing !== null) await commit.syncing
    return repeat
  }
}

class AppendWrite implements WriteRequest<AppendResult> {
  readonly urgency = 'now'
  readonly eventCount = 1
  readonly byteCount: number
  readonly rowCount: number
  readonly #request: AppendRequest
  readonly #parts: EventStoreParts

  constructor(request: AppendRequest, parts: EventStoreParts) {
    this.#request = request
    this.#parts = parts
    this.byteCount = request.event.data.length + eventOverheadBytes
    this.rowCount = 1 + request.targets.filter(({ isWaiting }) => isWaiting).length
  }

  write(transaction: WriteTransaction): AppendResult {
    const { event, configVersion, targets } = this.#request
    const { directory, clock } = this.#parts
    if (directory.configVersion(event.tenantKey) !== configVersion) {
      return { kind: 'stale-configuration' }
    }
    if (event.idempotency !== null) {
      const repeat = findRepeat(
        transaction.engine,
        event.tenantKey,
        event.idempotency,
        clock.nowMs(),
      )
      if (repeat !== null) return repeat
      noteKey(transaction, this.#request, event.idempotency)
    }
    const seq = transaction.order.nextSeq()
    transaction.addEvent(seq, eventInsert(event, seq, configVersion, numbersOf(targets)))
    for (const target of targets) {
      if (target.isWaiting) this.#addWaiting(transaction, seq, target)
    }
    return { kind: 'stored', seq, commitMs: 0 } satisfies StoredResult
  }

  refuse(kind: 'overloaded' | 'disk-full'): AppendResult {
    return { kind }
  }

  committed(result: AppendResult, waitedMs: number): void {
    if (result.kind === 'stored') (result as Stored).commitMs = waitedMs
  }

  #addWaiting(transaction: WriteTransaction, seq: number, target: TargetPlacement): void {
    const { event } = this.#request
    const isLater = event.deliverAtMs !== null && event.deliverAtMs > event.acceptedAtMs
    const delivery = {
      eventId: event.id,
      subscriptionNumber: target.subscriptionNumber,
      run: 0,
      eventSeq: seq,
      attemptCount: 0,
      position: seq,
      dueAtMs: isLater ? event.deliverAtMs : 0,
      runKind: 'accepted',
      recoveryCount: 0,
      keptKey: keptKeyOf(event),
    } as const
    transaction.addWaiting(waitingInsert(delivery))
  }
}

function numbersOf(targets: readonly TargetPlacement[]): readonly number[] {
  const numbers = targets.map((target) => target.subscriptionNumber)
  return numbers.length > 1 ? numbers.sort((a, b) => a - b) : numbers
}

interface IdempotencyRow {
  readonly body_digest: Uint8Array
  readonly event_id: Uint8Array
  readonly target_count: number
}

function findRepeat(
  engine: SqliteEngine,
  tenantKey: number,
  claim: IdempotencyClaim,
  nowMs: number,
): Repeat | null {
  const row = engine.get<IdempotencyRow>(
    `SELECT body_digest, event_id, target_count FROM idempotency
    WHERE tenant_key = ? AND key_digest = ? AND at_ms > ?`,
    tenantKey,
    keyDigest(claim),
    nowMs - idempotencyKeptMs,
  )
  if (row === undefined) return null
  if (Buffer.compare(row.body_digest, claim.bodyDigest) !== 0) return { kind: 'key-reused' }
  return {
    kind: 'repeat',
    eventId: bytesToId('evt', row.event_id),
    targetCount: row.target_count,
  }
}

/** Replaces a key that has outlived its time. */
function noteKey(
  transaction: WriteTransaction,
  request: AppendRequest,
  claim: IdempotencyClaim,
): void {
  const { event, targets } = request
  transaction.engine.run(
    `INSERT OR REPLACE INTO idempotency
      (tenant_key, key_digest, body_digest, event_id, target_count, at_ms)
    VALUES (?, ?, ?, ?, ?, ?)`,
    event.tenantKey,
    keyDigest(claim),
    claim.bodyDigest,
    idToBytes(event.id),
    targets.length,
    event.acceptedAtMs,
  )
}

/** Half of SHA-256: keys of any length take 16 bytes. */
function keyDigest(claim: IdempotencyClaim): Uint8Array {
  return hash('sha256', claim.key, 'buffer').subarray(0, 16)
}
