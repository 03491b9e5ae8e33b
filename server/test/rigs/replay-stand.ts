/**
 * What a replay is tried on: deliveries that were all delivered once, and what a kill in its middle
 * may repeat, which is what had arrived and whose outcome was on no disk.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventId } from '../../src/domain/ids.ts'
import type { Arrival, CountingReceiver } from './counting-receiver.ts'
import { askService, tenantId, untilDrained } from './rig-load.ts'
import { openRigStore } from './rig-rows.ts'

const eventsPerBatch = 500

export const tenantPath = `/v1/tenants/${tenantId}`
export const replayFilter = { states: ['delivered'], event_types: ['contact.*'] }

/** Every event goes to every subscription. */
export async function deliverOnce(
  url: string,
  receiver: CountingReceiver,
  counts: {
    readonly events: number
    readonly subscriptions: number
    readonly boundMs: number
  },
): Promise<void> {
  await askService(url, 'POST', '/v1/tenants', { id: tenantId, name: tenantId })
  for (let number = 0; number < counts.subscriptions; number += 1) {
    const body = { url: `${receiver.url}/s/${number}`, event_types: ['contact.*'] }
    await askService(url, 'POST', `${tenantPath}/subscriptions`, body)
  }
  const event = { type: 'contact.changed', data: { PrimaryKey: 1, Changes: ['name'] } }
  for (let made = 0; made < counts.events; made += eventsPerBatch) {
    const size = Math.min(eventsPerBatch, counts.events - made)
    const events = Array.from({ length: size }, () => event)
    await askService(url, 'POST', `${tenantPath}/events/batch`, events)
  }
  const wanted = counts.events * counts.subscriptions
  const isFull = () => receiver.arrivals.length >= wanted
  await receiver.until(isFull, counts.boundMs, 'the live deliveries')
  await untilDrained(url)
}

/** Of these arrivals of a replay, how many have no outcome in the store that a kill has left. */
export async function countUnrecorded(
  storePath: string,
  arrivals: readonly Arrival[],
): Promise<number> {
  const copy = mkdtempSync(join(tmpdir(), 'posthorn-replay-copy-'))
  for (const suffix of ['', '-wal']) {
    if (existsSync(storePath + suffix)) {
      copyFileSync(storePath + suffix, join(copy, `posthorn.db${suffix}`))
    }
  }
  const store = await openRigStore(join(copy, 'posthorn.db'))
  try {
    const { subscriptions } = await store.subscriptions.load(null)
    const byPath = new Map(subscriptions.map((one) => [new URL(one.config.url).pathname, one]))
    let count = 0
    for (const { path, eventId } of arrivals) {
      const { number: subscriptionNumber, tenantKey } = byPath.get(path)!
      const key = { eventId: eventId as EventId, subscriptionNumber, run: 1 }
      const delivery = await store.history.findDelivery(tenantKey, key)
      if (delivery?.state !== 'delivered') count += 1
    }
    return count
  } finally {
    await store.close()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** How often each event came to each path. */
export function timesByName(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { path, eventId } of arrivals) {
    const name = `${path} ${eventId}`
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  return times
}

export const repeatsAmong = (times: ReadonlyMap<string, number>): number =>
  [...times.values()].reduce((sum, count) => sum + count - 1, 0)
