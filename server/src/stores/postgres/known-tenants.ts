/**
 * Tenants and the keys that open something, in memory: letting a caller in asks nobody. Read at
 * open and changed after the commits that change their rows; a tenant that is not known here is
 * looked up by who asks.
 */
import type { ApiKey, Tenant } from '../../domain/tenant.ts'

export class KnownTenants {
  readonly #byId = new Map<string, Tenant>()
  readonly #byKey = new Map<number, Tenant>()
  /** By the digest of the secret, as hex. */
  readonly #keys = new Map<string, ApiKey>()

  addTenant(tenant: Tenant): void {
    this.#byId.set(tenant.id, tenant)
    this.#byKey.set(tenant.key, tenant)
  }

  findTenant(id: string): Tenant | null {
    return this.#byId.get(id) ?? null
  }

  /** The tenant's own id, or null for a key that was made elsewhere a moment ago. */
  tenantId(key: number): string | null {
    return this.#byKey.get(key)?.id ?? null
  }

  addKey(digest: Uint8Array, key: ApiKey): void {
    this.#keys.set(hexOf(digest), key)
  }

  removeKey(digest: Uint8Array): void {
    this.#keys.delete(hexOf(digest))
  }

  findKey(digest: Uint8Array): ApiKey | null {
    return this.#keys.get(hexOf(digest)) ?? null
  }
}

function hexOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('hex')
}
