/**
 * The subscriptions of all tenants in memory: what stage 1 matches against and every attempt reads.
 * The store is the truth; this is loaded from it at start and told of every change once the change
 * is on disk. A crash loses nothing: the next start loads it again.
 */
import { compiledFilter, type EventFilter, type FilterSource } from '../domain/event-filter.ts'
import { patternsThatMatch } from '../domain/event-pattern.ts'
import type { Health } from '../domain/health.ts'
import type { Subscription, SubscriptionStatus } from '../domain/subscription.ts'
import type { ChangedSubscription, ConfigSnapshot } from '../ports/subscription-store.ts'
import { RememberedTypes, type TypesOfTenant } from './remembered-types.ts'

interface TenantEntry {
  configVersion: number
  /** The newest that anything here is of; above the one before where others changed something too. */
  newestVersion: number
  readonly numbers: Set<number>
  /** Changed here on top of what others changed: what the store has of these is not known yet. */
  readonly unsure: Set<number>
  readonly byPattern: Map<string, Set<number>>
  /** Who wants a type, as found before; forgotten when a subscription of the tenant changes. */
  readonly types: TypesOfTenant
}

export class SubscriptionIndex {
  readonly #byNumber = new Map<number, Subscription>()
  readonly #byTenant = new Map<number, TenantEntry>()
  readonly #types = new RememberedTypes()
  /** Made ready when an event first asks for them; they go with their versions. */
  readonly #filters = new WeakMap<FilterSource, EventFilter>()

  load(snapshot: ConfigSnapshot): void {
    for (const [tenantKey, configVersion] of snapshot.configVersions) {
      this.#tenant(tenantKey).configVersion = configVersion
    }
    for (const subscription of snapshot.subscriptions) this.#put(subscription)
  }

  /**
   * Takes over a change that is on disk; a deleted subscription is forgotten here. Where others
   * change the store too, a version with a gap before it stays unknown until all is read again.
   */
  apply(changed: ChangedSubscription, isShared: boolean): void {
    const tenant = this.#tenant(changed.subscription.tenantKey)
    const { configVersion } = changed
    if (isShared && configVersion <= tenant.configVersion) return
    const subscription = withPresentState(changed, this.find(changed.subscription.number))
    this.#remove(subscription.number)
    tenant.newestVersion = Math.max(tenant.newestVersion, configVersion)
    if (!isShared || configVersion === tenant.configVersion + 1) {
      tenant.configVersion = Math.max(tenant.configVersion, configVersion)
    } else {
      tenant.unsure.add(subscription.number)
    }
    if (subscription.status.state !== 'deleted') this.#put(subscription)
  }

  /**
   * Takes over what the store has of a tenant; what is gone there is forgotten here. Of one that was
   * not changed since, and whose outcomes are made here, memory knows better. Answers all numbers
   * that may be other than before; null, and takes nothing over, where memory knows a newer change.
   */
  replace(
    tenantKey: number,
    snapshot: ConfigSnapshot,
    owns: (number: number) => boolean,
  ): readonly number[] | null {
    const tenant = this.#tenant(tenantKey)
    const version = snapshot.configVersions.get(tenantKey) ?? 0
    if (version < Math.max(tenant.configVersion, tenant.newestVersion)) return null
    const numbers = new Set(tenant.numbers)
    const stored = snapshot.subscriptions.filter((one) => one.tenantKey === tenantKey)
    const after = stored.map((subscription) => {
      const present = this.find(subscription.number)
      if (present === null || !owns(subscription.number)) return subscription
      return withOutcomes(subscription, present, tenant.unsure.has(subscription.number))
    })
    tenant.unsure.clear()
    for (const number of numbers) this.#remove(number)
    for (const subscription of after) {
      this.#put(subscription)
      numbers.add(subscription.number)
    }
    tenant.configVersion = version
    return [...numbers]
  }

  /** Health and status as they follow from an attempt; the configuration stays. */
  applyHealth(number: number, health: Health, status: SubscriptionStatus | null): void {
    const before = this.#byNumber.get(number)
    if (before === undefined) return
    this.#byNumber.set(number, { ...before, health, status: status ?? before.status })
  }

  find(number: number): Subscription | null {
    return this.#byNumber.get(number) ?? null
  }

