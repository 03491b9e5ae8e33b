/**
 * Tenants, their configuration versions and their keys in memory, read once at open and changed
 * together with their rows: accepting an event and letting a caller in look nothing up on disk.
 */
import type { ApiKey, Tenant } from '../../domain/tenant.ts'

export class TenantDirectory {
  readonly #byKey = new Map<number, Tenant>()
  readonly #byId = new Map<string, Tenant>()
  readonly #configVersions = new Map<number, number>()
  /** By the digest of the secret, as hex; those that still open something. */
  readonly #keys = new Map<string, ApiKey>()

  addTenant(tenant: Tenant, configVersion: number): void {
    this.#byKey.set(tenant.key, tenant)
    this.#byId.set(tenant.id, tenant)
    this.#configVersions.set(tenant.key, configVersion)
  }

  removeTenant(tenant: Tenant): void {
    this.#byKey.delete(tenant.key)
    this.#byId.delete(tenant.id)
    this.#configVersions.delete(tenant.key)
  }

  findTenant(id: string): Tenant | null {
    return this.#byId.get(id) ?? null
  }

  /** The tenant's own id. Throws for a key that was never given. */
  tenantId(key: number): string {
    const tenant = this.#byKey.get(key)
    if (tenant === undefined) throw new Error(`there is no tenant with the key ${key}`)
    return tenant.id
  }

  /** Throws for a key that was never given. */
  configVersion(key: number): number {
    const version = this.#configVersions.get(key)
    if (version === undefined) throw new Error(`there is no tenant with the key ${key}`)
    return version
  }

  setConfigVersion(key: number, version: number): void {
    this.#configVersions.set(key, version)
  }

  configVersions(): ReadonlyMap<number, number> {
    return new Map(this.#configVersions)
  }

  addKey(digest: string, key: ApiKey): void {
    this.#keys.set(digest, key)
  }

  removeKey(digest: string): void {
    this.#keys.delete(digest)
  }

  findKey(digest: string): ApiKey | null {
    return this.#keys.get(digest) ?? null
  }
}
