/**
 * `npm run rig:replay [-- --deliveries 100000]`: so many deliveries that were delivered are sent
 * again. Is the preview exact, is the rate obeyed, does a pause hold within a second, and does a
 * kill in the middle lose or repeat anything beyond what was in flight? Report in docs/proof; it
 * ends with an error where a gate is missed. Bounded by the deliveries: about two minutes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CountingReceiver } from './counting-receiver.ts'
import { askService, untilDrained } from './rig-load.ts'
import {
  countUnrecorded,
  deliverOnce,
  repeatsAmong,
  replayFilter as filter,
  tenantPath as tenant,
  timesByName,
} from './replay-stand.ts'
import { freePort, type ServiceProcess, startService } from './service-process.ts'

const { values } = parseArgs({
  options: { deliveries: { type: 'string', default: '100000' }, report: { type: 'string' } },
})
const subscriptionCount = 5
const deliveryCount = Number(values.deliveries)
const eventCount = deliveryCount / subscriptionCount
const ratePerSecond = 1_000
const rateOff = 0.05
const pauseMsMax = 1_000
const pausedMs = 5_000
const boundMs = 180_000

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
    await deliverOnce(service.url, receiver, {
      events: eventCount,
      subscriptions: subscriptionCount,
      boundMs,
    })
    const preview = await counted(service)
    const first = receiver.arrivals.length
    const replay = await begin(service)
    const paused = await pauseInTheMiddle(service, { id: replay.id, first })
    const [rateBefore, untilAt] = [rateOf(first, paused.sentCount), receiver.arrivals.length]
    const half = first + deliveryCount / 2
    await receiver.until(() => receiver.arrivals.length >= half, boundMs, 'half of the replay')
    const rateAfterPause = rateOf(untilAt, receiver.arrivals.length)
    await service.kill('SIGKILL')
    const inFlightAtKill = await countUnrecorded(place.storePath, receiver.arrivals.slice(first))
    const killedCount = receiver.arrivals.length
    service = startService(place)
    const acceptAgainMs = await service.ready(60_000)
    const done = await untilDone(service, replay.id)
    const rateAfterKill = rateOf(killedCount + ratePerSecond, receiver.arrivals.length)
    const again = timesByName(receiver.arrivals.slice(first))
    const repeats = repeatsAmong(again)
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
