/**
 * Alerts and their mails. An alert gets in by `AnnouncementStore.end`, with a mail that waits for
 * each recipient. What is told and to whom is sealed at rest.
 * Every implementation passes test/contract/alert-store-contract.ts.
 */
import type { Alert, AlertId } from '../domain/alert.ts'

export interface AlertStore {
  /** Of one tenant, the newest first, older than `beforeId`. */
  list(query: AlertQuery): Promise<readonly Alert[]>
  find(tenantKey: number, id: AlertId): Promise<Alert | null>
  /** How many nobody has acknowledged, of all tenants; `countMax` where there are more. */
  countOpen(countMax: number): Promise<number>
  /** Notes that somebody has seen it; of several times the first counts. Null when there is none. */
  acknowledge(request: {
    readonly tenantKey: number
    readonly id: AlertId
    readonly nowMs: number
  }): Promise<Alert | null>
  /**
   * Takes a waiting mail that is due and counts an attempt: it is due again after the wait of that
   * attempt (the last one repeats), so nobody else gets it meanwhile, and a crash delays it. Tenants
   * have their turns: it is the first one of the next tenant behind `afterTenantKey` that has any,
   * and behind the last tenant comes the first. Null when none is due. Cheap then.
   */
  claimMail(request: {
    readonly nowMs: number
    readonly waitsMs: readonly number[]
    readonly afterTenantKey: number
  }): Promise<ClaimedMail | null>
  /** What became of a claimed mail; after `failed` it goes on waiting. */
  recordMail(request: MailKey & { readonly result: MailResult }): Promise<void>
  /** Gives up waiting mails of alerts from before; returns how many. */
  abandonMails(request: { readonly beforeMs: number; readonly nowMs: number }): Promise<number>
  /** Drops at most one bounded slice of alerts from before, with their mails; returns how many. */
  dropBefore(atMs: number): Promise<number>
}

export interface AlertQuery {
  readonly tenantKey: number
  readonly beforeId: AlertId | null
  /** Only those that nobody has acknowledged. */
  readonly isOpenOnly: boolean
  readonly limit: number
}

export interface MailKey {
  readonly alertId: AlertId
  /** Place among the recipients of the alert, from 0. */
  readonly number: number
}

export interface ClaimedMail extends MailKey {
  readonly alert: Alert
  readonly recipient: string
  /** This one among them. */
  readonly attemptCount: number
}

export type MailResult =
  | { readonly state: 'sent'; readonly atMs: number }
  | { readonly state: 'failed'; readonly detail: string }
