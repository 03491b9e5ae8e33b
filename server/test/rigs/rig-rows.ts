/** What rigs put into a store by themselves, since no API would take it as fast. */
import type { NewEvent } from '../../src/domain/event.ts'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Store } from '../../src/ports/ports.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { encryptionKey } from './service-process.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'

/** Opened here, while no service has it. */
export function openRigStore(path: string): Promise<Store> {
  return openStore(`sqlite:${path}`, {
    clock: systemClock,
    random: createSystemRandom(),
    encryptionKey,
    limits: { ballastBytes: 0 },
    onFatal: (error) => {
      throw error
    },
  })
}

const random = createSystemRandom()
const hexId = (): string => Buffer.from(random.bytes(16)).toString('hex')

/** Port 9 of loopback refuses every connection: as dead as an endpoint can be. */
export const deadUrl = 'http://127.0.0.1:9/'

export interface RigTenant {
  readonly tenantKey: number
  readonly tenantId: string
}

export async function makeTenant(store: Store, tenantId: string): Promise<RigTenant> {
  const tenant = await store.tenants.createTenant({
    id: tenantId,
    name: tenantId,
    nowMs: Date.now(),
  })
  if (tenant === null) throw new Error('the tenant is there already')
  return { tenantKey: tenant.key, tenantId }
}

export function subscribe(
  store: Store,
  { tenantKey, tenantId }: RigTenant,
  { url, patterns }: Pick<SubscriptionConfig, 'url' | 'patterns'>,
) {
  const config: SubscriptionConfig = {
    name: null,
    description: null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url,
    patterns,
    headers: {},
    secrets: { current: [], old: [] },
    retryOverride: null,
    dialectSettings: {},
  }
  return store.subscriptions.create({
    id: `sub_${hexId()}`,
    tenantKey,
    owner: { kind: 'tenant', id: tenantId },
    externalKey: null,
    application: null,
    config,
    state: 'active',
    nowMs: Date.now(),
  })
}

export function eventAt(
  atMs: number,
  tenant: RigTenant,
  {
    type = 'dead.letter',
    data = Buffer.from('{"PrimaryKey":18}'),
  }: Partial<Pick<NewEvent, 'type' | 'data'>> = {},
): NewEvent {
  return {
    id: `evt_${hexId()}`,
    ...tenant,
    type,
    data,
    acceptedAtMs: atMs,
    occurredAtMs: atMs,
    orderKey: null,
    subject: null,
    traceparent: null,
    deliverAtMs: null,
    idempotency: null,
  }
}
