/**
 * What runs while its writes are recorded: the real store accepts events, records outcomes, gives
 * rows, folds and tidies. Whatever the store has promised is noted in `acks` after the promise
 * resolved; that note lies in the same record, so its order is known.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { healthy } from '../../src/domain/health.ts'
import type { EventId } from '../../src/domain/ids.ts'
import type { Store } from '../../src/ports/ports.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { encryptionKey } from './service-process.ts'

const [directory = '', eventCountText = '400'] = process.argv.slice(2)
const eventCount = Number(eventCountText)
const random = createSystemRandom()
const store = await openStore(`sqlite:${join(directory, 'posthorn.db')}`, {
  clock: systemClock,
  random,
  encryptionKey,
  onFatal: (error) => {
    throw error
  },
})
const tenant = (await store.tenants.createTenant({
  id: 'power',
  name: 'power',
  nowMs: Date.now(),
}))!
const { subscription, configVersion } = await store.subscriptions.create({
  id: 'sub_00000000000000000000000000000001',
  tenantKey: tenant.key,
  owner: { kind: 'tenant', id: tenant.id },
  externalKey: null,
  application: null,
  config: {
    name: null,
    description: null,
    dialect: 'standard-webhooks',
    dispatcher: 'http',
    url: 'https://example.com/',
    patterns: ['*'],
    headers: {},
    secrets: { current: [], old: [] },
    retryOverride: null,
    dialectSettings: {},
  },
  state: 'active',
  nowMs: Date.now(),
})
appendFileSync(join(directory, 'acks'), `begin ${tenant.key} ${subscription.number}\n`)

for (let count = 0; count < eventCount; count += 1) {
  // A few at once, so that commits hold one write or many.
  const size = 1 + (count % 7)
  await Promise.all(Array.from({ length: size }, () => acceptOne(store)))
  if (count % 20 === 19) await store.upkeep.fold()
  if (count % 50 === 49) await store.upkeep.tidy()
  if (count % 10 === 0) await delay(1)
}
process.exit(0)

async function acceptOne(target: Store): Promise<void> {
  const id: EventId = `evt_${Buffer.from(random.bytes(16)).toString('hex')}`
  const nowMs = Date.now()
  const result = await target.events.append({
    configVersion,
    targets: [{ subscriptionNumber: subscription.number, isWaiting: id.endsWith('0') }],
    event: {
      id,
      tenantKey: tenant.key,
      tenantId: tenant.id,
      type: 'power.cut',
      data: random.bytes(200 + (nowMs % 800)),
      acceptedAtMs: nowMs,
      occurredAtMs: nowMs,
      orderKey: null,
      subject: null,
      traceparent: null,
      deliverAtMs: null,
      idempotency: null,
    },
  })
  if (result.kind !== 'stored') throw new Error(result.kind)
  appendFileSync(join(directory, 'acks'), `accepted ${id}\n`)
  if (id.endsWith('1')) return
  await target.deliveries.recordOutcomes([
    {
      delivery: {
        eventId: id,
        subscriptionNumber: subscription.number,
        run: 0,
        eventSeq: result.seq,
        attemptCount: 0,
        position: result.seq,
        dueAtMs: 0,
        runKind: 'accepted',
        recoveryCount: 0,
      },
      attempt: {
        eventId: id,
        subscriptionNumber: subscription.number,
        run: 0,
        number: 1,
        startedAtMs: nowMs,
        outcome: { kind: 'accepted' },
        status: 200,
        replyText: 'ok',
        timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 2 },
        bodyDigest: new Uint8Array(16),
        subscriptionVersion: 1,
      },
      next: { state: 'delivered', atMs: nowMs },
      hasRow: id.endsWith('0'),
      health: id.endsWith('2') ? healthy : null,
      status: null,
    },
  ])
  appendFileSync(join(directory, 'acks'), `delivered ${id}\n`)
}
