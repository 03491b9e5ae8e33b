/**
 * The limits of tenants, in memory: what every event that is handed in is asked of. A tenant
 * without a limit costs one look into a map. The store is the truth. A change made here holds at
 * once; of several nodes the others see it within seconds, because a mark per tenant changes with
 * its limits and all marks are looked at again. Each node counts events for itself, and a crash
 * loses what was counted, at most a second's worth.
 */
import { noTenantLimits, type TenantLimits } from '../domain/tenant-limits.ts'
import { TokenBucket } from '../domain/token-bucket.ts'
import type { Ports } from '../ports/ports.ts'
import { installationAccount } from '../ports/record-store.ts'
import { collection, type Held, inTries } from './records.ts'

const tenantLimits = collection<TenantLimits>('tenant-limits')

/** One a tenant that was ever given limits; its revision rises with each change of them. */
const marks = collection<Record<never, never>>('tenant-limits-mark')

const limitsId = 'present'
const lookEveryMs = 3_000

export class KnownTenantLimits {
  readonly #ports: Pick<Ports, 'store' | 'clock' | 'observer'>
  readonly #installation: { readonly subscriptionsMax: number }
  readonly #buckets = new Map<number, TokenBucket>()
  readonly #known = new Map<number, Held<TenantLimits>>()
  readonly #marksSeen = new Map<number, number>()
  #cancelLook: (() => void) | null = null
  #isClosed = false

  constructor(
    ports: Pick<Ports, 'store' | 'clock' | 'observer'>,
    installation: { readonly subscriptionsMax: number },
  ) {
    this.#ports = ports
    this.#installation = installation
  }

  /** Reads all there are; where other nodes change them too, again and again until it is closed. */
  async open(): Promise<void> {
    await this.#look()
    if (this.#ports.store.nodes !== undefined) this.#lookLater()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelLook?.()
  }

  /** How many subscriptions the tenant may have: its own number, or the installation's. */
  subscriptionsMax(tenantKey: number): number {
    const own = this.#known.get(tenantKey)?.value.subscriptionsMax ?? null
    return own ?? this.#installation.subscriptionsMax
  }

  /** Counts one event and answers 0, or counts none and answers how long its caller has to wait. */
  secondsToWait(tenantKey: number): number {
    const bucket = this.#buckets.get(tenantKey)
    return bucket === undefined ? 0 : bucket.secondsToWait(this.#ports.clock.monotonicMs())
  }

  /** As they are in the store. */
  async find(tenantKey: number): Promise<TenantLimits> {
    const held = await tenantLimits.find(this.#ports.store.records, tenantKey, limitsId)
    return held?.value ?? noTenantLimits
  }

  /** Once this resolves they are on disk, and this node obeys them. */
  async put(tenantKey: number, limits: TenantLimits): Promise<void> {
    const { store, clock } = this.#ports
    const place = { account: tenantKey, id: limitsId }
    const markPlace = { account: installationAccount, id: String(tenantKey) }
    await inTries(async () => {
      const before = await tenantLimits.find(store.records, place.account, place.id)
      const mark = await marks.find(store.records, markPlace.account, markPlace.id)
      const changes = [tenantLimits.put(before, place, limits), marks.put(mark, markPlace, {})]
      return (await store.records.write(changes, clock.nowMs())) ? 'put' : 'overtaken'
    })
    await this.#read(tenantKey)
  }

  #lookLater(): void {
    if (this.#isClosed) return
    this.#cancelLook = this.#ports.clock.after(lookEveryMs, () => {
      this.#look()
        .catch((error: unknown) => {
          this.#ports.observer.observe({ kind: 'fault', where: 'tenant-limits', error })
        })
        .finally(() => this.#lookLater())
    })
  }

  async #look(): Promise<void> {
    for (const { id, revision } of await marks.all(
      this.#ports.store.records,
      installationAccount,
    )) {
      const tenantKey = Number(id)
      if (this.#marksSeen.get(tenantKey) === revision) continue
      await this.#read(tenantKey)
      // As it was before the limits were read: a change since then is met at the next look.
      this.#marksSeen.set(tenantKey, revision)
    }
  }

  async #read(tenantKey: number): Promise<void> {
    const held = await tenantLimits.find(this.#ports.store.records, tenantKey, limitsId)
    // Limits are never removed, so a lower revision was read before somebody else's change.
    if (held === null || held.revision <= (this.#known.get(tenantKey)?.revision ?? -1)) return
    this.#known.set(tenantKey, held)
    const { eventsPerSecond } = held.value
    if (eventsPerSecond === null) this.#buckets.delete(tenantKey)
    else if (this.#buckets.get(tenantKey)?.perSecond !== eventsPerSecond) {
      const nowMs = this.#ports.clock.monotonicMs()
      this.#buckets.set(tenantKey, new TokenBucket(eventsPerSecond, nowMs))
    }
  }
}
