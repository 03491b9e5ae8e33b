/**
 * What shares one commit: events, outcomes and rows of waiting deliveries, in the order they came.
 * A batch holds each delivery and each idempotency key once, so that its parts do not depend on
 * each other; what comes a second time ends the batch and begins the next one.
 */
import type { PendingDelivery } from '../../domain/delivery.ts'
import type { AnnouncementRow } from '../sql/announcement-rows.ts'
import type { OutcomeRecord } from '../../ports/delivery-store.ts'
import type { AppendRequest, AppendResult } from '../../ports/event-store.ts'
import { addAnnouncements } from './announcement-part.ts'
import { addAppends, appended, appendPart } from './append-part.ts'
import { CommitStatement } from './commit-statement.ts'
import { addHealths, type ChangedHealth, currentOnes } from './health-part.ts'
import { addOutcomes, againPart, endPart } from './outcome-part.ts'
import { addMarks, addWaiting, type SendingMark } from './waiting-part.ts'

export type Write =
  | { readonly kind: 'append'; readonly request: AppendRequest }
  | {
      readonly kind: 'outcomes'
      readonly outcomes: readonly OutcomeRecord[]
      readonly announced: readonly AnnouncementRow[]
    }
  | {
      readonly kind: 'waiting'
      readonly deliveries: readonly PendingDelivery[]
      readonly settledSeq: number
    }
  | {
      readonly kind: 'marks'
      readonly deliveries: readonly PendingDelivery[]
      readonly isQuarantined: boolean
    }

/** What a write came to. */
export type Written =
  | { readonly kind: 'stored'; readonly seq: number }
  | Extract<AppendResult, { kind: 'repeat' | 'key-reused' | 'stale-configuration' }>
  /** Its key belongs to an earlier commit, which has to be read. */
  | { readonly kind: 'key-taken' }
  | { readonly kind: 'no-tenant' }
  /** Outcomes that found their delivery otherwise than the caller thought. */
  | { readonly kind: 'recorded'; readonly strays: readonly OutcomeRecord[] }

export interface AnswerRow {
  readonly part: number
  readonly ordinal: number
  readonly kind: number
  readonly number: number | null
}

export const batchMax = { events: 256, bytes: 1024 * 1024, writes: 1_024, rows: 10_000 } as const

export interface BatchContext {
  readonly node: number
  readonly nowMs: number
}

interface Append {
  readonly request: AppendRequest
  readonly index: number
}

export class Batch {
  eventCount = 0
  #bytes = 0
  #rowCount = 0
  #settledSeq = 0
  readonly #writes: Write[] = []
  readonly #appends: Append[] = []
  /** The write of each idempotency key that comes first. */
  readonly #firsts = new Map<string, Append>()
  readonly #twins = new Map<number, Append>()
  readonly #keys = new Set<string>()
  readonly #waiting: PendingDelivery[] = []
  readonly #marks: SendingMark[] = []
  readonly #ends: { record: OutcomeRecord; index: number }[] = []
  readonly #agains: { record: OutcomeRecord; index: number }[] = []
  readonly #healths = new Map<number, ChangedHealth>()
  readonly #announced: AnnouncementRow[] = []

