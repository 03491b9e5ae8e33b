/**
 * Keeps the subscriptions in memory as they are in a store that other nodes change too: a tenant
 * whose configuration version differs is read again. Matching never waits for this to happen by
 * itself, because the store refuses an event that was matched against an old version. Memory only.
 */
import type { Subscription } from '../domain/subscription.ts'
import type { Clock } from '../ports/clock.ts'
import type { SubscriptionStore } from '../ports/subscription-store.ts'
import type { Ownership } from './membership.ts'
import type { SubscriptionIndex } from './subscription-index.ts'

/** State and health of what other nodes send for: only shown here, so they may be as old as this. */
const allEveryMs = 60_000

/** Of one tenant in a row, each overtaken by a change that was made here meanwhile. */
const readingsMax = 50

export interface FollowParts {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly store: Pick<SubscriptionStore, 'load' | 'configVersions' | 'find'>
  readonly subscriptions: SubscriptionIndex
  readonly ownership: Ownership
  /** These may be other than before, or gone. */
  readonly changed: (numbers: readonly number[]) => void
}

export class FollowConfiguration {
  readonly #parts: FollowParts
  readonly #underWay = new Map<number, Promise<void>>()
  #isLooking = false
  #allReadAtMs: number

  constructor(parts: FollowParts) {
    this.#parts = parts
    this.#allReadAtMs = parts.clock.monotonicMs()
  }

  /** Reads again what other nodes have changed, and whether there was anything; to be asked often. */
  async look(): Promise<boolean> {
    if (this.#isLooking) return false
    this.#isLooking = true
    try {
      const isLongAgo = this.#parts.clock.monotonicMs() - this.#allReadAtMs >= allEveryMs
      if (!isLongAgo) return await this.#lookAtVersions()
      await this.all()
      return true
    } finally {
      this.#isLooking = false
    }
  }

  async #lookAtVersions(): Promise<boolean> {
    let isOther = false
    const versions = await this.#parts.store.configVersions()
    for (const [tenantKey, version] of versions) {
      if (version <= this.#parts.subscriptions.configVersion(tenantKey)) continue
      await this.tenant(tenantKey)
      isOther = true
    }
    return isOther
  }

  /** Reads one tenant again; those who ask while that is under way share it. */
  tenant(tenantKey: number): Promise<void> {
    const underWay = this.#underWay.get(tenantKey)
    if (underWay !== undefined) return underWay
    const reading = this.#read(tenantKey).finally(() => this.#underWay.delete(tenantKey))
    this.#underWay.set(tenantKey, reading)
    return reading
  }

  /** Reads all again: state and health of those that others sent for are theirs to say. */
  async all(): Promise<void> {
    const { store, subscriptions, ownership, changed } = this.#parts
    this.#allReadAtMs = this.#parts.clock.monotonicMs()
    const snapshot = await store.load(null)
    const owns = (number: number): boolean => ownership.owns(number)
    const tooOld: number[] = []
    for (const tenantKey of snapshot.configVersions.keys()) {
      const numbers = subscriptions.replace(tenantKey, snapshot, owns)
      if (numbers === null) tooOld.push(tenantKey)
      else changed(numbers)
    }
    for (const tenantKey of tooOld) await this.afresh(tenantKey)
  }

  /**
   * Reads the tenant again where the store has another subscription than memory. A change that is
   * worked out from what memory has would otherwise undo, or take for done, what another node did.
   */
  async upToDate(tenantKey: number, number: number): Promise<void> {
    const stored = await this.#parts.store.find(tenantKey, number)
    const present = this.#parts.subscriptions.find(number)
    const isSameVersion = stored?.version === present?.version
    if (!isSameVersion || stored?.updatedAtMs !== present?.updatedAtMs) {
      await this.afresh(tenantKey)
    } else if (stored !== null && !this.#parts.ownership.owns(number)) {
      // What attempts made of it raises no version: its owner alone knows at once.
      this.#parts.subscriptions.applyHealth(number, stored.health, stored.status)
    }
  }

  /** Reads one tenant again as it is from now on: a reading under way may have begun before. */
  async afresh(tenantKey: number): Promise<void> {
    await this.#underWay.get(tenantKey)
    await this.tenant(tenantKey)
  }

  /** What its owner made of one that another node sends for, as far as that is on disk. */
  async one({ tenantKey, number }: Subscription): Promise<void> {
    const { store, subscriptions } = this.#parts
    const stored = await store.find(tenantKey, number)
    if (stored !== null) subscriptions.applyHealth(number, stored.health, stored.status)
  }

  async #read(tenantKey: number): Promise<void> {
    const { store, subscriptions, ownership, changed } = this.#parts
    const owns = (number: number): boolean => ownership.owns(number)
    for (let tries = 0; tries < readingsMax; tries += 1) {
      const numbers = subscriptions.replace(tenantKey, await store.load(tenantKey), owns)
      if (numbers !== null) return changed(numbers)
    }
  }
}
