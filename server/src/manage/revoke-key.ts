/** Ends a key for good. Once this resolves it opens nothing; answers false for an unknown one. */
import type { KeyId } from '../domain/ids.ts'
import type { ManageParts } from './manage-parts.ts'

export function revokeKey(
  request: { readonly tenantKey: number; readonly id: KeyId },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<boolean> {
  return ports.store.tenants.revokeKey({ ...request, nowMs: ports.clock.nowMs() })
}
