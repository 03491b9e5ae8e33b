/** The real pipeline, store and clock over real threads that a payload ends. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createInProcessBroker } from '../../src/brokers/in-process/in-process-broker.ts'
import { createKeyMaker } from '../../src/dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from '../../src/dialects/tenant-status/issuer-key-maker.ts'
import { createStandardWebhooksDialect } from '../../src/dialects/standard-webhooks/dialect.ts'
import type { EventId } from '../../src/domain/ids.ts'
import { createSubscription } from '../../src/manage/create-subscription.ts'
import { startPipeline } from '../../src/pipeline/start-pipeline.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Ports } from '../../src/ports/ports.ts'
import { createThreadSender } from '../../src/senders/thread/thread-sender.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import type { FragileData, Poison } from '../world/fragile-sending-thread.ts'

test('a payload that ends the sending thread is quarantined; what was beside it is delivered', async (t) => {
  const world = await open(t)
  const ids: EventId[] = []
  for (let count = 0; count < 8; count += 1) ids.push(await world.accept('good.made', 'hello'))
  const bane = await world.accept('bad.made', 'poison that exits')
  await world.until((facts) => facts.some(({ kind }) => kind === 'delivery-quarantined'))
  await world.until((facts) => facts.filter(({ kind }) => kind === 'delivery-ended').length === 8)

  const ended = world.facts.flatMap((fact) => (fact.kind === 'delivery-ended' ? [fact] : []))
  assert.deepEqual(new Set(ended.map(({ key }) => key.eventId)), new Set(ids))
  assert.deepEqual(new Set(ended.map(({ state }) => state)), new Set(['delivered']))
  const quarantined = world.facts.flatMap((fact) =>
    fact.kind === 'delivery-quarantined' ? [fact.key.eventId] : [],
  )
  assert.deepEqual(quarantined, [bane])
  assert.ok(world.endCount() >= 4 && world.endCount() <= 5, `${world.endCount()} threads ended`)
})

async function open(t: TestContext) {
  const facts: Fact[] = []
  let wake = () => {}
  let endCount = 0
  const random = createSystemRandom()
  const encryptionKey = new Uint8Array(32).fill(7)
  const onFatal = (error: unknown) => assert.fail(String(error))
  const store = openSqliteStore(':memory:', { clock: systemClock, random, encryptionKey, onFatal })
  const dialect = createStandardWebhooksDialect({ userAgentVersion: '0.1.0' })
  const sender = createThreadSender({
    module: new URL('../world/fragile-sending-thread.ts', import.meta.url),
    data: { brokenStarts: new Int32Array(new SharedArrayBuffer(4)) } satisfies FragileData,
    onEnd: () => (endCount += 1),
  })
  const observe = (fact: Fact) => {
    facts.push(fact)
    wake()
  }
  const ports: Ports = {
    store,
    sender,
    random,
    clock: systemClock,
    broker: createInProcessBroker(),
    keyMaker: createKeyMaker(random),
    issuerKeyMaker: createIssuerKeyMaker(),
    dialects: () => dialect,
    dispatchers: () => ({
      send: () => Promise.reject(new Error('only the thread sends')),
      check: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    }),
    observer: { observe },
  }
  const queues = { perOrigin: 8, inAll: 64, itemsPerLaneMax: 100, bytesMax: 1_000_000 }
  const pipeline = await startPipeline(ports, queues)
  t.after(async () => {
    await pipeline.stop(1_000)
    await sender.close()
    await store.close()
  })
  const tenant = (await store.tenants.createTenant({ id: 'T1', name: 'T', nowMs: 1 }))!
  for (const type of ['good.made', 'bad.made'])
    await subscribe(type, tenant.key, { ports, pipeline })
  return {
    facts,
    endCount: () => endCount,
    async accept(type: string, text: Poison | 'hello'): Promise<EventId> {
      const data = Buffer.from(JSON.stringify({ text }))
      const request = { tenantKey: tenant.key, tenantId: tenant.id, type, data }
      const accepted = await pipeline.acceptEvent(request)
      assert.ok(accepted.kind === 'accepted')
      return accepted.id
    },
    async until(isSo: (facts: readonly Fact[]) => boolean): Promise<void> {
      while (!isSo(facts)) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

async function subscribe(
  type: string,
  tenantKey: number,
  parts: Parameters<typeof createSubscription>[1],
): Promise<void> {
  const made = await createSubscription(
    {
      tenantKey,
      owner: { kind: 'tenant', id: 'T1' },
      externalKey: null,
      application: null,
      subscriptionsMax: 10,
      state: 'active',
      config: {
        name: null,
        description: null,
        dialect: 'standard-webhooks',
        dispatcher: 'http',
        url: `https://${type}.test/`,
        patterns: [type],
        headers: {},
        secrets: { current: [], old: [] },
        retryOverride: null,
        dialectSettings: {},
      },
    },
    parts,
  )
  assert.equal(made.kind, 'created')
}
