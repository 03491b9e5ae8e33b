/**
 * Who wants which event type, as found before, for all tenants together: what is bounded is the
 * sum of the lists, since a type that ten thousand want costs as much as ten thousand that few
 * want. When it is full the oldest go, except those asked for since they were last looked at: a
 * producer that makes up types pushes out its own and nobody's everyday ones. Memory only.
 */

/** Numbers in all lists; 8 bytes each. */
const sizeMaxDefault = 2_000_000
/** What a list costs beyond its numbers, in numbers: its type, its places in two maps. */
const sizeOfEntry = 32

/** The types of one tenant. */
export type TypesOfTenant = Map<string, Remembered>

interface Remembered {
  readonly type: string
  readonly tenant: TypesOfTenant
  readonly numbers: readonly number[]
  isAskedFor: boolean
}

export class RememberedTypes {
  readonly #all = new Set<Remembered>()
  /** Goes round them, oldest first. A set's iterator stays right whatever is added or removed. */
  #hand = this.#all.values()
  readonly #sizeMax: number
  #size = 0

  constructor(sizeMax = sizeMaxDefault) {
    this.#sizeMax = sizeMax
  }

  find(tenant: TypesOfTenant, type: string): readonly number[] | undefined {
    const found = tenant.get(type)
    if (found === undefined) return undefined
    found.isAskedFor = true
    return found.numbers
  }

  remember(tenant: TypesOfTenant, type: string, numbers: readonly number[]): void {
    const added = { type, tenant, numbers, isAskedFor: false }
    tenant.set(type, added)
    this.#all.add(added)
    this.#size += sizeOf(added)
    while (this.#size > this.#sizeMax) this.#giveUpOldest()
  }

  /** A subscription of the tenant has changed. */
  forget(tenant: TypesOfTenant): void {
    for (const remembered of tenant.values()) this.#drop(remembered)
    tenant.clear()
    // An iterator that is left alone holds on to what the set was before.
    this.#hand = this.#all.values()
  }

  #giveUpOldest(): void {
    let next = this.#hand.next()
    if (next.done === true) {
      this.#hand = this.#all.values()
      next = this.#hand.next()
    }
    if (next.value === undefined) return
    const oldest = next.value
    if (oldest.isAskedFor) {
      // It goes the next time round, unless it is asked for again.
      oldest.isAskedFor = false
      return
    }
    oldest.tenant.delete(oldest.type)
    this.#drop(oldest)
  }

  #drop(remembered: Remembered): void {
    this.#all.delete(remembered)
    this.#size -= sizeOf(remembered)
  }
}

function sizeOf({ numbers }: Remembered): number {
  return numbers.length + sizeOfEntry
}
