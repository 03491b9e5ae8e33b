/**
 * An event as the Events API shows it: what endpoints find in the body, to the byte, with its id and
 * product before it and what became of it behind. What the catalogue has to say is worked out from
 * the event again, which never changes. What the tenant's own schemas had to say when it was handed in
 * is not there: those may have changed since, and would say something else of the same event.
 */
import type { Event } from '../../domain/event.ts'
import type { EventKind } from '../../domain/event-kind.ts'
import type { Ports } from '../../ports/ports.ts'
import { checkEvent } from './check-event.ts'
import type { EventOutcome } from './event-outcome.ts'
import { errorOfFault } from './rosaas-errors.ts'

type ViewPorts = Pick<Ports, 'dialects'>

export function eventJson(
  event: Event,
  { productId, outcome }: { readonly productId: string; readonly outcome: EventOutcome },
  ports: ViewPorts,
): string {
  const body = bodyOf(event, ports)
  const kinds = ports.dialects('rosaas').eventKinds()
  const before = JSON.stringify({ Id: event.id, ProductId: productId }).slice(0, -1)
  const after = { PendingWebhooks: outcome.pendingCount, ...warningsOf(body, kinds) }
  return `${before},${body.slice(1, -1)},${JSON.stringify(after).slice(1)}`
}

export function tenantNameOf(event: Event, ports: ViewPorts): string {
  const { TenantSystemName } = JSON.parse(bodyOf(event, ports)) as { TenantSystemName: string }
  return TenantSystemName
}

function bodyOf(event: Event, { dialects }: ViewPorts): string {
  const bytes = dialects('rosaas').eventBody?.(event)
  if (bytes === undefined) throw new Error('the RoSaaS dialect says no body of an event alone')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

function warningsOf(body: string, kinds: readonly EventKind[]) {
  const checked = checkEvent(JSON.parse(body), { kinds, validation: 'warn' })
  const warnings = checked.kind === 'checked' ? checked.warnings : []
  return warnings.length === 0 ? {} : { Warnings: warnings.map(errorOfFault) }
}
