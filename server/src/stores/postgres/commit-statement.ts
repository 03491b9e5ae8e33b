/**
 * One commit as one statement: the number of the commit is checked and counted up, and everything
 * else hangs on it as further parts of the same `WITH`. So it happens whole or not at all, without
 * a transaction that could be left open, and it can never happen twice: a second one with the same
 * number, or one of a process that was overtaken, ends itself by dividing by zero.
 */
import type { PostgresClient, SqlParameter } from './postgres-client.ts'

export interface CommitMark {
  readonly node: number
  readonly fence: number
  readonly number: number
}

export class CommitStatement {
  readonly #parameters: SqlParameter[] = []
  readonly #parts: string[] = []
  readonly #results: string[] = []
  #settledSeq: number | null = null

  get parameters(): readonly SqlParameter[] {
    return this.#parameters
  }

  /** The parts, as they stand in a `WITH`. */
  get parts(): string {
    return this.#parts.join(',\n')
  }

  /** Binds a value and returns how it is named in the text. */
  bind(value: SqlParameter): string {
    this.#parameters.push(value)
    return `$${this.#parameters.length}`
  }

  /** Adds a part; parts see the store as it was before the statement, and what others return. */
  with(name: string, sql: string): void {
    this.#parts.push(`${name} AS (${sql})`)
  }

  /** Adds rows to the answer; all results of a statement have the same columns. */
  result(select: string): void {
    this.#results.push(select)
  }

  /** Every target up to here has an outcome or a row; written with the mark, which is that row. */
  settle(seq: number): void {
    this.#settledSeq = Math.max(this.#settledSeq ?? 0, seq)
  }

  /** Runs it as the commit of this number. Rejects when it is not the next one. */
  async run<Row extends object>(client: PostgresClient, mark: CommitMark): Promise<Row[]> {
    const parts = [`mark AS (${this.#markSql(mark)})`, ...this.#parts]
    const results = this.#results.length === 0 ? ['SELECT 1 AS x'] : this.#results
    const rows = await client.query<Row & { is_row: number | null }>(
      `WITH ${parts.join(',\n')}
      SELECT answer.*, is_next FROM (SELECT 1 / count(*) AS is_next FROM mark) AS checked
      LEFT JOIN (SELECT 1 AS is_row, results.* FROM (${results.join('\nUNION ALL ')}) AS results)
        AS answer ON true`,
      this.#parameters,
    )
    return rows.filter((row) => row.is_row !== null)
  }

  #markSql({ node, fence, number }: CommitMark): string {
    // Law 1: what is answered is on disk, whatever the role or the database was set to.
    return `UPDATE node SET commit_number = commit_number + 1,
        settled_seq = greatest(settled_seq, ${this.bind(this.#settledSeq)}::bigint)
      WHERE number = ${this.bind(node)} AND fence = ${this.bind(fence)}
        AND commit_number = ${this.bind(number)}::bigint - 1
        AND current_setting('synchronous_commit') <> 'off'
      RETURNING 1`
  }
}
