/**
 * How many follow the live feed: each holds a connection, and costs a little with every entry. What
 * one tenant takes, by whatever number of keys, leaves places for others, and what all tenants take
 * leaves some for the operator.
 */
import type { KnownCaller } from '../caller.ts'
import { problem, type Problem } from '../problems.ts'

/** Several people with several windows each. */
const readersPerCallerMax = 20
const readersMax = 200
/** Of all connections, whatever their number: the rest is for requests. */
const connectionShare = 4
/** Of all places: one tenant's, and those that no tenant gets. */
const tenantShare = 4
const operatorShare = 10

export class LiveReaders {
  readonly #inAllMax: number
  readonly #counts = new Map<string, number>()

  constructor(connectionsMax: number) {
    this.#inAllMax = Math.max(1, Math.min(readersMax, Math.floor(connectionsMax / connectionShare)))
  }

  /** A place for one more; to be called once when it is free again. */
  take(caller: KnownCaller | { readonly kind: 'anyone' }): (() => void) | Problem {
    const bounds = caller.kind === 'tenant' ? this.#boundsOf(caller) : this.#boundsOfOperator()
    const full = bounds.find(({ name, max }) => this.#count(name) >= max)
    if (full !== undefined) return problem(full.code, { headers: { 'retry-after': '10' } })
    for (const { name } of bounds) this.#add(name, 1)
    return () => {
      for (const { name } of bounds) this.#add(name, -1)
    }
  }

  #boundsOf({ key }: Extract<KnownCaller, { kind: 'tenant' }>): readonly Bound[] {
    const perTenantMax = Math.ceil(this.#inAllMax / tenantShare)
    const ofTenantsMax = this.#inAllMax - Math.floor(this.#inAllMax / operatorShare)
    return [
      this.#inAll(),
      { name: 'tenants', max: ofTenantsMax, code: 'live-full' },
      { name: `tenant ${key.tenantKey}`, max: perTenantMax, code: 'too-many-readers' },
      { name: key.id, max: readersPerCallerMax, code: 'too-many-readers' },
    ]
  }

  #boundsOfOperator(): readonly Bound[] {
    return [this.#inAll(), { name: 'operator', max: readersPerCallerMax, code: 'too-many-readers' }]
  }

  #inAll(): Bound {
    return { name: 'all', max: this.#inAllMax, code: 'live-full' }
  }

  #count(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  #add(name: string, change: 1 | -1): void {
    const count = this.#count(name) + change
    if (count > 0) this.#counts.set(name, count)
    else this.#counts.delete(name)
  }
}

interface Bound {
  readonly name: string
  readonly max: number
  readonly code: 'live-full' | 'too-many-readers'
}
