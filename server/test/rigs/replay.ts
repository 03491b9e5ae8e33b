/**
 * `npm run rig:replay [-- --deliveries 100000]`: so many deliveries that were delivered are sent
 * again. Is the preview exact, is the rate obeyed, does a pause hold within a second, and does a
 * kill in the middle lose or repeat anything beyond what was in flight? Report in docs/proof; it
 * ends with an error where a gate is missed. Bounded by the deliveries: about two minutes.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { EventId } from '../../src/domain/ids.ts'
import { type Arrival, CountingReceiver } from './counting-receiver.ts'
import { askService, untilDrained } from './rig-load.ts'
import { openRigStore } from './rig-rows.ts'
import { freePort, type ServiceProcess, startService } from './service-process.ts'

const { values } = parseArgs({
  options: { deliveries: { type: 'string', default: '100000' }, report: { type: 'string' } },
})
const subscriptionCount = 5
const deliveryCount = Number(values.deliveries)
const eventCount = deliveryCount / subscriptionCount
const eventsPerBatch = 500
const ratePerSecond = 1_000
const rateOff = 0.05
const pauseMsMax = 1_000
const pausedMs = 5_000
const boundMs = 180_000
const tenant = '/v1/tenants/rig'
const filter = { states: ['delivered'], event_types: ['contact.*'] }

const directory = mkdtempSync(join(tmpdir(), 'posthorn-replay-'))
const receiver = await CountingReceiver.start()
try {
  const report = await run()
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(text)
  writeFileSync(
    values.report ?? join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'replay.json'),
    text,
  )
  process.exitCode = report.gatesMissed.length === 0 ? 0 : 1
} finally {
  await receiver.close()
  rmSync(directory, { recursive: true, force: true })
}

async function run() {
  const place = { storePath: join(directory, 'posthorn.db'), port: await freePort() }
  let service = startService(place)
  try {
    await service.ready(60_000)
    await fill(service)
    const preview = await counted(service)
    const first = receiver.arrivals.length
    const replay = await begin(service)
    const paused = await pauseInTheMiddle(service, { id: replay.id, first })
    const [rateBefore, untilAt] = [rateOf(first, paused.sentCount), receiver.arrivals.length]
    const half = first + deliveryCount / 2
    await receiver.until(() => receiver.arrivals.length >= half, boundMs, 'half of the replay')
    const rateAfterPause = rateOf(untilAt, receiver.arrivals.length)
    await service.kill('SIGKILL')
    const inFlightAtKill = await countUnrecorded(place.storePath, first)
    const killedCount = receiver.arrivals.length
    service = startService(place)
    const acceptAgainMs = await service.ready(60_000)
    const done = await untilDone(service, replay.id)
    const rateAfterKill = rateOf(killedCount + ratePerSecond, receiver.arrivals.length)
    const again = timesByName(receiver.arrivals.slice(first))
    const repeats = [...again.values()].reduce((sum, count) => sum + count - 1, 0)
    const measured = {
      ...{ previewCount: preview.count, previewMs: preview.tookMs, isAtLeast: preview.isAtLeast },
      countedAndBegunMs: replay.begunMs,
      rates: [rateBefore, rateAfterPause, rateAfterKill],
      ...{ pauseMs: paused.lastMs, sentInPause: paused.sentInPause },
      acceptAgainMs: Math.round(acceptAgainMs),
      ...{ repeats, inFlightAtKill, lost: deliveryCount - again.size },
      ...{ total: done.total_count, started: done.started_count, percent: done.percent },
    }
    const gatesMissed = gatesMissedBy(measured)
    const facts = { rig: 'replay', node: process.version, deliveries: deliveryCount, ratePerSecond }
    return { ...facts, ...measured, gatesMissed }
  } finally {
    await service.kill('SIGKILL')
  }
}

type Measured = Readonly<Record<string, unknown>> & {
  readonly rates: readonly number[]
  readonly pauseMs: number
  readonly repeats: number
  readonly inFlightAtKill: number
}

function gatesMissedBy(measured: Measured): string[] {
  const { rates, pauseMs, repeats, inFlightAtKill } = measured
  const isExact = measured['previewCount'] === deliveryCount && measured['isAtLeast'] === false
  const gates: Readonly<Record<string, boolean>> = {
    'the preview is exact': isExact,
    'the rate is kept': rates.every((rate) => Math.abs(rate / ratePerSecond - 1) <= rateOff),
    'a pause holds within a second': pauseMs <= pauseMsMax,
    'no repeat beyond what was in flight': repeats <= inFlightAtKill,
    'nothing is left out': measured['lost'] === 0,
    'the progress ends where it was counted': measured['total'] === measured['started'],
  }
  return Object.keys(gates).filter((gate) => gates[gate] === false)
}

/** Every event goes to every subscription. */
async function fill(service: ServiceProcess): Promise<void> {
  await askService(service.url, 'POST', '/v1/tenants', { id: 'rig', name: 'rig' })
  for (let number = 0; number < subscriptionCount; number += 1) {
    const body = { url: `${receiver.url}/s/${number}`, event_types: ['contact.*'] }
    await askService(service.url, 'POST', `${tenant}/subscriptions`, body)
  }
  const event = { type: 'contact.changed', data: { PrimaryKey: 1, Changes: ['name'] } }
  for (let made = 0; made < eventCount; made += eventsPerBatch) {
    const events = Array.from({ length: Math.min(eventsPerBatch, eventCount - made) }, () => event)
    await askService(service.url, 'POST', `${tenant}/events/batch`, events)
    process.stderr.write(`\r${made} of ${eventCount} events`)
  }
  const isFull = () => receiver.arrivals.length >= deliveryCount
  await receiver.until(isFull, boundMs, 'the live deliveries')
  await untilDrained(service.url)
  process.stderr.write('\n')
}

