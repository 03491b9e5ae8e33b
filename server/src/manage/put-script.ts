/**
 * Stores a script of a tenant under its name. Once this resolves it is on disk, and every attempt
 * that begins from then on runs it; those that are under way end with the former one.
 */
import { scriptsPerTenantMax } from '../domain/limits.ts'
import type { Script } from '../domain/script.ts'
import type { ManageParts } from './manage-parts.ts'

export interface PutScript {
  readonly tenantKey: number
  readonly name: string
  readonly source: string
}

/** Null when the tenant has as many as it may have and this would be one more. */
export async function putScript(
  request: PutScript,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<{ readonly script: Script; readonly isNew: boolean } | null> {
  const { scripts } = ports.store
  const present = await scripts.list(request.tenantKey)
  const isOneMore = !present.some(({ name }) => name === request.name)
  if (isOneMore && present.length >= scriptsPerTenantMax) return null
  return scripts.put({ ...request, nowMs: ports.clock.nowMs() })
}
