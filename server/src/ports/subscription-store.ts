/**
 * Subscriptions and their versions. Every change is one commit that also raises the tenant's
 * configuration version, so that an event matched before it is matched again. Secrets and header
 * values are encrypted at rest; what leaves this port is decrypted. Below the floor of free disk
 * `create` and `change` reject with `DiskFull`, unless a change stops the subscription or leaves its
 * configuration as it is.
 * Every implementation passes test/contract/subscription-store-contract.ts.
 */
import type { Announcement } from '../domain/announcement.ts'
import type { Health } from '../domain/health.ts'
import type {
  Owner,
  Subscription,
  SubscriptionConfig,
  SubscriptionStatus,
  SubscriptionVersion,
} from '../domain/subscription.ts'

export interface SubscriptionStore {
  /**
   * Those of one tenant, or of all, that are not deleted, with the configuration versions that they
   * are at least of.
   */
  load(tenantKey: number | null): Promise<ConfigSnapshot>
  /** Of all tenants: what differs from what is known was changed by another node. */
  configVersions(): Promise<ReadonlyMap<number, number>>
  create(request: NewSubscription): Promise<ChangedSubscription>
  /** Null when it does not exist for this tenant, is deleted, or `expectedVersion` is not the current. */
  change(request: SubscriptionChange): Promise<ChangedSubscription | null>
  find(tenantKey: number, number: number): Promise<Subscription | null>
  /**
   * The version in force at a place in the accept order: the last that is valid from there or
   * before. Null before the first one and for an unknown number. Deleted ones are kept, and of each
   * subscription every version that was in force at a kept event or later.
   */
  versionAt(tenantKey: number, number: number, seq: number): Promise<SubscriptionVersion | null>
  /** A version by its number, as it stood when it was made; null where it is not kept. */
  findVersion(
    tenantKey: number,
    number: number,
    version: number,
  ): Promise<SubscriptionVersion | null>
  /** Ends the release that began at this instant, once its backlog is out; no other one. */
  endRelease(tenantKey: number, number: number, sinceMs: number): Promise<void>
}

export interface ConfigSnapshot {
  readonly subscriptions: readonly Subscription[]
  readonly configVersions: ReadonlyMap<number, number>
}

export interface NewSubscription {
  readonly id: Subscription['id']
  readonly tenantKey: number
  readonly owner: Owner
  readonly externalKey: string | null
  readonly application: string | null
  readonly config: SubscriptionConfig
  readonly state: 'active' | 'paused'
  readonly nowMs: number
}

export interface SubscriptionChange {
  readonly tenantKey: number
  readonly number: number
  readonly expectedVersion: number | null
  readonly config?: SubscriptionConfig
  readonly status?: SubscriptionStatus
  readonly health?: Health
  /** Kept in the same commit, to be told, if the state in the store is another one than before. */
  readonly announcement?: Announcement | null
  readonly nowMs: number
}

export interface ChangedSubscription {
  readonly subscription: Subscription
  readonly configVersion: number
  /** What the change itself set. The rest is as on disk, where outcomes may yet be missing. */
  readonly hasNewStatus: boolean
  readonly hasNewHealth: boolean
}
