/** The audit log: added to, read from its newest end, and dropped from its oldest. */
import type { AuditEntry } from '../../domain/audit.ts'
import type { AuditQuery, AuditStore } from '../../ports/audit-store.ts'
import { auditColumns, type AuditRow, auditValues, toAuditEntry } from '../sql/audit-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import { CommitStatement } from './commit-statement.ts'
import type { Reader } from './read-pool.ts'
import type { WriteLane } from './write-lane.ts'

const entriesPerSlice = 500
/** Behind every id. */
const idMax = Buffer.alloc(17, 0xff)

export class PostgresAuditStore implements AuditStore {
  readonly #lane: WriteLane
  readonly #reader: Reader

  constructor({ lane, reader }: { lane: WriteLane; reader: Reader }) {
    this.#lane = lane
    this.#reader = reader
  }

  append(entry: AuditEntry): Promise<void> {
    return this.#lane.turn({
      async run({ commit }) {
        const statement = new CommitStatement()
        const values = auditValues(entry).map((value) => statement.bind(value))
        statement.with(
          'added',
          `INSERT INTO audit_entry (${auditColumns.join(', ')}) VALUES (${values.join(', ')})`,
        )
        await commit(statement)
      },
      recall: () => Promise.resolve(),
    })
  }

  async list(query: AuditQuery): Promise<readonly AuditEntry[]> {
    const { account, application, actor, operation, sinceMs, untilMs, beforeId, limit } = query
    const rows = await this.#reader.query<AuditRow>(
      `SELECT * FROM audit_entry WHERE id < $1 AND ($2::integer IS NULL OR account = $2)
        AND ($3::text IS NULL OR seen_by IS NULL OR seen_by = $3) AND ($4::text IS NULL OR actor = $4)
        AND ($5::text IS NULL OR operation = $5)
        AND ($6::bigint IS NULL OR at_ms >= $6) AND ($7::bigint IS NULL OR at_ms < $7)
      ORDER BY id DESC LIMIT $8`,
      [
        beforeId === null ? idMax : idToBytes(beforeId),
        ...[account, application, actor, operation, sinceMs, untilMs, limit],
      ],
    )
    return rows.map(toAuditEntry)
  }

  async dropBefore(atMs: number): Promise<boolean> {
    const rows = await this.#reader.query(
      `DELETE FROM audit_entry WHERE id IN (
        SELECT id FROM audit_entry WHERE at_ms < $1 LIMIT ${entriesPerSlice}) RETURNING 1 AS one`,
      [atMs],
    )
    return rows.length === entriesPerSlice
  }
}
