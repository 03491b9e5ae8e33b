/** Notes that somebody has seen an alert; of several times the first counts. */
import type { Alert, AlertId } from '../domain/alert.ts'
import type { ManageParts } from './manage-parts.ts'

/** Null when the tenant has no such alert. */
export function acknowledgeAlert(
  request: { readonly tenantKey: number; readonly id: AlertId },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Alert | null> {
  return ports.store.alerts.acknowledge({ ...request, nowMs: ports.clock.nowMs() })
}
