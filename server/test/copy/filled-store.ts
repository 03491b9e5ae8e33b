/**
 * A store in a file with something of every kind in it, made through its ports over several days:
 * every state of a delivery, of a subscription and of a replay, folded in part, dropped in part, and
 * ended the hard way, with targets that only memory knew.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PendingDelivery } from '../../src/domain/delivery.ts'
import { openSqliteStore, type SqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'
import {
  attemptOf,
  dayMs,
  delivered,
  exhausted,
  failedUntil,
  failingHealth,
  type FreshStore,
  hourMs,
  MovableClock,
  sampleConfig,
  StoreWorld,
  testRandom,
} from '../contract/fresh-store.ts'
import { addNews, type Change } from './filled-news.ts'

export const encryptionKey = new Uint8Array(32).fill(5)
export const secretOfKey = 'phk_a-secret-of-a-key-0123456789'

export interface FileWorld {
  readonly path: string
  readonly fresh: FreshStore
  /** Ends it as kill -9 does, so that the copy meets what a crash leaves. */
  abandon(): void
  remove(): void
}

/** An empty store in a file of its own; `fresh.crash()` opens it again. */
export function openFileWorld(): FileWorld {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-copy-'))
  const path = join(directory, 'posthorn.db')
  const clock = new MovableClock()
  const open = (): SqliteStore => openFile(path, clock)
  let store = open()
  const fresh: FreshStore = {
    clock,
    get store() {
      return store
    },
    flush: () => store.flush(),
    async reopen() {
      await store.close()
      store = open()
    },
    crash() {
      store.abandon()
      store = open()
      return Promise.resolve()
    },
    close: () => store.close(),
  }
  return {
    path,
    fresh,
    abandon: () => store.abandon(),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

export function openFile(path: string, clock: MovableClock): SqliteStore {
  return openSqliteStore(path, {
    clock,
    random: testRandom,
    encryptionKey,
    limits: { ballastBytes: 0 },
    onFatal(error) {
      throw error
    },
  })
}

/** Fills it; the store is still open afterwards. */
export async function fillStore(fresh: FreshStore): Promise<void> {
  const world = await StoreWorld.begin(fresh)
  const other = await StoreWorld.begin(fresh, 'Cust2')
  await StoreWorld.begin(fresh, 'Empty3')
  await addKeys(world)
  const numbers = await addSubscriptions(world)
  await fillFirstDay(world, numbers)
  fresh.clock.move(3 * dayMs)
  // What the first day left is too old: it goes with its totals, the ledger keeps them.
  while (await fresh.store.upkeep.dropBefore(world.nowMs - dayMs)) continue
  await fillStates(world, numbers)
  await addOptions(world, numbers)
  fresh.clock.move(2 * dayMs)
  await addReplays(world, numbers)
  await addOthers(other)
  await fresh.store.upkeep.fold()
  fresh.clock.move(dayMs)
  await stopSome(world, numbers)
  await addUnfolded(world, numbers)
  await addNews(world, numbers.paused, (changed) => change(world, numbers.paused, changed))
}

interface Numbers {
  readonly healthy: number
  readonly sick: number
  readonly paused: number
  readonly disabled: number
  readonly deleted: number
}

async function addKeys(world: StoreWorld): Promise<void> {
  const { tenants } = world.store
  const { key: tenantKey } = world.tenant
  const usual = { tenantKey, name: 'Key', application: null, nowMs: world.nowMs }
  const made = [
    { ...usual, id: keyId('1'), scopes: ['manage', 'ingest'] as const, secret: secretOfKey },
    { ...usual, id: keyId('2'), scopes: ['read'] as const, secret: `${secretOfKey}-revoked` },
  ]
  for (const key of made) await tenants.createKey(key)
  await tenants.revokeKey({ tenantKey, id: keyId('2'), nowMs: world.nowMs + 5 })
  await tenants.noteKeyUse([{ id: keyId('1'), atMs: world.nowMs + 9 }])
  for (const name of ['b', 'A', 'z.1']) {
    const source = `log("${name} – æøå")`
    await world.store.scripts.put({ tenantKey, name, source, nowMs: world.nowMs })
  }
  const record = { account: tenantKey, collection: 'sample', expectedRevision: null }
  const records = ['a/1', 'B', 'å'].map((id) => ({ ...record, id, json: JSON.stringify({ id }) }))
  await world.store.records.write(records, world.nowMs)
  for (const digit of ['1', '2']) {
    const actor = { id: `key_${digit.repeat(32)}`, name: 'Größe' } as const
    await world.store.audit.append({
      id: `aud_${digit.repeat(32)}`,
      atMs: world.nowMs,
      account: tenantKey,
      actor: digit === '1' ? { kind: 'operator' } : { kind: 'key', ...actor },
      seenBy: digit === '1' ? null : 'größe',
      operation: 'createKey',
      named: { tenantId: 'Cust1' },
      status: 201,
      before: null,
      after: { name: '"é\\"' },
    })
  }
  await world.store.records.write([{ ...records[0]!, expectedRevision: 1 }], world.nowMs + 1)
}

const keyId = (digit: string): `key_${string}` => `key_${digit.repeat(32)}`

async function addSubscriptions(world: StoreWorld): Promise<Numbers> {
  const numbers = {
    healthy: await world.subscribe({ externalKey: 'orders', application: 'crm' }),
    sick: await world.subscribe({ owner: { kind: 'partner', id: 'Partner7' } }),
    paused: await world.subscribe(),
    disabled: await world.subscribe(),
    deleted: await world.subscribe(),
  }
  for (const name of ['Second', 'Third']) {
    await change(world, numbers.healthy, { config: { ...sampleConfig, name } })
  }
  return numbers
}

async function change(world: StoreWorld, number: number, changed: Change): Promise<void> {
  const result = await world.store.subscriptions.change({
    tenantKey: world.tenant.key,
    number,
    expectedVersion: null,
    nowMs: world.nowMs,
    ...changed,
  })
  world.configVersion = result!.configVersion
}

async function fillFirstDay(world: StoreWorld, { healthy, sick }: Numbers): Promise<void> {
  for (let count = 0; count < 5; count += 1) {
    const [one, two] = await world.accept([healthy, sick])
    await world.record(delivered(one!), exhausted(two!))
  }
  await world.append(world.event())
  await world.store.upkeep.fold()
}

/** A delivery in every state and with every kind of past. */
async function fillStates(world: StoreWorld, numbers: Numbers): Promise<void> {
  const { healthy, sick, paused, disabled, deleted } = numbers
  const { deliveries } = world.store
  const [ended] = await world.accept([healthy])
  await world.record(delivered(ended!))
  const [slow] = await world.accept([healthy])
  await world.record(failedUntil(slow!, world.nowMs + 1))
  await world.record(delivered(await rowOf(world, slow!), { hasRow: true }))
  const [spent] = await world.accept([sick])
  await world.record(exhausted(spent!, { health: failingHealth }))
  await world.acceptWaiting([deleted])
  await deliveries.closeWaiting({
    state: 'cancelled',
    subscriptionNumber: deleted,
    limit: 1,
    nowMs: world.nowMs,
  })
  await world.acceptWaiting([healthy, sick, paused, disabled, deleted])
  await world.acceptWaiting([healthy, sick, paused, disabled, deleted])
  const [late] = await world.accept([sick])
  await world.record(failedUntil(late!, world.nowMs + 2 * hourMs))
  const [back] = await world.accept([sick])
  const next = { state: 'pending', dueAtMs: 0, isBehindOthers: true } as const
  await world.record({ ...failedUntil(back!, 0), next })
  const [poison] = await world.acceptWaiting([healthy])
  const marked = { ...poison!, recoveryCount: 3 }
  await deliveries.markSending({ deliveries: [marked], isQuarantined: true })
  await resendAndClose(world, ended!, healthy)
}

async function rowOf(world: StoreWorld, delivery: PendingDelivery): Promise<PendingDelivery> {
  const rows = await world.claimed(delivery.subscriptionNumber)
  return rows.find((row) => row.eventId === delivery.eventId && row.run === delivery.run)!
}

/** Runs after the first one, and an attempt that ended after its delivery was closed. */
async function resendAndClose(
  world: StoreWorld,
  ended: PendingDelivery,
  healthy: number,
): Promise<void> {
  const { deliveries } = world.store
  await deliveries.startRuns({ runKind: 'resend', deliveries: [ended, ended], replay: null })
  const rows = await world.claimed(healthy)
  const run = rows.find((row) => row.runKind === 'resend')!
  await world.record(delivered(run, { hasRow: true }))
  const lost = await world.subscribe()
  const [gone] = await world.acceptWaiting([lost])
  await deliveries.closeWaiting({
    state: 'cancelled',
    subscriptionNumber: lost,
    limit: 5,
    nowMs: world.nowMs,
  })
  await world.record(delivered(gone!, { hasRow: true, attempt: attemptOf(gone!) }))
}

/** What an event may carry beside its type and data. */
async function addOptions(world: StoreWorld, { healthy, sick }: Numbers): Promise<void> {
  const later = { deliverAtMs: world.nowMs + 30 * dayMs, occurredAtMs: world.nowMs - hourMs }
  await world.acceptWaiting([healthy], { ...later, orderKey: 'order-1', subject: 'person "7"' })
  const idempotency = { key: 'once', bodyDigest: new Uint8Array(32).fill(3) }
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const [one] = await world.accept([sick], { idempotency, traceparent, type: 'größe\\n,{}' })
  await world.record(delivered(one!))
  await world.acceptWaiting([sick], { data: Buffer.alloc(40_000, '{"é":"\\\\"}') })
  await world.append(world.event({ type: 'nobody.wants' }))
}

async function addReplays(world: StoreWorld, { healthy }: Numbers): Promise<void> {
  const { replays, deliveries, history } = world.store
  const filter = {
    states: ['exhausted', 'delivered'] as const,
    subscriptionNumber: null,
    amongSubscriptions: null,
    patterns: null,
    sinceMs: world.nowMs - 10 * dayMs,
    untilMs: null,
    includesUndelivered: false,
  }
  for (const digit of ['1', '2', '3'] as const) {
    await replays.createReplay({
      id: `rpl_${digit.repeat(32)}`,
      tenantKey: world.tenant.key,
      filter,
      ratePerSecond: digit === '1' ? 0.1 : 7.5,
      createdAtMs: world.nowMs,
    })
  }
  const [first, second] = await history.replays(world.tenant.key)
  const page = await replays.candidates({ ...first!, limit: 1 })
  const steps = [
    // Begun, and within an event.
    { ...page, id: first!.id, startedCount: 1, isDone: false },
    {
      id: second!.id,
      cursorSeq: second!.untilSeq,
      cursorSubscription: 0,
      startedCount: 1,
      isDone: true,
    },
  ]
  for (const replay of steps) {
    await deliveries.startRuns({ runKind: 'replay', deliveries: page.deliveries, replay })
  }
  // A subscription that had not been a target of the event.
  const [wide] = await world.accept([healthy])
  await world.record(delivered(wide!))
  const another = await world.subscribe()
  const deliveriesOf = [{ ...wide!, subscriptionNumber: another }]
  await deliveries.startRuns({ runKind: 'resend', deliveries: deliveriesOf, replay: null })
}

async function addOthers(other: StoreWorld): Promise<void> {
  const number = await other.subscribe()
  await other.acceptWaiting([number])
  const old = await other.acceptWaiting([number])
  await other.store.deliveries.closeWaiting({
    state: 'expired',
    acceptedBeforeMs: other.nowMs + 1,
    limit: 1,
    nowMs: other.nowMs,
  })
  await other.record(exhausted(await rowOf(other, old[0]!), { hasRow: true }))
}

async function stopSome(world: StoreWorld, { paused, disabled, deleted, sick }: Numbers) {
  const since = { reason: null, sinceMs: world.nowMs, releasingSinceMs: null }
  await change(world, paused, { status: { ...since, state: 'paused', reason: 'at night' } })
  const reason = 'too-many-failures'
  await change(world, disabled, { status: { ...since, state: 'disabled', reason } })
  await change(world, deleted, { status: { ...since, state: 'deleted' } })
  const releasing = { ...since, state: 'active', releasingSinceMs: world.nowMs } as const
  await change(world, sick, { status: releasing, health: failingHealth })
}

/** What was not folded yet, and what memory alone knew when the process died. */
async function addUnfolded(world: StoreWorld, { healthy, sick, paused }: Numbers): Promise<void> {
  const [one, two] = await world.accept([healthy, sick, paused])
  await world.record(delivered(one!), failedUntil(two!, world.nowMs + hourMs))
  await world.accept([healthy, sick])
  await world.accept([paused], { data: Buffer.from('{"last":true}') })
}
