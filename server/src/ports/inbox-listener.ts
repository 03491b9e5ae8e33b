/**
 * An inbox listener takes what is sent to inboxes on a socket of this machine, answers what the
 * inbox's script says, and keeps the latest requests in memory: a restart forgets them. It serves
 * nothing but inboxes.
 * Every implementation passes test/contract/inbox-listener-contract.ts.
 */
import type { Inbox, InboxId, InboxRequest } from '../domain/inbox.ts'

export interface InboxListener {
  /** Of 127.0.0.1. */
  readonly port: number
  /** The latest first, of those before the given one; null: from the latest on. */
  requests(
    inboxId: InboxId,
    page: { readonly beforeNumber: number | null; readonly limit: number },
  ): readonly InboxRequest[]
  /** How many are kept. */
  count(inboxId: InboxId): number
  /** Forgets what is kept of it. */
  empty(inboxId: InboxId): void
  close(): Promise<void>
}

/** The inbox of an id, with a number that changes with its script; null: there is none. */
export type FindInbox = (
  id: InboxId,
) => Promise<{ readonly inbox: Inbox; readonly revision: number } | null>
