/** The audit log: added to, read from its newest end, and dropped from its oldest. */
import type { AuditEntry } from '../../domain/audit.ts'
import type { AuditQuery, AuditStore } from '../../ports/audit-store.ts'
import { auditColumns, type AuditRow, auditValues, toAuditEntry } from '../sql/audit-rows.ts'
import { idToBytes } from '../sql/binary-id.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteEngine } from './sqlite-engine.ts'

const entriesPerSlice = 500
/** Behind every id. */
const idMax = Buffer.alloc(17, 0xff)

export class SqliteAuditStore implements AuditStore {
  readonly #engine: SqliteEngine
  readonly #commit: GroupCommit

  constructor({ engine, commit }: { engine: SqliteEngine; commit: GroupCommit }) {
    this.#engine = engine
    this.#commit = commit
  }

  append(entry: AuditEntry): Promise<void> {
    return this.#write((engine) => {
      engine.run(
        `INSERT INTO audit_entry (${auditColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...auditValues(entry),
      )
    })
  }

  list(query: AuditQuery): Promise<readonly AuditEntry[]> {
    const { account, application, actor, operation, sinceMs, untilMs, beforeId, limit } = query
    const rows = this.#engine.all<AuditRow>(
      `SELECT * FROM audit_entry WHERE id < ?1 ${account === null ? '' : 'AND account = ?2'}
        AND (?3 IS NULL OR seen_by IS NULL OR seen_by = ?3) AND (?4 IS NULL OR actor = ?4)
        AND (?5 IS NULL OR operation = ?5)
        AND (?6 IS NULL OR at_ms >= ?6) AND (?7 IS NULL OR at_ms < ?7)
      ORDER BY id DESC LIMIT ?8`,
      beforeId === null ? idMax : idToBytes(beforeId),
      account,
      application,
      actor,
      operation,
      sinceMs,
      untilMs,
      limit,
    )
    return Promise.resolve(rows.map(toAuditEntry))
  }

  dropBefore(atMs: number): Promise<boolean> {
    return this.#write((engine) => {
      const droppedCount = engine.run(
        `DELETE FROM audit_entry WHERE id IN (
          SELECT id FROM audit_entry WHERE at_ms < ? LIMIT ${entriesPerSlice})`,
        atMs,
      )
      return droppedCount === entriesPerSlice
    })
  }

  #write<Result>(write: (engine: SqliteEngine) => Result): Promise<Result> {
    return this.#commit.submit({
      urgency: 'now',
      eventCount: 0,
      byteCount: 0,
      write: ({ engine }) => write(engine),
    })
  }
}
