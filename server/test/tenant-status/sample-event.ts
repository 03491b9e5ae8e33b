/** An event that tells an app of a tenant, as the pipeline hands it to the dialect. */
import type { Event } from '../../src/domain/event.ts'

export function sampleEvent(tenantKey: number, tenantId: string): Event {
  const data = {
    change_type: 'suspend',
    tenant: 'Cust1',
    version_name: '',
    file_version: '',
    public_endpoint: null,
  }
  return {
    id: `evt_${'0'.repeat(32)}`,
    seq: 1,
    tenantKey,
    tenantId,
    type: 'tenant-status.suspend',
    data: Buffer.from(JSON.stringify(data)),
    acceptedAtMs: 0,
    occurredAtMs: 0,
    orderKey: null,
    subject: null,
    traceparent: null,
  }
}