  /** Of one tenant, by number. */
  list(tenantKey: number): readonly Subscription[] {
    const numbers = [...(this.#byTenant.get(tenantKey)?.numbers ?? [])].sort((a, b) => a - b)
    return numbers.flatMap((number) => this.#byNumber.get(number) ?? [])
  }

  all(): IterableIterator<Subscription> {
    return this.#byNumber.values()
  }

  configVersion(tenantKey: number): number {
    return this.#byTenant.get(tenantKey)?.configVersion ?? 0
  }

  /** Subscriptions whose patterns want the type, whatever their state, by number. */
  match(tenantKey: number, type: string): readonly Subscription[] {
    const tenant = this.#byTenant.get(tenantKey)
    if (tenant === undefined) return []
    let numbers = this.#types.find(tenant.types, type)
    if (numbers === undefined) {
      numbers = wanting(type, tenant)
      this.#types.remember(tenant.types, type, numbers)
    }
    const matched: Subscription[] = []
    for (const number of numbers) {
      const subscription = this.#byNumber.get(number)
      if (subscription !== undefined) matched.push(subscription)
    }
    return matched
  }

  /** Ready to be asked; null where the subscription wants every event of its types. */
  filterOf({ config: { filter: source } }: Pick<Subscription, 'config'>): EventFilter | null {
    if (source === undefined) return null
    let filter = this.#filters.get(source)
    if (filter === undefined) {
      filter = compiledFilter(source)
      this.#filters.set(source, filter)
    }
    return filter
  }

  #put(subscription: Subscription): void {
    this.#byNumber.set(subscription.number, subscription)
    const tenant = this.#tenant(subscription.tenantKey)
    tenant.numbers.add(subscription.number)
    this.#types.forget(tenant.types)
    for (const pattern of subscription.config.patterns) {
      const numbers = tenant.byPattern.get(pattern) ?? new Set()
      tenant.byPattern.set(pattern, numbers.add(subscription.number))
    }
  }

  #remove(number: number): void {
    const before = this.#byNumber.get(number)
    if (before === undefined) return
    this.#byNumber.delete(number)
    const tenant = this.#tenant(before.tenantKey)
    tenant.numbers.delete(number)
    this.#types.forget(tenant.types)
    for (const pattern of before.config.patterns) {
      const numbers = tenant.byPattern.get(pattern)
      numbers?.delete(number)
      if (numbers?.size === 0) tenant.byPattern.delete(pattern)
    }
  }

  #tenant(tenantKey: number): TenantEntry {
    let tenant = this.#byTenant.get(tenantKey)
    if (tenant === undefined) {
      tenant = {
        configVersion: 0,
        newestVersion: 0,
        numbers: new Set(),
        unsure: new Set(),
        byPattern: new Map(),
        types: new Map(),
      }
      this.#byTenant.set(tenantKey, tenant)
    }
    return tenant
  }
}

/**
 * An outcome that the store has refused so far is in memory alone, and is written again from it:
 * health and status that the change did not set stay as they are here, and so do all totals.
 */
function withPresentState(
  changed: ChangedSubscription,
  present: Subscription | null,
): Subscription {
  const { subscription } = changed
  if (present === null) return subscription
  const { callCount, errorCount, lastAttemptAtMs, lastSuccessAtMs } = present.health
  return {
    ...subscription,
    status: changed.hasNewStatus ? subscription.status : present.status,
    health: changed.hasNewHealth
      ? { ...subscription.health, callCount, errorCount, lastAttemptAtMs, lastSuccessAtMs }
      : present.health,
  }
}

/**
 * What the store has, with what memory alone may know of it where this process makes its attempts.
 * Unsure: the stamp in memory is of a change here, and one of another node before it is not known.
 */
function withOutcomes(
  stored: Subscription,
  present: Subscription,
  isUnsure: boolean,
): Subscription {
  const isSame = stored.version === present.version && stored.updatedAtMs === present.updatedAtMs
  if (isSame && !isUnsure) return present
  const { callCount, errorCount, lastAttemptAtMs, lastSuccessAtMs } = present.health
  return {
    ...stored,
    health: { ...stored.health, callCount, errorCount, lastAttemptAtMs, lastSuccessAtMs },
  }
}

function wanting(type: string, tenant: TenantEntry): readonly number[] {
  const numbers = new Set<number>()
  for (const pattern of patternsThatMatch(type)) {
    for (const number of tenant.byPattern.get(pattern) ?? []) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b)
}
