/**
 * The limits of tenants, in memory: what every event that is handed in is asked of. A tenant
 * without a limit costs one look into a map. The store is the truth. A change made here holds at
 * once; of several nodes the others see it within seconds. Each node counts events for itself, and a crash
 * loses what was counted, at most a second's worth.
 */
import { noTenantLimits, type TenantLimits } from '../domain/tenant-limits.ts'
import { TokenBucket } from '../domain/token-bucket.ts'
import type { Ports } from '../ports/ports.ts'
import { collection, type Held, inTries } from './records.ts'
import { TenantMarks } from './tenant-marks.ts'

const tenantLimits = collection<TenantLimits>('tenant-limits')

const limitsId = 'present'

export class KnownTenantLimits {
  readonly #ports: Pick<Ports, 'store' | 'clock' | 'observer'>
  readonly #installation: { readonly subscriptionsMax: number }
  readonly #buckets = new Map<number, TokenBucket>()
  readonly #known = new Map<number, Held<TenantLimits>>()
  readonly #marks: TenantMarks

  constructor(
    ports: Pick<Ports, 'store' | 'clock' | 'observer'>,
    installation: { readonly subscriptionsMax: number },
  ) {
    this.#ports = ports
    this.#marks = new TenantMarks('tenant-limits-mark', ports, (tenantKey) => this.#read(tenantKey))
    this.#installation = installation
  }

  /** Reads all there are; where other nodes change them too, again and again until it is closed. */
  open(): Promise<void> {
    return this.#marks.open()
  }

  close(): void {
    this.#marks.close()
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
    await inTries(async () => {
      const before = await tenantLimits.find(store.records, place.account, place.id)
      const mark = await this.#marks.raised(tenantKey)
      const changes = [tenantLimits.put(before, place, limits), mark]
      return (await store.records.write(changes, clock.nowMs())) ? 'put' : 'overtaken'
    })
    await this.#read(tenantKey)
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
