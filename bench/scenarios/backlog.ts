/**
 * A million deliveries wait for one endpoint that refuses connections. What do the other fifteen
 * notice, how much memory does it take, and how soon do they get something after kill -9?
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { startPosthorn, type RunningPosthorn } from '../contenders/posthorn.ts'
import { makeEvent } from '../harness/bench.ts'
import { startLoad, type Figures, type Stand } from '../harness/load.ts'
import { waitUntil } from '../harness/processes.ts'
import { withStand } from '../harness/stand.ts'
import { peakResidentBytes, readUsage } from '../harness/usage.ts'
import { atLeast, atMost, makeRow, type Scenario } from './scenario.ts'

const endpointCount = 16
const dead = 15
const batchEvents = 500
const batchesAtOnce = 4
/** Small events, so that filling up fits into the bench's time; the load's own have 1 KB. */
const waitingEventBytes = 256
const fillSecondsMax = 240
const againMs = 200
/** Of one core. */
const idleShareMax = 0.1
const settleSecondsMax = 60
const restartMsMax = 30_000

type PosthornStand = Stand & { readonly contender: RunningPosthorn }

export const backlog: Scenario = {
  name: 'backlog',
  question: 'Does a huge backlog for one dead endpoint slow down the other fifteen?',
  isQuick: true,
  run: (bench) =>
    withStand(
      bench,
      { name: 'backlog', endpointCount, refusing: dead, start: startPosthorn },
      async (stand) => {
        const empty = await measureHealthy(stand)
        const fillSeconds = await fill(stand)
        const settleSeconds = await settle(stand)
        const waiting = await measureHealthy(stand)
        const openCount = await stand.contender.openCount()
        const residentBytes = peakResidentBytes(stand.contender.pids)
        const restart = await measureRestart(stand)
        const rows = [
          makeRow('posthorn', 'empty store', empty),
          makeRow('posthorn', `${bench.backlogCount} waiting`, waiting),
        ]
        const rate = (row: number) => rows[row]?.figures.deliveriesPerSecond ?? Number.NaN
        return {
          rows,
          gates: [
            atLeast('deliveries that waited meanwhile', openCount, bench.backlogCount),
            atLeast('rate with the backlog', (rate(1) / rate(0)) * 100, 90, ' %'),
            atMost('resident memory, peak', residentBytes / 1024 / 1024, 512, ' MiB'),
            atMost('kill -9 until all healthy deliver', restart.deliversMs / 1000, 5, ' s'),
          ],
          remarks: [
            `filled in ${fillSeconds.toFixed(0)} s: ${Math.round(bench.backlogCount / fillSeconds)} events/s in batches of ${batchEvents}`,
            `its lists were up to date ${settleSeconds.toFixed(0)} s later`,
            `after kill -9: ready after ${(restart.readyMs / 1000).toFixed(2)} s`,
          ],
        }
      },
    ),
}

async function measureHealthy(stand: PosthornStand): Promise<Figures[]> {
  const { bench } = stand
  const load = await startLoad(stand, { rate: 0, fanOut: 1, typeCount: endpointCount - 1 })
  const rounds: Figures[] = []
  await load.measure(bench.warmMs, 100)
  for (let round = 0; round < bench.rounds; round += 1) {
    rounds.push(await load.measure(100, bench.measureMs))
  }
  await load.stop()
  return rounds
}

/**
 * Hands in events for the dead endpoint, in batches over the API. What is refused because too
 * much waits to be written is handed in again, as a well-behaved caller does.
 * @returns how long it took. @throws when it takes more than `fillSecondsMax`.
 */
async function fill(stand: PosthornStand): Promise<number> {
  const { bench, contender } = stand
  const startedMs = performance.now()
  let left = bench.backlogCount
  const fillOne = async () => {
    while (left > 0) {
      if (performance.now() - startedMs > fillSecondsMax * 1000) {
        throw new Error(`${left} events were still to be handed in after ${fillSecondsMax} s`)
      }
      const count = Math.min(batchEvents, left)
      left -= count
      const refusedCount = count - (await handIn(contender, count))
      left += refusedCount
      if (refusedCount > 0) await sleep(againMs)
    }
  }
  await Promise.all(Array.from({ length: batchesAtOnce }, fillOne))
  return (performance.now() - startedMs) / 1000
}

/**
 * Filling up that fast leaves lists and counters to be brought up to date. What is asked is what a
 * backlog costs while it stands there, so this waits until nothing is left to do for it.
 * @returns how long it took.
 */
async function settle({ contender }: PosthornStand): Promise<number> {
  const startedMs = performance.now()
  let before = readUsage(contender.pids)
  for (;;) {
    await sleep(1_000)
    const now = readUsage(contender.pids)
    const share = (now.cpuMs - before.cpuMs) / (now.atMs - before.atMs)
    const seconds = (now.atMs - startedMs) / 1_000
    if (share < idleShareMax || seconds > settleSecondsMax) return seconds
    before = now
  }
}

/** @returns how many of the batch were accepted for the dead endpoint. */
async function handIn(contender: RunningPosthorn, count: number): Promise<number> {
  const event = JSON.stringify(makeEvent(dead, waitingEventBytes))
  const reply = await fetch(`${contender.origin}${contender.eventsPath}/batch`, {
    method: 'POST',
    headers: { authorization: contender.authorization, 'content-type': 'application/x-ndjson' },
    body: `${event}\n`.repeat(count),
  })
  const text = await reply.text()
  const matchedCount = text.match(/"matched":\s*1\b/g)?.length ?? 0
  const busyCount = text.match(/"status":\s*503\b/g)?.length ?? 0
  const isBusy = reply.status === 503 || busyCount > 0
  if (matchedCount < count && !isBusy) {
    const words = `a batch of ${count} matched ${matchedCount}, status ${reply.status}`
    throw new Error(`${words}: ${text.slice(0, 300)}`)
  }
  return matchedCount
}

/** Kills it under half load and counts from the kill; the generator keeps sending throughout. */
async function measureRestart(
  stand: PosthornStand,
): Promise<{ readyMs: number; deliversMs: number }> {
  const { bench, contender, receiver } = stand
  const rate = (bench.closedRate ?? 2_000) / 2
  const load = await startLoad(stand, { rate, fanOut: 1, typeCount: endpointCount - 1 })
  await sleep(1_000)
  const killedMs = performance.now()
  await contender.killAndRestart()
  const before = receiver.page.read().lanes
  const isReady = () =>
    fetch(`${contender.origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  let readyMs = Number.NaN
  const readiness = waitUntil(isReady, { what: 'readiness', timeoutMs: restartMsMax }).then(() => {
    readyMs = performance.now() - killedMs
  })
  const deliver = () =>
    receiver.page
      .read()
      .lanes.slice(0, endpointCount - 1)
      .every((count, lane) => count > (before[lane] ?? 0))
  await waitUntil(deliver, { what: 'deliveries after kill -9', timeoutMs: restartMsMax })
  const deliversMs = performance.now() - killedMs
  await readiness
  await load.stop()
  return { readyMs, deliversMs }
}
