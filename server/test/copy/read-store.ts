/**
 * Everything that a store tells through its ports, as plain data. Places of the accept order are told
 * as the file has them, so that a store and its copy tell the same.
 */
import type { DeliveryState } from '../../src/domain/delivery.ts'
import { deliveryStates } from '../../src/domain/delivery.ts'
import type { Tenant } from '../../src/domain/tenant.ts'
import type { DeliveryRecord, EventQuery, Page, StoredEvent } from '../../src/ports/history.ts'
import type { Store } from '../../src/ports/ports.ts'
import { allAlerts } from './filled-news.ts'

const placesOfDay = 2 ** 36
const farMs = Number.MAX_SAFE_INTEGER

export async function readStore(store: Store, nowMs: number): Promise<unknown> {
  const tenants = await store.tenants.listTenants({ kind: 'tenant', afterId: null, limit: 100 })
  const snapshot = await store.subscriptions.load(null)
  const ofTenants = []
  for (const tenant of tenants) ofTenants.push(await readTenant(store, tenant))
  const lines = []
  for (const { subscriptionNumber } of await store.deliveries.heads()) {
    lines.push(await readLine(store, subscriptionNumber, nowMs))
  }
  return asInFile({
    tenants,
    ofTenants,
    subscriptions: snapshot.subscriptions,
    configVersions: [...snapshot.configVersions],
    heads: (await store.deliveries.heads()).toSorted(
      (a, b) => a.subscriptionNumber - b.subscriptionNumber,
    ),
    lines,
    replays: await store.replays.openReplays(),
    announcements: await store.announcements.list(100),
    recount: await store.history.ledger({ recount: true }),
    ledger: await store.history.ledger({ recount: false }),
  })
}

async function readTenant(store: Store, { key: tenantKey }: Tenant): Promise<unknown> {
  const { history } = store
  const query = { tenantKey, type: null, sinceMs: null, untilMs: null }
  const events = await allOf((cursor) => history.listEvents({ ...query, cursor, limit: 7 }))
  const listed: Record<string, unknown> = {}
  for (const states of [null, ...deliveryStates.map((state) => [state])]) {
    listed[String(states)] = await readDeliveries(store, query, states)
  }
  const all = await readDeliveries(store, query, null)
  const attempts = await Promise.all(all.map((record) => history.attempts(tenantKey, record)))
  return {
    keys: await store.tenants.listKeys(tenantKey),
    scripts: await store.scripts.list(tenantKey),
    records: await store.records.list({ ...allRecords, account: tenantKey }),
    alerts: await store.alerts.list({ tenantKey, ...allAlerts }),
    events,
    listed,
    attempts,
    replays: await history.replays(tenantKey),
    versions: await readVersions(store, tenantKey, events),
    found: await Promise.all(events.map(({ event }) => history.findEvent(tenantKey, event.id))),
  }
}

const allRecords = { collection: 'sample', idPrefix: '', afterId: null, limit: 100 }

function readDeliveries(
  { history }: Store,
  query: Omit<EventQuery, 'cursor' | 'limit'>,
  states: readonly DeliveryState[] | null,
): Promise<DeliveryRecord[]> {
  return allOf((cursor) =>
    history.listDeliveries({ ...query, cursor, limit: 9, subscriptionNumber: null, states }),
  )
}

/** The version in force at each event, of each subscription there may be. */
async function readVersions(
  { subscriptions }: Store,
  tenantKey: number,
  events: readonly StoredEvent[],
): Promise<unknown> {
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
  return Promise.all(
    numbers.map(async (number) => ({
      found: await subscriptions.find(tenantKey, number),
      made: await Promise.all(
        [1, 2, 3].map((version) => subscriptions.findVersion(tenantKey, number, version)),
      ),
      inForce: await Promise.all(
        events.map(({ event }) => subscriptions.versionAt(tenantKey, number, event.seq)),
      ),
    })),
  )
}

/** What would be sent, in each order, now and ever. */
async function readLine(store: Store, subscriptionNumber: number, nowMs: number): Promise<unknown> {
  const claims = []
  for (const order of ['due', 'accepted'] as const) {
    for (const atMs of [nowMs, farMs]) {
      claims.push(
        await store.deliveries.claimDue({
          subscriptionNumber,
          nowMs: atMs,
          limit: 1_000,
          order,
          held: new Set(),
        }),
      )
    }
  }
  return claims
}

async function allOf<Item>(read: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = null; ;) {
    const page: Page<Item> = await read(cursor)
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = page.nextCursor
  }
}

const places = new Set(['seq', 'eventSeq', 'position', 'validFromSeq', 'untilSeq', 'cursorSeq'])

/** Bytes as text, since each driver has its own kind; places without their day. */
function asInFile(value: unknown, name = ''): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map((item) => asInFile(item))
  if (typeof value === 'number') return places.has(name) ? value % placesOfDay : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asInFile(item, key)]))
}
