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
import type { CommitProbe } from '../store-options.ts'
import { type AnswerRow, batchMax, type Write, type Written } from './batch.ts'
import type { CommitStatement } from './commit-statement.ts'
import { CommitTimer } from './commit-timer.ts'
import { DayKeeper, type DayKeeperParts } from './day-keeper.ts'
import type { CurrentDay } from './days.ts'
import { type Flight, judged } from './flight.ts'
import { type FaultKind, faultKind, isUnsent } from './engine-fault.ts'
import { type LaneConnection, LaneOvertaken } from './lane-connection.ts'
import {
  type QueuedTurn,
  type QueuedWrite,
  type Turn,
  type Urgency,
  WriteQueue,
} from './write-queue.ts'

export interface LaneParts extends DayKeeperParts {
  readonly connection: LaneConnection
  /** Seqs of those of these events that are stored. */
  readonly recallEvents: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readonly commitWaitMsMax: number
  readonly onFatal: (error: unknown) => void
  readonly probe: CommitProbe | null
}

const flightsMax = 2
const turnAgainMs = 10
/** Wait before what failed is tried again. */
const againMs: Readonly<Record<Exclude<FaultKind, 'request'>, number>> = {
  away: 0,
  overtaken: 0,
  again: 50,
  full: 1_000,
}

export class WriteLane {
  commitCount = 0
  committedEventCount = 0
  readonly #parts: LaneParts
  readonly #queue: WriteQueue
  readonly #timer: CommitTimer
  readonly #days: DayKeeper
  #flights: Flight[] = []
  /** A turn, a new day or a repair has the connection to itself. */
  #isBusy = false
  #fullUntilMs = -Infinity
  #end: Error | null = null
  #whenIdle: (() => void)[] = []

  constructor(parts: LaneParts) {
    this.#parts = parts
    this.#days = new DayKeeper(parts)
    this.#timer = new CommitTimer(parts.clock, () => this.#pump())
    this.#queue = new WriteQueue(parts.clock, parts.commitWaitMsMax)
  }

  /** Resolves with what the write came to once it is on disk; rejects when nothing of it is. */
  submit(write: Write, urgency: Urgency, byteCount: number): Promise<Written | 'overloaded'> {
    if (this.#end !== null) return Promise.reject(this.#closedError())
    const submitted = this.#queue.add({ write, byteCount })
    this.#ask(urgency)
    return submitted
  }

  /** Runs work that needs answers of the database before it commits, alone on the connection. */
  turn<Result>(turn: Turn<Result>): Promise<Result> {
    if (this.#end !== null) return Promise.reject(this.#closedError())
    const taken = this.#queue.addTurn(turn)
    this.#ask('now')
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
    return this.#days.current
  }

  /** Commits what waits without waiting for more to share the commit. */
  flush(): void {
    this.#timer.hurry()
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
    this.#timer.stop()
    this.#parts.connection.close()
    const error = this.#closedError()
    for (const { writes } of this.#flights) for (const queued of writes) queued.reject(error)
    this.#queue.rejectAll(error)
    this.#settleIdle()
  }

  /**
   * Others have lost their connections: an idle one is replaced and waits for the database here, so
   * that the next event does not find out by waiting.
   */
  suspect(): void {
    if (this.#end !== null || this.#isBusy || this.#flights.length > 0) return
    const lookUp = this.#parts.connection.lookUp(true, () => this.#queue.refuseLate())
    void this.#alone(lookUp.then(() => undefined))
  }

  /** Begins the next day now, with nothing under way; for retention of a store that stands still. */
  beginDay(atMs: number): Promise<void> {
    return this.turn({
      run: ({ client }) => this.#days.begin(client, atMs),
      recall: () => Promise.resolve(),
    })
  }

  #ask(urgency: Urgency): void {
    if (this.#queue.isFull(batchMax)) this.#timer.hurry()
    this.#timer.ask(urgency, this.#flights.length === 0)
  }

  #pump(): void {
    while (this.#end === null && !this.#isBusy && this.#queue.length > 0 && this.#timer.isDue()) {
      const turn = this.#queue.nextTurn()
      const newDayMs = turn === null ? this.#days.isDue(this.#queue.acceptTimes()) : null
      if (turn !== null || newDayMs !== null) {
        if (this.#flights.length > 0) return
        if (turn !== null) this.#queue.takeTurn()
        void this.#alone(turn === null ? this.#startDay(newDayMs!) : this.#runTurn(turn))
        return
      }
      if (this.#flights.length >= flightsMax) return
      this.#send()
    }
    this.#settleIdle()
  }

  #send(): void {
    const { batch, writes } = this.#queue.take()
    this.#timer.sent(this.#queue.length > 0)
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
    this.#parts.connection.noteCommit(flight.number)
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
    if (this.#queue.length > 0) this.#timer.hurry()
    this.#pump()
  }

  /** Finds out which commits under way happened; the others are made again, in their order. */
  async #repair(): Promise<void> {
    const { error } = this.#flights[0]!
    const kind = faultKind(error)
    const isLost = this.#flights.some((flight) => faultKind(flight.error) === 'away')
    // What never left this process may be refused while the database is away, and what was behind
    // it, whose number was not the next, cannot have happened either.
    const firstUnsent = this.#flights.findIndex((flight) => isUnsent(flight.error))
    const sentCount = firstUnsent === -1 ? this.#flights.length : firstUnsent
    const unsent = this.#flights.slice(sentCount)
    const flights = this.#flights.slice(0, sentCount)
    this.#flights = flights
    this.#queue.putBack(unsent.flatMap((flight) => flight.writes))
    const commitNumber = await this.#parts.connection.lookUp(isLost, () => this.#queue.refuseLate())
    this.#flights = []
    if (this.#end !== null) return
    if (kind === 'overtaken' && flights[0]?.number === commitNumber + 1) {
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
    const seqs = await this.#persist(() => this.#parts.recallEvents(ids))
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
    let number = 0
    const commit = async <Row extends object>(statement: CommitStatement): Promise<Row[]> => {
      this.#parts.probe?.beforeCommit()
      const rows = await connection.commit<Row>(statement, number)
      this.#parts.probe?.afterCommit()
      connection.noteCommit(number)
      this.commitCount += 1
      return rows
    }
    for (;;) {
      number = connection.commitNumber + 1
      try {
        turn.resolve(await turn.run({ client: connection.client, node: connection.node, commit }))
        return
      } catch (error) {
        const kind = faultKind(error)
        if (kind === 'request' || this.#end !== null) return turn.reject(error)
        const found = await connection.lookUp(kind === 'away', () => this.#queue.refuseLate())
        if (this.#end !== null) return turn.reject(this.#closedError())
        if (found >= number) return turn.resolve(await this.#persist(() => turn.recall()))
        if (turn.isLate()) return turn.reject(error)
        await this.#rest(Math.max(againMs[kind], turnAgainMs))
      }
    }
  }

  /** Asks until the database answers: what happened is not to be taken for what did not. */
  async #persist<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        if (faultKind(error) !== 'away' || this.#end !== null) throw error
        await this.#parts.connection.lookUp(true, () => this.#queue.refuseLate())
      }
    }
  }

  async #startDay(atMs: number): Promise<void> {
    const { connection } = this.#parts
    try {
      await this.#days.begin(connection.client, atMs)
    } catch (error) {
      if (faultKind(error) === 'away') {
        await connection.lookUp(true, () => this.#queue.refuseLate())
        return
      }
      this.#days.postpone(atMs)
    }
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
