/**
 * All writes of a node go through here, over one connection, and share commits: at once when idle,
 * otherwise what gathers while earlier commits are under way, at most two at a time. A write's
 * promise resolves only when its commit is on disk.
 *
 * Always holds: commits happen in the order the writes came, since each names the number it is, and
 * one that is not the next ends itself. A commit whose answer was lost is looked up by that number
 * and made again only if it did not happen, with the same ids. A write that breaks a constraint is
 * found by committing each of its batch alone, once. While the database is away writes wait, and
 * who can be told so is told after a second. A crash loses at most what was not answered.
 */
import type { Clock } from '../../ports/clock.ts'
import type { CommitProbe } from '../store-options.ts'
import { type AnswerRow, type Batch, batchMax, type Write, type Written } from './batch.ts'
import type { CommitStatement } from './commit-statement.ts'
import type { CurrentDay } from './days.ts'
import { type FaultKind, faultKind } from './engine-fault.ts'
import { type LaneConnection, LaneOvertaken } from './lane-connection.ts'
import type { PostgresClient } from './postgres-client.ts'
import {
  type QueuedTurn,
  type QueuedWrite,
  type Turn,
  type Urgency,
  WriteQueue,
} from './write-queue.ts'

export interface LaneParts {
  readonly clock: Clock
  readonly connection: LaneConnection
  readonly day: CurrentDay
  readonly beginDay: (client: PostgresClient, number: number, atMs: number) => Promise<CurrentDay>
  /** Seqs of those of these events that are stored. */
  readonly recallEvents: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readonly commitWaitMsMax: number
  readonly onFatal: (error: unknown) => void
  readonly probe: CommitProbe | null
}

interface Flight {
  readonly number: number
  readonly batch: Batch
  readonly writes: readonly QueuedWrite[]
  error: unknown
  isAnswered: boolean
}

const flightsMax = 2
/** Least time from commit to commit while another is under way, so that commits are shared. */
const gapMs = 2
const soonMs = 10
/** Wait before what failed is tried again. */
const againMs: Readonly<Record<Exclude<FaultKind, 'request'>, number>> = {
  away: 0,
  overtaken: 0,
  again: 50,
  full: 1_000,
}
/** A clock that stands so far back has jumped: its events begin a day of their own. */
const clockJumpMs = 24 * 3_600_000
const dayRestMs = 60_000

export class WriteLane {
  commitCount = 0
  committedEventCount = 0
  readonly #parts: LaneParts
  readonly #queue: WriteQueue
  #flights: Flight[] = []
  #lastSentAtMs = -Infinity
  #dueAtMs = Infinity
  #cancelTimer: (() => void) | null = null
  #timerAtMs = Infinity
  #isTurnQueued = false
  /** A turn, a new day or a repair has the connection to itself. */
  #isBusy = false
  #day: CurrentDay
  #dayBegunAtMs = -Infinity
  #fullUntilMs = -Infinity
  #end: Error | null = null
  #whenIdle: (() => void)[] = []

  constructor(parts: LaneParts) {
    this.#parts = parts
    this.#day = parts.day
    this.#queue = new WriteQueue(parts.clock, parts.commitWaitMsMax)
  }

