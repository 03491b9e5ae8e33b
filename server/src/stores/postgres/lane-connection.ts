/**
 * The connection that a node writes over, and the row by which its commits are counted. After a
 * loss it is replaced, and the number of the link in the row is raised: that waits for a commit that
 * the server may still be at work on, and no other one that was sent before can happen, however late
 * it arrives. So what is read then is final. A node whose fence was raised, because another process
 * took its place, learns it here and has to end.
 */
import type { Clock } from '../../ports/clock.ts'
import type { CommitStatement } from './commit-statement.ts'
import { faultKind } from './engine-fault.ts'
import type { PostgresClient } from './postgres-client.ts'

export interface NodeRow {
  readonly number: number
  readonly fence: number
  readonly commit_number: number
  readonly settled_seq: number
  /** Connections over which the node wrote and that were given up. */
  readonly link: number
}

/** Between two tries to reach a database that is away: it is found again well within a second. */
const retryMs = 150

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
  /** Of the last commit that is known to have happened. */
  commitNumber: number
  client: PostgresClient
  /** False when another connection was given up without our knowing: it was told so too late. */
  wasLinked = true
  #link: number
  #awaySinceMs: number | null = null
  #isClosed = false

  constructor(row: NodeRow, parts: LaneConnectionParts) {
    this.node = row.number
    this.#fence = row.fence
    this.commitNumber = row.commit_number
    this.#clock = parts.clock
    this.#connect = parts.connect
    this.#onBack = parts.onBack
    this.#link = row.link
    this.client = parts.connect()
  }

  /** How long the database has been away; 0 when it is there. */
  get awayMs(): number {
    return this.#awaySinceMs === null ? 0 : this.#clock.monotonicMs() - this.#awaySinceMs
  }

  commit<Row extends object>(statement: CommitStatement, number: number): Promise<Row[]> {
    return statement.run<Row>(this.client, {
      node: this.node,
      fence: this.#fence,
      link: this.#link,
      number,
    })
  }

  /**
   * Reads the number of the last commit, over a fresh connection if asked, however long it takes.
   * Nothing that was sent before it can happen after it.
   */
  async lookUp(isLost: boolean, onWait: () => void): Promise<number> {
    if (isLost) this.#replace()
    while (!this.#isClosed) {
      try {
        const [row] = await this.client.query<NodeRow>(
          `UPDATE node SET link = link + CASE WHEN fence = $2::bigint THEN 1 ELSE 0 END
          WHERE number = $1 RETURNING number, fence, commit_number, settled_seq, link`,
          [this.node, this.#fence],
        )
        this.#awaySinceMs = null
        const commitNumber = this.#judge(row)
        if (isLost) this.#onBack()
        return commitNumber
      } catch (error) {
        if (faultKind(error) === 'request' || error instanceof LaneOvertaken) throw error
        this.#awaySinceMs ??= this.#clock.monotonicMs()
        onWait()
        await new Promise<void>((resolve) => this.#clock.after(retryMs, resolve))
        this.#replace()
      }
    }
    return this.commitNumber
  }

  close(): void {
    this.#isClosed = true
    void this.client.end(0)
  }

  #replace(): void {
    // What the old one may still send ends itself, by the link that it names.
    void this.client.end(0)
    if (!this.#isClosed) this.client = this.#connect()
  }

  #judge(row: NodeRow | undefined): number {
    if (row === undefined) throw new LaneOvertaken('its row is gone from the database')
    if (row.fence !== this.#fence) {
      throw new LaneOvertaken('another process was started on the same database')
    }
    this.wasLinked = row.link === this.#link + 1
    this.#link = row.link
    this.commitNumber = row.commit_number
    return row.commit_number
  }
}
