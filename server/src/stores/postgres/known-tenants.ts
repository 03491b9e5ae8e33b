/**
 * Tenants in memory, where they never change once made. Read at open and added after the commits
 * that make them; one that is not known here is looked up by who asks.
 */
import type { Tenant } from '../../domain/tenant.ts'

export class KnownTenants {
  readonly #byId = new Map<string, Tenant>()

  addTenant(tenant: Tenant): void {
    this.#byId.set(tenant.id, tenant)
  }

  findTenant(id: string): Tenant | null {
    return this.#byId.get(id) ?? null
  }
}
