/**
 * The audit log: entries are added and, once they are old, dropped; nothing changes them.
 * Every implementation passes test/contract/audit-store-contract.ts.
 */
import type { AuditEntry, AuditEntryId } from '../domain/audit.ts'

export interface AuditStore {
  /** Resolves once it is on disk; also where the disk is nearly full. */
  append(entry: AuditEntry): Promise<void>
  /** The newest first. */
  list(query: AuditQuery): Promise<readonly AuditEntry[]>
  /** Drops a bounded number of entries of before this instant. True when there are more. */
  dropBefore(atMs: number): Promise<boolean>
}

export interface AuditQuery {
  /** Null: of all accounts. */
  readonly account: number | null
  /** Only what is for all of the account's keys or for this application's; null: everything. */
  readonly application: string | null
  /** As `actorName` has it; null: any. */
  readonly actor: string | null
  readonly operation: string | null
  /** From this instant on, and before the other; null: unbounded. */
  readonly sinceMs: number | null
  readonly untilMs: number | null
  /** The last of the page before; null: from the newest. */
  readonly beforeId: AuditEntryId | null
  readonly limit: number
}