  /** Resolves with what the write came to once it is on disk; rejects when nothing of it is. */
  submit(write: Write, urgency: Urgency, byteCount: number): Promise<Written | 'overloaded'> {
    if (this.#end !== null) return Promise.reject(this.#closedError())
    const submitted = this.#queue.add({ write, byteCount })
    this.#schedule(urgency)
    return submitted
  }

  /** Runs work that needs answers of the database before it commits, alone on the connection. */
  turn<Result>(turn: Turn<Result>): Promise<Result> {
    if (this.#end !== null) return Promise.reject(this.#closedError())
    const taken = this.#queue.addTurn(turn)
    this.#schedule('now')
    return taken
  }

  /** Age of the oldest write that is not on disk yet, milliseconds. */
  get waitMs(): number {
    const oldest = this.#flights[0]?.writes[0]?.queuedAtMs ?? this.#queue.oldestAtMs
    return oldest === undefined ? 0 : this.#parts.clock.monotonicMs() - oldest
  }

  get isOpen(): boolean {
    return this.#end === null
  }

  get isAway(): boolean {
    return this.#parts.connection.awayMs > 0
  }

  get isDiskFull(): boolean {
    return this.#parts.clock.monotonicMs() < this.#fullUntilMs
  }

  get day(): CurrentDay {
    return this.#day
  }

  /** Commits what waits without waiting for more to share the commit. */
  flush(): void {
    this.#dueAtMs = 0
    this.#pump()
  }

  /** Resolves once nothing waits, or at once when the lane has ended. */
  idle(): Promise<void> {
    this.flush()
    if (this.#isIdle() || this.#end !== null) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  /** Refuses everything from now on; what still waits is rejected. */
  close(reason: Error): void {
    if (this.#end !== null) return
    this.#end = reason
    this.#cancelTimer?.()
    this.#parts.connection.close()
    const error = this.#closedError()
    for (const { writes } of this.#flights) for (const queued of writes) queued.reject(error)
    this.#queue.rejectAll(error)
    this.#settleIdle()
  }

  /** Begins the next day now, with nothing under way; for retention of a store that stands still. */
  beginDay(atMs: number): Promise<void> {
    return this.turn({
      run: ({ client }) => this.#openDay(client, atMs),
      recall: () => Promise.resolve(),
    })
  }

  #schedule(urgency: Urgency): void {
    const nowMs = this.#parts.clock.monotonicMs()
    const isIdle = this.#flights.length === 0
    const urgentAtMs = isIdle ? 0 : this.#lastSentAtMs + gapMs
    this.#dueAtMs = Math.min(this.#dueAtMs, urgency === 'now' ? urgentAtMs : nowMs + soonMs)
    if (this.#queue.isFull(batchMax)) this.#dueAtMs = 0
    if (this.#dueAtMs > nowMs) this.#wakeAt(this.#dueAtMs, nowMs)
    else this.#pumpThisTurn()
  }

  /** At the end of the running step, so that what it hands in together commits together. */
  #pumpThisTurn(): void {
    if (this.#isTurnQueued) return
    this.#isTurnQueued = true
    queueMicrotask(() => {
      this.#isTurnQueued = false
      this.#pump()
    })
  }

  #wakeAt(atMs: number, nowMs: number): void {
    if (atMs >= this.#timerAtMs) return
    this.#cancelTimer?.()
    this.#timerAtMs = atMs
    this.#cancelTimer = this.#parts.clock.after(Math.max(0, Math.ceil(atMs - nowMs)), () => {
      this.#cancelTimer = null
      this.#timerAtMs = Infinity
      this.#pump()
    })
  }

  #pump(): void {
    while (this.#end === null && !this.#isBusy && this.#queue.length > 0) {
      const nowMs = this.#parts.clock.monotonicMs()
      if (this.#dueAtMs > nowMs) return this.#wakeAt(this.#dueAtMs, nowMs)
      const turn = this.#queue.nextTurn()
      const newDayMs = turn === null ? this.#newDayMs() : null
      if (turn !== null || newDayMs !== null) {
        if (this.#flights.length > 0) return
        if (turn !== null) this.#queue.takeTurn()
        void this.#alone(turn === null ? this.#startDay(newDayMs!) : this.#runTurn(turn))
        return
      }
      if (this.#flights.length >= flightsMax) return
      this.#send(nowMs)
    }
    this.#settleIdle()
  }

  #send(nowMs: number): void {
    const { batch, writes } = this.#queue.take()
    // What is left did not fit, so it has waited long enough.
    this.#dueAtMs = this.#queue.length > 0 ? 0 : Infinity
    this.#lastSentAtMs = nowMs
    const { connection, clock, probe } = this.#parts
    const number = connection.commitNumber + this.#flights.length + 1
    const flight: Flight = { number, batch, writes, error: null, isAnswered: false }
    this.#flights.push(flight)
    const statement = batch.statement({ node: connection.node, nowMs: clock.nowMs() })
    const sent = async (): Promise<AnswerRow[]> => {
      probe?.beforeCommit()
      const rows = await connection.commit<AnswerRow>(statement, number)
      probe?.afterCommit()
      return rows
    }
    sent().then(
      (rows) => this.#committed(flight, batch.results(rows)),
      (error: unknown) => this.#failed(flight, error),
    )
  }

  #committed(flight: Flight, results: readonly Written[]): void {
    if (this.#end !== null) return
    flight.isAnswered = true
    // One before it failed without a word, and this one proves that it happened: looked up below.
    if (this.#flights[0] !== flight) return this.#failed(flight, new Error('out of turn'))
    this.#flights.shift()
    this.#parts.connection.commitNumber = flight.number
    this.#finish(flight, results)
    this.#pump()
  }

  #finish(flight: Flight, results: readonly Written[]): void {
    this.commitCount += 1
    for (const [index, queued] of flight.writes.entries()) {
      const result = results[index]!
      if (result.kind === 'stored') this.committedEventCount += 1
      queued.resolve(result)
    }
  }

  #failed(flight: Flight, error: unknown): void {
    if (this.#end !== null) return
    flight.error = error
    flight.isAnswered = true
    // Those behind it end themselves, and their answers are waited for.
    if (this.#isBusy || !this.#flights.every((other) => other.isAnswered)) return
    void this.#alone(this.#repair())
  }

  async #alone(work: Promise<void>): Promise<void> {
    this.#isBusy = true
    try {
      await work
    } catch (error) {
      this.#die(error)
    }
    this.#isBusy = false
    if (this.#queue.length > 0) this.#dueAtMs = 0
    this.#pump()
  }

  /** Finds out which commits under way happened; the others are made again, in their order. */
  async #repair(): Promise<void> {
    const flights = this.#flights
    const { error } = flights[0]!
    const kind = faultKind(error)
    const commitNumber = await this.#parts.connection.lookUp(kind === 'away', () =>
      this.#queue.refuseLate(),
    )
    this.#flights = []
    if (this.#end !== null) return
    if (kind === 'overtaken' && commitNumber === flights[0]!.number - 1) {
      throw new LaneOvertaken('synchronous_commit was turned off for its role or its database')
    }
    const left: QueuedWrite[] = []
    for (const flight of flights) {
      if (flight.number <= commitNumber) left.push(...(await this.#recall(flight)))
      else if (flight.error === error && kind === 'request') left.push(...judged(flight, error))
      else left.push(...flight.writes)
    }
    this.#queue.putBack(left)
    if (kind === 'full') this.#noteFull()
    if (kind !== 'request' && againMs[kind] > 0) await this.#rest(againMs[kind])
  }

  #noteFull(): void {
    this.#fullUntilMs = this.#parts.clock.monotonicMs() + againMs.full
    this.#queue.refuseFull()
  }

  /**
   * A commit that happened and whose answer was lost. Stored events are found by their ids; all
   * else may be written again, and says by that what it came to.
   */
  async #recall(flight: Flight): Promise<readonly QueuedWrite[]> {
    this.commitCount += 1
    const ids = flight.writes.flatMap(({ write }) =>
      write.kind === 'append' ? [write.request.event.id] : [],
    )
    const seqs = ids.length === 0 ? new Map<string, number>() : await this.#parts.recallEvents(ids)
    const left: QueuedWrite[] = []
    for (const queued of flight.writes) {
      const { write } = queued
      const seq = write.kind === 'append' ? seqs.get(write.request.event.id) : undefined
      if (seq === undefined) {
        left.push(queued)
        continue
      }
      this.committedEventCount += 1
      queued.resolve({ kind: 'stored', seq })
    }
    return left
  }

  async #runTurn(turn: QueuedTurn): Promise<void> {
    const { connection } = this.#parts
    const number = connection.commitNumber + 1
    const commit = async <Row extends object>(statement: CommitStatement): Promise<Row[]> => {
      this.#parts.probe?.beforeCommit()
      const rows = await connection.commit<Row>(statement, number)
      this.#parts.probe?.afterCommit()
      connection.commitNumber = number
      this.commitCount += 1
      return rows
    }
    for (;;) {
      try {
        turn.resolve(await turn.run({ client: connection.client, node: connection.node, commit }))
        return
      } catch (error) {
        const kind = faultKind(error)
        if (kind === 'request' || this.#end !== null) return turn.reject(error)
        const found = await connection.lookUp(kind === 'away', () => this.#queue.refuseLate())
        if (this.#end !== null) return turn.reject(this.#closedError())
        if (found >= number) return turn.resolve(await turn.recall())
        if (turn.isLate()) return turn.reject(error)
        await this.#rest(Math.max(againMs[kind], soonMs))
      }
    }
  }

  /** When the next event begins another day; null: it belongs to the current one. */
  #newDayMs(): number | null {
    const { newestAcceptedAtMs: newest, oldestAcceptedAtMs: oldest } = this.#queue.peekTimes()
    const nowMs = this.#parts.clock.monotonicMs()
    if (nowMs - this.#dayBegunAtMs < dayRestMs && newest < this.#day.endsAtMs) return null
    if (newest >= this.#day.endsAtMs) return newest
    return oldest < this.#day.beganAtMs - clockJumpMs ? oldest : null
  }

  async #startDay(atMs: number): Promise<void> {
    const { connection } = this.#parts
    try {
      await this.#openDay(connection.client, atMs)
    } catch (error) {
      if (faultKind(error) === 'away') {
        await connection.lookUp(true, () => this.#queue.refuseLate())
        return
      }
      // Without the right to make tables events go on in the day there is; retention gets coarser.
      this.#day = { ...this.#day, endsAtMs: atMs + dayRestMs }
    }
  }

  async #openDay(client: PostgresClient, atMs: number): Promise<void> {
    this.#day = await this.#parts.beginDay(client, this.#day.number + 1, atMs)
    this.#dayBegunAtMs = this.#parts.clock.monotonicMs()
  }

  #rest(waitMs: number): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.after(waitMs, resolve))
  }

  /** Another process has taken the store over, or it is gone: nothing can be made durable. */
  #die(error: unknown): void {
    if (this.#end !== null) return
    this.close(error instanceof Error ? error : new Error(String(error)))
    this.#parts.onFatal(error)
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#flights.length === 0 && !this.#isBusy
  }

  #settleIdle(): void {
    if (!this.#isIdle() && this.#end === null) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  #closedError(): Error {
    return new Error('the store is closed', { cause: this.#end })
  }
}

/** One alone is at fault; of several each is tried alone, once. */
function judged(flight: Flight, error: unknown): readonly QueuedWrite[] {
  const [only] = flight.writes
  if (flight.writes.length === 1) {
    only!.reject(error)
    return []
  }
  for (const queued of flight.writes) queued.isAlone = true
  return flight.writes
}
