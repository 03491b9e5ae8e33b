/**
 * Where deliveries wait and end. Every write is a request to the group commit; claims and heads
 * are read beside it, on the same connection, and answer only when what they saw is on disk.
 */
import type { DeliveryKey } from '../../domain/ids.ts'
import type { PendingDelivery } from '../../domain/delivery.ts'
import type {
  ClaimedDelivery,
  ClaimRequest,
  CloseRequest,
  DeliveryStore,
  OutcomeRecord,
  StartRuns,
  WaitingHead,
} from '../../ports/delivery-store.ts'
import type { Clock } from '../../ports/clock.ts'
import { checkRoom, type StoreRefusal } from '../check-room.ts'
import { announcementRows } from '../sql/announcement-rows.ts'
import { waitingInsert } from '../sql/delivery-rows.ts'
import type { SealedValues } from '../sql/sealed-values.ts'
import { claimDue, heads, RecentData } from './claim-waiting.ts'
import { closeCancelled, closeExpired } from './close-waiting.ts'
import type { GroupCommit } from './group-commit.ts'
import { readMark, writeMeta } from './meta.ts'
import { recoverSlice } from './recover-targets.ts'
import { insertAnnouncements } from './sqlite-announcement-store.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import { startRuns } from './start-runs.ts'
import type { TenantDirectory } from './tenant-directory.ts'
import { writeOutcome } from './write-outcome.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface DeliveryStoreParts {
  readonly refusal: StoreRefusal
  readonly engine: SqliteEngine
  readonly commit: GroupCommit
  readonly directory: TenantDirectory
  readonly sealedValues: SealedValues
  readonly clock: Clock
}

/** What an outcome with its reply weighs in the bound on a commit's bytes. */
const outcomeBytes = 300
/** Its attempt, and its end or its place in the line. */
const rowsPerOutcome = 2

export class SqliteDeliveryStore implements DeliveryStore {
  readonly #parts: DeliveryStoreParts
  readonly #recent = new RecentData()
  #settledSeq: number
  /** The subscription that the next look for what has expired begins with. */
  #expireFrom = 0

  constructor(parts: DeliveryStoreParts) {
    this.#parts = parts
    this.#settledSeq = readMark(parts.engine, 'settled_seq')
  }

  recordOutcomes(outcomes: readonly OutcomeRecord[]): Promise<void> {
    const announced = announcementRows(outcomes, this.#parts.sealedValues)
    return this.#parts.commit.submit({
      urgency: 'soon',
      eventCount: 0,
      byteCount: outcomes.length * outcomeBytes,
      rowCount: outcomes.length * rowsPerOutcome,
      write(transaction) {
        for (const record of outcomes) writeOutcome(transaction, record)
        if (announced.length > 0) insertAnnouncements(transaction.engine, announced)
      },
    })
  }

  keepWaiting(request: Parameters<DeliveryStore['keepWaiting']>[0]): Promise<void> {
    return this.#parts.commit.submit({
      urgency: 'soon',
      eventCount: 0,
      byteCount: 0,
      rowCount: request.deliveries.length,
      write: (transaction) => {
        for (const delivery of request.deliveries) transaction.addWaiting(waitingInsert(delivery))
        this.#settle(transaction, request.settledSeq)
      },
    })
  }

  async claimDue(request: ClaimRequest): Promise<readonly ClaimedDelivery[]> {
    const { engine, directory, commit } = this.#parts
    const claimed = claimDue({ engine, directory, recent: this.#recent }, request)
    // Nothing is sent that a power cut could still undo.
    if (commit.syncing !== null) await commit.syncing
    return claimed
  }

  heads(): Promise<readonly WaitingHead[]> {
    return Promise.resolve(heads(this.#parts.engine))
  }

  async recover(): Promise<number> {
    let recoveredCount = 0
    for (;;) {
      const slice = await this.#submit('now', (transaction) => {
        const result = recoverSlice(transaction, this.#settledSeq)
        this.#settle(transaction, result.settledSeq)
        return result
      })
      recoveredCount += slice.recoveredCount
      if (slice.isAtEnd) return recoveredCount
    }
  }

  async startRuns(request: StartRuns): Promise<readonly DeliveryKey[]> {
    checkRoom(this.#parts.refusal)
    const { clock } = this.#parts
    return this.#submit('now', (transaction) => startRuns(transaction, request, clock.nowMs()))
  }

  markSending(request: Parameters<DeliveryStore['markSending']>[0]): Promise<void> {
    return this.#submit('now', (transaction) => {
      for (const delivery of request.deliveries) {
        markSending(transaction, delivery, request.isQuarantined)
      }
    })
  }

  closeWaiting(request: CloseRequest): Promise<readonly DeliveryKey[]> {
    return this.#submit('now', (transaction) => {
      if (request.state === 'cancelled') return closeCancelled(transaction, request)
      const slice = closeExpired(transaction, request, this.#expireFrom)
      this.#expireFrom = slice.fromSubscription
      return slice.ended
    })
  }

  #submit<Result>(
    urgency: 'now' | 'soon',
    write: (transaction: WriteTransaction) => Result,
  ): Promise<Result> {
    return this.#parts.commit.submit({ urgency, eventCount: 0, byteCount: 0, write })
  }

  #settle(transaction: WriteTransaction, settledSeq: number): void {
    if (settledSeq <= this.#settledSeq) return
    const before = this.#settledSeq
    transaction.onRollback(() => {
      this.#settledSeq = before
    })
    this.#settledSeq = settledSeq
    writeMeta(transaction.engine, 'settled_seq', settledSeq)
  }
}

function markSending(
  transaction: WriteTransaction,
  delivery: PendingDelivery,
  isQuarantined: boolean,
): void {
  // Closed, or even dropped, while it was in memory: it stays ended.
  if (isOver(transaction, delivery)) return
  // In memory alone until now: the row that it gets says the same.
  transaction.addWaiting(waitingInsert(delivery))
  transaction.engine.run(
    `UPDATE waiting SET recovery_count = ?, is_quarantined = ?
    WHERE subscription = ? AND position = ? AND event_seq = ? AND run = ?`,
    delivery.recoveryCount,
    Number(isQuarantined),
    delivery.subscriptionNumber,
    delivery.position,
    delivery.eventSeq,
    delivery.run,
  )
}

function isOver({ engine }: WriteTransaction, delivery: PendingDelivery): boolean {
  const { eventSeq, subscriptionNumber, run } = delivery
  const endedCount = engine.number(
    'SELECT count(*) FROM delivery WHERE event_seq = ? AND subscription = ? AND run = ?',
    eventSeq,
    subscriptionNumber,
    run,
  )
  if (endedCount > 0) return true
  return engine.number('SELECT count(*) FROM event WHERE seq = ?', eventSeq) === 0
}
