/**
 * An entry of the audit log: who changed what, when, and what it was before and after, with secrets
 * and header values hidden. It is written once and never changed.
 */
import type { AccountId } from './account.ts'
import type { KeyId } from './ids.ts'

export type AuditEntryId = `aud_${string}`

export type AuditActor =
  | { readonly kind: 'operator' }
  | { readonly kind: 'key'; readonly id: KeyId; readonly name: string }
  | { readonly kind: 'account'; readonly id: AccountId; readonly email: string }
  | { readonly kind: 'anyone' }

export interface AuditEntry {
  readonly id: AuditEntryId
  readonly atMs: number
  /** Whose it is: a tenant's or a partner's key, or `installationAccount`. */
  readonly account: number
  readonly actor: AuditActor
  /** The application whose keys alone see it; null: all of the account's. */
  readonly seenBy: string | null
  /** Id of the operation that was called. */
  readonly operation: string
  /** What its path named. */
  readonly named: Readonly<Record<string, string>>
  /** What it was answered with. */
  readonly status: number
  /** As JSON; null: it was not there, is gone, or cannot be shown. */
  readonly before: unknown
  readonly after: unknown
}

export const isAuditEntryId = (text: string): text is AuditEntryId =>
  /^aud_[0-9a-f]{32}$/.test(text)

/** How an actor is asked for: `operator`, `anyone`, or the id of a key or an account. */
export const actorName = (actor: AuditActor): string =>
  actor.kind === 'key' || actor.kind === 'account' ? actor.id : actor.kind

/** What people know it by; null: its name says it. */
export function shownActorName(actor: AuditActor): string | null {
  if (actor.kind === 'account') return actor.email
  return actor.kind === 'key' ? actor.name : null
}
