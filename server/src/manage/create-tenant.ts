/** Makes a tenant under the caller's own id. Resolves when it is on disk. */
import { isTenantId, type Tenant } from '../domain/tenant.ts'
import type { ManageParts } from './manage-parts.ts'

export type CreateTenantResult =
  | { readonly kind: 'created'; readonly tenant: Tenant }
  | { readonly kind: 'taken' }
  /** Not 1 to 64 of `[A-Za-z0-9_-]`, or a first path segment of our own. */
  | { readonly kind: 'id-refused' }

export async function createTenant(
  request: { readonly id: string; readonly name: string },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<CreateTenantResult> {
  if (!isTenantId(request.id)) return { kind: 'id-refused' }
  const nowMs = ports.clock.nowMs()
  const tenant = await ports.store.tenants.createTenant({ ...request, nowMs })
  return tenant === null ? { kind: 'taken' } : { kind: 'created', tenant }
}
