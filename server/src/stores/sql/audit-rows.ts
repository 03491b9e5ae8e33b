/** An entry of the audit log and the columns it is kept in, which are the same on both engines. */
import { isAccountId } from '../../domain/account.ts'
import { actorName, type AuditActor, type AuditEntry, shownActorName } from '../../domain/audit.ts'
import type { KeyId } from '../../domain/ids.ts'
import { bytesToId, idToBytes } from './binary-id.ts'

export interface AuditRow {
  readonly id: Uint8Array
  readonly at_ms: number
  readonly account: number
  readonly actor: string
  readonly actor_name: string | null
  readonly seen_by: string | null
  readonly operation: string
  /** JSON: what the path named, the status, before and after. */
  readonly content: string
}

type Content = Pick<AuditEntry, 'named' | 'status' | 'before' | 'after'>

export const auditColumns = [
  'id',
  'at_ms',
  'account',
  'actor',
  'actor_name',
  'seen_by',
  'operation',
  'content',
] as const

/** In the order of the columns. */
export function auditValues(entry: AuditEntry) {
  const { actor, named, status, before, after } = entry
  const content: Content = { named, status, before, after }
  return [
    idToBytes(entry.id),
    entry.atMs,
    entry.account,
    actorName(actor),
    shownActorName(actor),
    entry.seenBy,
    entry.operation,
    JSON.stringify(content),
  ] as const
}

export function toAuditEntry(row: AuditRow): AuditEntry {
  return {
    id: bytesToId('aud', row.id),
    atMs: row.at_ms,
    account: row.account,
    actor: toActor(row),
    seenBy: row.seen_by,
    operation: row.operation,
    ...(JSON.parse(row.content) as Content),
  }
}

function toActor({ actor, actor_name: name }: AuditRow): AuditActor {
  if (actor === 'operator' || actor === 'anyone') return { kind: actor }
  if (isAccountId(actor)) return { kind: 'account', id: actor, email: name ?? '' }
  return { kind: 'key', id: actor as KeyId, name: name ?? '' }
}