  get isFull(): boolean {
    const { events, bytes, writes, rows } = batchMax
    if (this.eventCount >= events || this.#bytes >= bytes) return true
    return this.#writes.length >= writes || this.#rowCount >= rows
  }

  /** False, and nothing is taken, when it has to go into the next batch. */
  tryAdd(write: Write, byteCount: number): boolean {
    if (this.isFull && this.#writes.length > 0) return false
    const index = this.#writes.length
    if (write.kind === 'append' && !this.#addAppend(write.request, index)) return false
    if (write.kind === 'outcomes' && !this.#addOutcomes(write, index)) return false
    if (write.kind === 'waiting' && !this.#addWaiting(write)) return false
    if (write.kind === 'marks' && !this.#addMarks(write)) return false
    this.#writes.push(write)
    this.#bytes += byteCount
    this.#rowCount += rowCountOf(write)
    return true
  }

  statement(context: BatchContext): CommitStatement {
    const statement = new CommitStatement()
    const requests = this.#appends.map((append) => append.request)
    addWaiting(statement, this.#waiting)
    addMarks(statement, this.#marks)
    addOutcomes(statement, {
      ends: this.#ends.map(({ record }) => record),
      agains: this.#agains.map(({ record }) => record),
    })
    addHealths(statement, this.#healths)
    addAnnouncements(statement, this.#announced, currentOnes)
    if (requests.length > 0) addAppends(statement, requests, context)
    else if (this.#ends.length + this.#agains.length === 0) statement.result(noAnswer)
    if (this.#settledSeq > 0) statement.settle(this.#settledSeq)
    return statement
  }

  /** What each write came to, in their order. */
  results(rows: readonly AnswerRow[]): readonly Written[] {
    const strays: OutcomeRecord[][] = this.#writes.map(() => [])
    const stored = new Map<number, Written>()
    for (const { part, ordinal, kind, number } of rows) {
      if (part === appendPart) {
        stored.set(this.#appends[ordinal - 1]!.index, toWritten(kind, number))
        continue
      }
      const list = part === endPart ? this.#ends : part === againPart ? this.#agains : []
      const stray = list[ordinal - 1]!
      strays[stray.index]!.push(stray.record)
    }
    return this.#writes.map((write, index) => {
      if (write.kind !== 'append') return { kind: 'recorded', strays: strays[index]! }
      const first = this.#twins.get(index)
      if (first === undefined) return stored.get(index)!
      return twinOf(first.request, write.request, stored.get(first.index)!)
    })
  }

  #addAppend(request: AppendRequest, index: number): boolean {
    const { event } = request
    const append = { request, index }
    if (event.idempotency !== null) {
      const name = `${event.tenantKey}/${event.idempotency.key}`
      const first = this.#firsts.get(name)
      if (first !== undefined) {
        if (first.request.configVersion !== request.configVersion) return false
        this.#twins.set(index, first)
        return true
      }
      this.#firsts.set(name, append)
    }
    this.#appends.push(append)
    this.eventCount += 1
    return true
  }

  #addOutcomes(
    { outcomes, announced }: Extract<Write, { kind: 'outcomes' }>,
    index: number,
  ): boolean {
    if (!this.#takeKeys(outcomes.map((record) => record.delivery))) return false
    for (const record of outcomes) {
      const list = record.next.state === 'pending' ? this.#agains : this.#ends
      list.push({ record, index })
      this.#noteHealth(record)
    }
    if (announced.length > 0) this.#announced.push(...announced)
    return true
  }

  #addWaiting({ deliveries, settledSeq }: Extract<Write, { kind: 'waiting' }>): boolean {
    if (!this.#takeKeys(deliveries)) return false
    this.#waiting.push(...deliveries)
    this.#settledSeq = Math.max(this.#settledSeq, settledSeq)
    return true
  }

  #addMarks({ deliveries, isQuarantined }: Extract<Write, { kind: 'marks' }>): boolean {
    if (!this.#takeKeys(deliveries)) return false
    for (const delivery of deliveries) this.#marks.push({ delivery, isQuarantined })
    return true
  }

  /** A batch that is still empty takes any, since nothing else could. */
  #takeKeys(deliveries: readonly PendingDelivery[]): boolean {
    const names = deliveries.map(nameOf)
    if (this.#writes.length > 0 && names.some((name) => this.#keys.has(name))) return false
    for (const name of names) this.#keys.add(name)
    return true
  }

  #noteHealth({ delivery, health, status, stateSinceMs }: OutcomeRecord): void {
    if (health === null && status === null) return
    const before = this.#healths.get(delivery.subscriptionNumber)
    this.#healths.set(delivery.subscriptionNumber, {
      health: health ?? before?.health ?? null,
      status: status ?? before?.status ?? null,
      // A later one follows from the state that an earlier one makes.
      stateSinceMs: before === undefined ? (stateSinceMs ?? null) : before.stateSinceMs,
    })
  }
}

const noAnswer = 'SELECT 0 AS part, 0 AS ordinal, 0 AS kind, 0::bigint AS number WHERE false'

/** An event may go to thousands, and each that waits is a row. */
function rowCountOf(write: Write): number {
  if (write.kind === 'outcomes') return 2 * write.outcomes.length
  if (write.kind !== 'append') return write.deliveries.length
  return 1 + write.request.targets.filter((target) => target.isWaiting).length
}

function nameOf({ eventSeq, subscriptionNumber, run }: PendingDelivery): string {
  return `${eventSeq}/${subscriptionNumber}/${run}`
}

function toWritten(kind: number, seq: number | null): Written {
  if (kind === appended.stored) return { kind: 'stored', seq: seq! }
  if (kind === appended.stale) return { kind: 'stale-configuration' }
  return { kind: kind === appended.keyTaken ? 'key-taken' : 'no-tenant' }
}

/** What the first one under a key makes of a later one in the same commit. */
function twinOf(first: AppendRequest, twin: AppendRequest, result: Written): Written {
  if (result.kind !== 'stored') return result
  const [digest, other] = [first.event.idempotency!.bodyDigest, twin.event.idempotency!.bodyDigest]
  if (Buffer.compare(digest, other) !== 0) return { kind: 'key-reused' }
  return { kind: 'repeat', eventId: first.event.id, targetCount: first.targets.length }
}
