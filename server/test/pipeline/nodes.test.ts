/** Three real nodes on one PostgreSQL under load: killed, stopped, fenced, cut off from the database. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { request } from 'undici'
import { CountingReceiver } from '../rigs/counting-receiver.ts'
import { NodeCluster } from '../rigs/node-cluster.ts'
import { judge } from '../rigs/node-gates.ts'
import { NodeStand } from '../rigs/node-stand.ts'
import {
  killNode,
  type Kill,
  type Outage,
  type RollingRestart,
  restartAll,
  takeDatabaseAway,
} from '../rigs/node-troubles.ts'
import { postEvent, register, tenantId, untilDrained } from '../rigs/rig-load.ts'
import { operatorKey } from '../rigs/service-process.ts'
import { PostgresServer } from '../world/postgres-server.ts'

const settings = { leaseSeconds: 4, heartbeatSeconds: 1, eventsPerSecond: 60 }
const arrivalMs = 90_000
/** A node that slept through its lease learns it with its first heartbeat. */
const fencedMs = 60_000

/** On the disk, as in life. */
let starting: Promise<PostgresServer> | null = null
const startServer = (): Promise<PostgresServer> => (starting ??= PostgresServer.start(true))

after(async () => {
  await (await starting)?.stop('immediate')
})

// At its end Node waits for requests that were on their way over connections that are gone, and may
// do so for ever; nothing is left to wait for.
process.on('exit', () => process.exit())

/** Runs troubles on a fresh stand; nothing of what has to hold may be missed. */
async function onStand(
  trouble: (stand: NodeStand) => Promise<{
    readonly kills?: readonly Kill[]
    readonly outages?: readonly Outage[]
    readonly rolling?: RollingRestart
  }>,
): Promise<void> {
  const stand = await NodeStand.open(await startServer(), settings)
  try {
    const { kills = [], outages = [], rolling = null } = await trouble(stand)
    const summary = await stand.finish()
    const found = { kills, outages, rolling, summary }
    assert.deepEqual(judge(found, settings), [], JSON.stringify(found))
    assert.ok(summary.accepted > 20, `only ${summary.accepted} events were accepted`)
  } catch (error) {
    throw new Error(`it went wrong; the nodes said:\n${stand.cluster.output()}`, { cause: error })
  } finally {
    await stand.close()
  }
}

test('nodes killed -9 under load, 5 rounds: nothing is lost or claimed twice, only what was in flight repeats', () =>
  onStand(async (stand) => {
    const kills: Kill[] = []
    for (const [round, victim] of ['one', 'two', 'three', 'one', 'two'].entries()) {
      kills.push(await killNode(stand, { victim, isStartedAtOnce: round % 2 === 1 }))
    }
    return { kills }
  }))

test('nodes restarted one after the other under load: no request fails, no delivery is lost or repeated', () =>
  onStand(async (stand) => ({ rolling: await restartAll(stand) })))

for (const kind of ['refused', 'silent'] as const) {
  test(`a database that is ${kind} for 15 seconds loses nothing: 503 meanwhile, soon, and then it goes on`, () =>
    onStand(async (stand) => ({
      outages: [await takeDatabaseAway(stand, { kind, lastsMs: 15_000 })],
    })))
}

async function onCluster(
  run: (cluster: NodeCluster, receiver: CountingReceiver) => Promise<void>,
): Promise<void> {
  const cluster = await NodeCluster.on(await startServer(), settings)
  const receiver = await CountingReceiver.start()
  try {
    await run(cluster, receiver)
  } catch (error) {
    throw new Error(`it went wrong; the nodes said:\n${cluster.output()}`, { cause: error })
  } finally {
    await cluster.close()
    await receiver.close()
  }
}

test('a node that slept through its lease is fenced: it ends with code 70 and its work goes on elsewhere', () =>
  onCluster(async (cluster, receiver) => {
    const one = await cluster.start('one')
    const two = await cluster.start('two')
    const paths = await register(one.url, receiver.url)
    two.signal('SIGSTOP')
    await one.says(/a node was silent for a whole lease/, fencedMs)
    const accepted = new Set<string>()
    await postEvent(one.url, accepted, 'while the other sleeps')
    await allArrived(receiver, paths, accepted)
    two.signal('SIGCONT')
    assert.equal(await two.ended(fencedMs), 70)
    assert.match(two.output(), /another node took this one for dead/)
    await untilDrained(one.url)
    assert.equal(receiver.duplicateCount, 0)
  }))

test('a subscription made on one node is there for an event that another accepts right after', () =>
  onCluster(async (cluster, receiver) => {
    const one = await cluster.start('one')
    const two = await cluster.start('two')
    const paths = await register(one.url, receiver.url)
    const accepted = new Set<string>()
    await postEvent(two.url, accepted, 'right after')
    await allArrived(receiver, paths, accepted)
  }))

test('one node takes requests and another sends; that one answers only who supervises it', () =>
  onCluster(async (cluster, receiver) => {
    const door = await cluster.start('door', 'api')
    const worker = await cluster.start('worker', 'worker,maintenance')
    const paths = await register(door.url, receiver.url)
    const accepted = new Set<string>()
    await postEvent(door.url, accepted, 'through the door')
    await allArrived(receiver, paths, accepted)
    const statuses = await Promise.all(
      ['/healthz', '/readyz', `/v1/tenants/${tenantId}`].map((path) => statusOf(worker.url + path)),
    )
    assert.deepEqual(statuses, [200, 200, 404])
  }))

async function statusOf(url: string): Promise<number> {
  const headers = { authorization: `Bearer ${operatorKey}` }
  const answer = await request(url, { headers })
  await answer.body.dump()
  return answer.statusCode
}

function allArrived(
  receiver: CountingReceiver,
  paths: readonly string[],
  accepted: ReadonlySet<string>,
): Promise<void> {
  const areThere = (): boolean =>
    [...accepted].every((id) => paths.every((path) => receiver.has(path, id)))
  return receiver.until(areThere, arrivalMs, 'every accepted event at every subscription')
}
