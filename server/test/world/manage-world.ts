/**
 * What use-cases work with, opened for a test: a store in memory, the real dialects, dispatcher and
 * pipeline, and a clock that moves when it is told to. Nothing is sent, because nothing is running
 * at the targets. Everything is closed when the test ends.
 */
import type { TestContext } from 'node:test'
import { createInProcessBroker } from '../../src/brokers/in-process/in-process-broker.ts'
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import { createKeyMaker } from '../../src/dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from '../../src/dialects/tenant-status/issuer-key-maker.ts'
import { createSuperOfficeDialect } from '../../src/dialects/superoffice/dialect.ts'
import { createHttpDispatcher } from '../../src/dispatchers/http/http-dispatcher.ts'
import type { SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Tenant } from '../../src/domain/tenant.ts'
import type { Pipeline } from '../../src/pipeline/pipeline.ts'
import { startPipeline } from '../../src/pipeline/start-pipeline.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedClock } from './simulated-clock.ts'

export interface ManageWorld {
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly clock: SimulatedClock
  readonly tenant: Tenant
}

export async function openManageWorld(t: TestContext): Promise<ManageWorld> {
  const clock = new SimulatedClock()
  const random = new SeededRandom('manage')
  const store = await openStore('sqlite::memory:', {
    // Its commits take their turns in real time; what the use-cases see is the other one.
    clock: systemClock,
    random,
    encryptionKey: new Uint8Array(32).fill(7),
    onFatal: (error) => {
      throw error
    },
  })
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 1_024,
    idleSocketsMax: 1,
  })
  const standardWebhooks = createStandardWebhooksDialect({ userAgentVersion: '0.0.0' })
  const superOffice = createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '0.0.0' })
  const ports: Ports = {
    store,
    clock,
    random,
    broker: createInProcessBroker(),
    keyMaker: createKeyMaker(random),
    issuerKeyMaker: createIssuerKeyMaker(),
    observer: { observe() {} },
    dialects: (name) => (name === 'superoffice' ? superOffice : standardWebhooks),
    dispatchers: () => dispatcher,
  }
  const tenant = await store.tenants.createTenant({ id: 'Cust1', name: 'n', nowMs: clock.nowMs() })
  if (tenant === null) throw new Error('a new store has a tenant already')
  const pipeline = await startPipeline(ports, {
    perOrigin: 1,
    inAll: 1,
    bytesMax: 1_000_000,
    itemsPerLaneMax: 10,
  })
  t.after(async () => {
    await pipeline.stop(0)
    await ports.broker.close()
    await dispatcher.close()
    await store.close()
  })
  return { ports, pipeline, clock, tenant }
}

/** A configuration that is fine, with the given members in place of its own. */
export function configWith(
  given: Partial<SubscriptionConfig>,
  { ports }: Pick<ManageWorld, 'ports'>,
): SubscriptionConfig {
  return {
    name: null,
    description: null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url: 'http://127.0.0.1:8080/',
    patterns: ['*'],
    headers: {},
    secrets: { current: [ports.keyMaker.makeSecret('hmac')], old: [] },
    retryOverride: null,
    dialectSettings: {},
    ...given,
  }
}
