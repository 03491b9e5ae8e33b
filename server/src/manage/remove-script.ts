/**
 * Removes a script that nothing runs any more. A subscription that is saved with its name in the
 * same moment fails like any whose script is missing.
 */
import type { ManageParts } from './manage-parts.ts'

export async function removeScript(
  { tenantKey, name }: { readonly tenantKey: number; readonly name: string },
  { ports, pipeline }: ManageParts,
): Promise<'removed' | 'unknown' | 'in-use'> {
  if ((await ports.store.scripts.find(tenantKey, name)) === null) return 'unknown'
  const isUsed = pipeline.subscriptions
    .list(tenantKey)
    .some(({ config }) => config.dispatcher === 'script' && config.url === name)
  if (isUsed) return 'in-use'
  return (await ports.store.scripts.remove(tenantKey, name)) ? 'removed' : 'unknown'
}
