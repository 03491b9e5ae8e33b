/**
 * What an event costs a PostgreSQL that holds the store, through the whole service: one node, then
 * two on the same database, each with a tenant, a load and a receiver of its own, so that half of
 * what a node accepts is the other's to send. From the costs follows what a larger server could
 * carry; that is reckoned, not measured, and said so.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPosthorn, type RunningPosthorn } from '../contenders/posthorn.ts'
import { startPostgres } from '../contenders/postgres.ts'
import { eventType, newFolder, type Bench } from '../harness/bench.ts'
import {
  costBetween,
  countersLateMs,
  type DatabaseCost,
  type DatabaseLook,
  lookAtDatabase,
} from '../harness/database-cost.ts'
import { type Figures, startLoad } from '../harness/load.ts'
import type { Running } from '../harness/processes.ts'
import { hostOf, type Receiver, startReceiver } from '../harness/receiver.ts'
import { makeRow, type Gate, type Row, type Scenario } from './scenario.ts'

const endpointCount = 16
const nodeCounts = [1, 2]
/** Nothing is open any more, and all of it is folded, well before. */
const drainMs = 60_000
/** Nodes take their shares of the shards within a few heartbeats of 3 s. */
const sharingMs = 12_000
const cores = 32
/** Above this, waiting begins to show in latencies; a habit of planning, not a measurement. */
const usableShare = 0.7

export const postgresCost: Scenario = {
  name: 'postgres-cost',
  question: 'What does an event cost the PostgreSQL that holds the store?',
  isQuick: false,
  isByNameOnly: true,
  async run(bench) {
    const measured = []
    for (const nodeCount of nodeCounts) measured.push(await measureNodes(bench, nodeCount))
    return {
      rows: measured.flatMap(({ rows }) => rows),
      gates: measured.map(({ gate }) => gate),
      remarks: measured.flatMap(({ cost }) => [describeCost(cost), describeCeiling(cost)]),
      costs: measured.map(({ cost }) => cost),
    }
  },
}

interface Measured {
  readonly cost: DatabaseCost
  readonly rows: readonly Row[]
  readonly gate: Gate
}

interface Place {
  readonly node: RunningPosthorn
  readonly receiver: Receiver
  readonly folder: string
}

async function measureNodes(bench: Bench, nodeCount: number): Promise<Measured> {
  const folder = newFolder(bench, `cost-${nodeCount}`)
  const database = await startPostgres(bench, folder)
  const places: Place[] = []
  try {
    const keys = {
      POSTHORN_STORE: `postgres://bench@localhost/postgres?host=${folder}&sslmode=disable`,
      POSTHORN_OPERATOR_KEY: randomBytes(32).toString('base64url'),
      POSTHORN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    }
    for (let index = 0; index < nodeCount; index += 1) {
      places.push(await startPlace(bench, join(folder, `node-${index}`), keys))
    }
    if (nodeCount > 1) await sleep(sharingMs)
    return await measurePlaces(bench, places, { database, folder })
  } finally {
    for (const { node, receiver } of places) {
      await node.stop()
      await receiver.stop()
    }
    await database.stop()
  }
}

async function startPlace(bench: Bench, folder: string, keys: NodeJS.ProcessEnv): Promise<Place> {
  mkdirSync(folder)
  const name = `n${folder.slice(-1)}`
  const hosts = Array.from({ length: endpointCount }, (_, index) => hostOf(index, false))
  const receiver = await startReceiver(bench, { folder, hosts })
  const subscriptions = receiver.urls.map((url, index) => ({ url, eventTypes: [eventType(index)] }))
  const node = await startPosthorn(
    { folder, subscriptions },
    { ...keys, POSTHORN_NODE: name },
    `bench-${name}`,
  )
  return { node, receiver, folder }
}

async function measurePlaces(
  bench: Bench,
  places: readonly Place[],
  server: { readonly database: Running; readonly folder: string },
): Promise<Measured> {
  const look = (): DatabaseLook => lookAtDatabase(server.database.pid, server.folder)
  const delivered = () => places.reduce((sum, { receiver }) => sum + receiver.page.read().total, 0)
  const before = look()
  const beganMs = performance.now()
  const figures = await Promise.all(places.map((place) => load(bench, place, server.database)))
  const seconds = (performance.now() - beganMs) / 1000
  const isDrained = await drained(places, delivered)
  await sleep(countersLateMs)
  const name = places.length === 1 ? 'one node' : `${places.length} nodes`
  const eventCount = delivered()
  const run = { name, eventCount, eventsPerSecond: eventCount / seconds }
  const cost = costBetween(before, look(), run)
  bench.log(`${name}: ${cost.serverCpuUs} µs of the server an event`)
  return {
    cost,
    rows: figures.map((one, index) =>
      makeRow('posthorn-on-postgresql', `${name}, load ${index + 1}`, [one]),
    ),
    gate: {
      name: `${name}: all that was accepted was delivered once and recorded`,
      wanted: 'yes',
      measured: isDrained ? 'yes' : 'no',
      isMet: isDrained,
    },
  }
}

/** In the row, CPU is that of the load's own node and of the whole database. */
async function load(bench: Bench, place: Place, database: Running): Promise<Figures> {
  const { node, receiver, folder } = place
  const contender = { ...node, pids: [...node.pids, database.pid] }
  const running = await startLoad(
    { bench, folder, contender, receiver },
    { fanOut: 1, typeCount: endpointCount, rate: 0 },
  )
  try {
    return await running.measure(bench.warmMs, bench.isQuick ? bench.measureMs : 10_000)
  } finally {
    await running.stop()
  }
}

/** Whether the ledger says that everything came to its end, and the receivers as much. */
async function drained(places: readonly Place[], delivered: () => number): Promise<boolean> {
  const deadlineMs = performance.now() + drainMs
  const { node } = places[0]!
  let [acceptedCount, deliveredCount] = [-1, -2]
  while (performance.now() < deadlineMs) {
    acceptedCount = await node.ledgerCount('accepted')
    deliveredCount = await node.ledgerCount('delivered')
    if (acceptedCount === deliveredCount && deliveredCount === delivered()) return true
    await sleep(500)
  }
  return false
}

function describeCost(cost: DatabaseCost): string {
  const kinds = Object.entries(cost.serverCpuUsByKind)
    .filter(([, us]) => us >= 0.5)
    .map(([kind, us]) => `${kind} ${us.toFixed(0)}`)
  return (
    `${cost.name}: for each of ${cost.eventCount.toLocaleString('en')} events (${cost.eventsPerSecond}/s) ` +
    `the server took ${cost.serverCpuUs.toFixed(0)} µs (${kinds.join(', ')}; busiest process ${cost.busiestCpuUs.toFixed(0)}), ` +
    `${cost.statements.toFixed(2)} statements, ${cost.logBytes.toFixed(0)} B of log, ` +
    `${cost.rowsInserted.toFixed(2)} rows in, ${cost.rowsUpdated.toFixed(2)} changed, ${cost.rowsDeleted.toFixed(2)} out, ` +
    `and grew by ${cost.databaseBytes.toFixed(0)} B`
  )
}

function describeCeiling(cost: DatabaseCost): string {
  const perSecond = (cores * usableShare * 1e6) / cost.serverCpuUs
  const megabytes = (perSecond * cost.logBytes) / 1e6
  return (
    `${cost.name}, reckoned and not measured: ${cores} such cores at ${usableShare * 100} % would carry ` +
    `${Math.round(perSecond).toLocaleString('en')} events/s with ${Math.round(megabytes)} MB/s of log, if nothing else gave way first`
  )
}
