/**
 * The connection that a node writes over, and the row by which its commits are counted. After a
 * loss it is replaced, and the row is read under a lock: a commit that the server may still be at
 * work on holds that lock, so what is read is final. A node whose fence was raised, because another
 * process took its place, learns it here and has to end; so does one whose commits the database has
 * lost, as after a failover to a standby that lagged.
 */
import type { Clock } from '../../ports/clock.ts'
import type { CommitStatement } from './commit-statement.ts'
import type { PostgresClient } from './postgres-client.ts'

export interface NodeRow {
  readonly number: number
  readonly fence: number
  readonly commit_number: number
  readonly settled_seq: number
}

/** Between two tries to reach a database that is away: it is found again well within a second. */
const retryMs = 150

/** Numbers that are passed over after a loss: more than there can be commits on their way. */
const voidedCount = 3

interface Voiding {
  isNeeded: boolean
  /** The number found before the last try; null: none was made. */
  from: number | null
}

export class LaneOvertaken extends Error {
  constructor(reason: string) {
    super(`this process may write the store no more: ${reason}`)
    this.name = 'LaneOvertaken'
  }
}

export interface LaneConnectionParts {
  readonly clock: Clock
  readonly connect: () => PostgresClient
  /** The database answers again after a loss: what others still wait for may never be answered. */
  readonly onBack: () => void
}

export class LaneConnection {
  readonly node: number
  readonly #fence: number
  readonly #clock: Clock
  readonly #connect: () => PostgresClient
  readonly #onBack: () => void
  /** The next commit names the one above. */
  #commitNumber: number
  /** Of the last commit that callers may know of: none of the numbers that were passed over. */
  #answeredNumber: number
  client: PostgresClient
  #awaySinceMs: number | null = null
  #isClosed = false

  constructor(row: NodeRow, parts: LaneConnectionParts) {
    this.node = row.number
    this.#fence = row.fence
    this.#commitNumber = row.commit_number
    this.#answeredNumber = row.commit_number
    this.#clock = parts.clock
    this.#connect = parts.connect
    this.#onBack = parts.onBack
    this.client = parts.connect()
  }

  get commitNumber(): number {
    return this.#commitNumber
  }

  /** It is on disk. */
  noteCommit(number: number): void {
    this.#commitNumber = number
    this.#answeredNumber = number
  }

  /** How long the database has been away; 0 when it is there. */
  get awayMs(): number {
    return this.#awaySinceMs === null ? 0 : this.#clock.monotonicMs() - this.#awaySinceMs
  }

  commit<Row extends object>(statement: CommitStatement, number: number): Promise<Row[]> {
    return statement.run<Row>(this.client, { node: this.node, fence: this.#fence, number })
  }

  /**
   * Reads the number of the last commit, over a fresh connection if asked, however long it takes.
   * What was sent over one that was lost can take no effect from then on, even if it is on its way.
   */
  async lookUp(isLost: boolean, onWait: () => void): Promise<number> {
    if (isLost) this.#replace()
    const voiding: Voiding = { isNeeded: isLost, from: null }
    while (!this.#isClosed) {
      try {
        const found = await this.#lookUpOnce(voiding)
        this.#awaySinceMs = null
        if (found === null) continue
        this.#answeredNumber = found
        if (isLost) this.#onBack()
        return found
      } catch (error) {
        // Whatever else stands in the way may be over in a moment, as in the middle of a failover.
        if (error instanceof LaneOvertaken) throw error
        this.#awaySinceMs ??= this.#clock.monotonicMs()
        onWait()
        await new Promise<void>((resolve) => this.#clock.after(retryMs, resolve))
        this.#replace()
        voiding.isNeeded = true
      }
    }
    return this.#commitNumber
  }

  /** Null when something came in between, so that it has to be looked again. */
  async #lookUpOnce(voiding: Voiding): Promise<number | null> {
    const [row] = await this.client.query<NodeRow>(
      'SELECT number, fence, commit_number, settled_seq FROM node WHERE number = $1 FOR UPDATE',
      [this.node],
    )
    const found = this.#judge(row)
    if (!voiding.isNeeded) return found
    // The answer to the voiding was lost, and it happened.
    if (voiding.from !== null && found === voiding.from + voidedCount) return voiding.from
    voiding.from = found
    const voided = await this.client.query(
      `UPDATE node SET commit_number = commit_number + ${voidedCount}
      WHERE number = $1 AND fence = $2 AND commit_number = $3::bigint RETURNING 1`,
      [this.node, this.#fence, found],
    )
    if (voided.length === 0) return null
    this.#commitNumber = found + voidedCount
    return found
  }

  close(): void {
    this.#isClosed = true
    void this.client.end(0)
  }

  #replace(): void {
    // What the old one may still send ends itself, by the number that it names.
    void this.client.end(0)
    if (!this.#isClosed) this.client = this.#connect()
  }

  #judge(row: NodeRow | undefined): number {
    if (row === undefined) throw new LaneOvertaken('its row is gone from the database')
    if (row.fence !== this.#fence) {
      throw new LaneOvertaken('another process was started on the same database')
    }
    // Places in the accept order come again for other events than memory knows them of.
    if (row.commit_number < this.#answeredNumber) {
      throw new LaneOvertaken('the database has lost commits that it had answered')
    }
    this.#commitNumber = row.commit_number
    return row.commit_number
  }
}
