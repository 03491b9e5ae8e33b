/**
 * Tenants and their keys. A key's secret is stored as a keyed hash only and compared in constant
 * time. Every implementation passes test/contract/tenant-store-contract.ts.
 */
import type { ApiKey, KeyScope, Tenant } from '../domain/tenant.ts'

export interface TenantStore {
  /** Null when the id is taken. */
  createTenant(request: {
    readonly id: string
    readonly name: string
    readonly nowMs: number
  }): Promise<Tenant | null>
  findTenant(id: string): Promise<Tenant | null>
  /** By id, ascending, after the given id: tenants, or the accounts of partners. */
  listTenants(request: {
    readonly kind: 'tenant' | 'partner'
    readonly afterId: string | null
    readonly limit: number
  }): Promise<readonly Tenant[]>
  createKey(request: NewKey): Promise<ApiKey>
  /** The key that this secret opens, or null; revoked ones are never found. */
  findKey(secret: string): Promise<ApiKey | null>
  listKeys(tenantKey: number): Promise<readonly ApiKey[]>
  /** False when the tenant has no such key. From its resolution on the key opens nothing. */
  revokeKey(request: {
    readonly tenantKey: number
    readonly id: string
    readonly nowMs: number
  }): Promise<boolean>
  /** Notes when keys were last used; told about once a minute. */
  noteKeyUse(uses: readonly { readonly id: string; readonly atMs: number }[]): Promise<void>
}

export interface NewKey {
  readonly id: ApiKey['id']
  readonly tenantKey: number
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly application: string | null
  readonly secret: string
  readonly nowMs: number
}