async function counted(service: ServiceProcess) {
  const startedAtMs = performance.now()
  const body = { filter, dry_run: true }
  const { count, is_at_least: isAtLeast } = await askService(
    service.url,
    'POST',
    `${tenant}/replays`,
    body,
  )
  return { count, isAtLeast, tookMs: Math.round(performance.now() - startedAtMs) }
}

async function begin(service: ServiceProcess): Promise<{ id: string; begunMs: number }> {
  const [before, startedAtMs] = [receiver.arrivals.length, performance.now()]
  const body = { filter, rate_per_second: ratePerSecond }
  const { id } = await askService(service.url, 'POST', `${tenant}/replays`, body)
  await receiver.until(() => receiver.arrivals.length > before, boundMs, 'its first delivery')
  return { id, begunMs: Math.round(performance.now() - startedAtMs) }
}

async function pauseInTheMiddle(
  service: ServiceProcess,
  { id, first }: { readonly id: string; readonly first: number },
) {
  const quarter = first + deliveryCount / 4
  await receiver.until(() => receiver.arrivals.length >= quarter, boundMs, 'a quarter')
  const [sentCount, askedAtMs] = [receiver.arrivals.length, performance.now()]
  await askService(service.url, 'POST', `${tenant}/replays/${id}/pause`)
  await new Promise((resolve) => setTimeout(resolve, pausedMs))
  const last = receiver.arrivals.at(-1)!
  await askService(service.url, 'POST', `${tenant}/replays/${id}/resume`)
  return {
    sentCount,
    lastMs: Math.max(0, Math.round(last.atMs - askedAtMs)),
    sentInPause: receiver.arrivals.length - sentCount,
  }
}

/** Deliveries a second between two places in the arrivals. */
function rateOf(from: number, to: number): number {
  const [first, last] = [receiver.arrivals[from]!, receiver.arrivals[to - 1]!]
  return Math.round(((to - 1 - from) * 10_000) / ((last.atMs - first.atMs) / 1_000)) / 10_000
}

/** Deliveries of the replay that had arrived and whose outcome the killed process left on no disk. */
async function countUnrecorded(storePath: string, first: number): Promise<number> {
  const copy = mkdtempSync(join(directory, 'copy-'))
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
    for (const { path, eventId } of receiver.arrivals.slice(first)) {
      const { number: subscriptionNumber, tenantKey } = byPath.get(path)!
      const key = { eventId: eventId as EventId, subscriptionNumber, run: 1 }
      const delivery = await store.history.findDelivery(tenantKey, key)
      if (delivery?.state !== 'delivered') count += 1
    }
    return count
  } finally {
    await store.close()
  }
}

function timesByName(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { path, eventId } of arrivals) {
    const name = `${path} ${eventId}`
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  return times
}

async function untilDone(service: ServiceProcess, id: string) {
  for (const startedAtMs = performance.now(); performance.now() - startedAtMs < boundMs;) {
    const replay = await askService(service.url, 'GET', `${tenant}/replays/${id}`)
    process.stderr.write(`\r${replay.percent} %, ${replay.seconds_left} s left   `)
    if (replay.state === 'done') {
      await untilDrained(service.url)
      process.stderr.write('\n')
      return replay
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the replay does not end')
}
