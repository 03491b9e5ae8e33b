/** A tenant with one subscription to an endpoint that refuses every connection. */
import type { NewEvent } from '../../src/domain/event.ts'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Store } from '../../src/ports/ports.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'

const random = createSystemRandom()

export async function deadSubscription(store: Store, tenantId: string) {
  const nowMs = Date.now()
  const tenant = await store.tenants.createTenant({ id: tenantId, name: tenantId, nowMs })
  if (tenant === null) throw new Error('the tenant is there already')
  // Port 9 of loopback refuses: as dead as an endpoint can be.
  const config = configOf('http://127.0.0.1:9/', 'dead.*')
  const made = await subscribe(store, { tenantKey: tenant.key, tenantId, config })
  return {
    tenantKey: tenant.key,
    subscriptionNumber: made.subscription.number,
    configVersion: made.configVersion,
    eventAt: (atMs: number): NewEvent => eventAt(atMs, { tenantKey: tenant.key, tenantId }),
  }
}

function configOf(url: string, pattern: string): SubscriptionConfig {
  return {
    name: null,
    description: null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url,
    patterns: [pattern],
    headers: {},
    secrets: { current: [], old: [] },
    retryOverride: null,
    dialectSettings: {},
  }
}

function subscribe(
  store: Store,
  of: {
    readonly tenantKey: number
    readonly tenantId: string
    readonly config: SubscriptionConfig
  },
) {
  return store.subscriptions.create({
    id: `sub_${Buffer.from(random.bytes(16)).toString('hex')}`,
    tenantKey: of.tenantKey,
    owner: { kind: 'tenant', id: of.tenantId },
    externalKey: null,
    application: null,
    config: of.config,
    state: 'active',
    nowMs: Date.now(),
  })
}

function eventAt(
  atMs: number,
  { tenantKey, tenantId }: { readonly tenantKey: number; readonly tenantId: string },
): NewEvent {
  return {
    id: `evt_${Buffer.from(random.bytes(16)).toString('hex')}`,
    tenantKey,
    tenantId,
    type: 'dead.letter',
    data: Buffer.from('{"PrimaryKey":18}'),
    acceptedAtMs: atMs,
    occurredAtMs: atMs,
    orderKey: null,
    subject: null,
    traceparent: null,
    deliverAtMs: null,
    idempotency: null,
  }
}
