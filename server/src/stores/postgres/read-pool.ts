/**
 * Connections for reading. A statement that finds its connection gone is asked again once over a
 * fresh one, so that a restart of the database between two questions is not noticed. A heavy pool
 * bounds how many questions may wait, so that lists never take the room of a look-up.
 */
import { HistoryBusy } from '../../ports/history.ts'
import { faultKind, isUnanswered } from './engine-fault.ts'
import type { PostgresClient, SqlParameter } from './postgres-client.ts'

/** What asks the database: statements that are prepared, or planned for their values. */
export interface Reader {
  query<Row>(sql: string, parameters?: readonly SqlParameter[]): Promise<Row[]>
  plan<Row>(sql: string, parameters?: readonly SqlParameter[]): Promise<Row[]>
}

export interface ReadPoolParts {
  readonly connect: () => PostgresClient
  /** Questions under way or waiting. */
  readonly askedMax: number
  /** Told when its connections are gone or silent: those of others may be so too. */
  readonly onLost: () => void
}

const endSeconds = 5

export class ReadPool implements Reader {
  readonly #parts: ReadPoolParts
  #client: PostgresClient | null = null
  #askedCount = 0
  #isClosed = false

  constructor(parts: ReadPoolParts) {
    this.#parts = parts
  }

  query<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    return this.#ask((client) => client.query<Row>(sql, parameters))
  }

  plan<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    return this.#ask((client) => client.plan<Row>(sql, parameters))
  }

  /** Asks again over fresh connections what is under way: the old ones may have gone silent. */
  renew(): void {
    const client = this.#client
    this.#client = null
    void client?.end(0)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#client?.end(0)
  }

  async #ask<Row>(question: (client: PostgresClient) => Promise<Row[]>): Promise<Row[]> {
    if (this.#askedCount >= this.#parts.askedMax) {
      throw new HistoryBusy('too many queries wait for the database')
    }
    this.#askedCount += 1
    try {
      return await this.#askTwice(question)
    } finally {
      this.#askedCount -= 1
    }
  }

  async #askTwice<Row>(question: (client: PostgresClient) => Promise<Row[]>): Promise<Row[]> {
    const client = this.#connected()
    try {
      return await question(client)
    } catch (error) {
      if (faultKind(error) !== 'away') throw error
      this.#letGo(client)
      // Whoever asked has waited long enough already.
      if (isUnanswered(error)) throw new HistoryBusy('the database is silent', { cause: error })
    }
    const fresh = this.#connected()
    try {
      return await question(fresh)
    } catch (error) {
      if (faultKind(error) !== 'away') throw error
      this.#letGo(fresh)
      throw new HistoryBusy('the database is away', { cause: error })
    }
  }

  #connected(): PostgresClient {
    if (this.#isClosed) throw new Error('the store is closed')
    return (this.#client ??= this.#parts.connect())
  }

  #letGo(client: PostgresClient): void {
    if (this.#client !== client) return
    this.#client = null
    void client.end(endSeconds)
    this.#parts.onLost()
  }
}
