/** The scripts of a tenant, as its callers name them. */
import type { Script } from '../domain/script.ts'
import type { ManageParts } from './manage-parts.ts'

export function findScript(
  tenantKey: number,
  name: string,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Script | null> {
  return ports.store.scripts.find(tenantKey, name)
}

/** All of them, by name; there are few. */
export function listScripts(
  tenantKey: number,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<readonly Script[]> {
  return ports.store.scripts.list(tenantKey)
}
