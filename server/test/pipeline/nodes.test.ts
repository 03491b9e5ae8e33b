/** Three real processes on one PostgreSQL under load, one killed and back, another killed for good. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { request } from 'undici'
import type { Ledger } from '../../src/ports/history.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { CountingReceiver } from '../rigs/counting-receiver.ts'
import { postEvent, register, startLoad, untilDrained } from '../rigs/rig-load.ts'
import {
  encryptionKey,
  freePort,
  operatorKey,
  type ServiceProcess,
  startService,
} from '../rigs/service-process.ts'
import { PostgresServer } from '../world/postgres-server.ts'

const readyMs = 30_000
const arrivalMs = 90_000
const leaseSeconds = 4
/** After a death its shards are served again within the lease and so much. */
const takenOverMs = leaseSeconds * 1_000 + 5_000
/** An outcome is on disk this long after its reply, on the slowest of machines. */
const unrecordedMs = 3_000
/** What a killed process had written may still arrive for so long. */
const underWayMs = 250
const subscriptionCount = 6

/** On the disk, as in life. */
let starting: Promise<PostgresServer> | null = null
const startServer = (): Promise<PostgresServer> => (starting ??= PostgresServer.start(true))

after(async () => {
  await (await starting)?.stop('immediate')
})

class Cluster {
  readonly #database: string
  readonly #ports = new Map<string, number>()
  readonly #nodes = new Map<string, ServiceProcess>()

  constructor(database: string) {
    this.#database = database
  }

  async start(name: string, roles = 'api,worker,maintenance'): Promise<ServiceProcess> {
    const port = this.#ports.get(name) ?? (await freePort())
    this.#ports.set(name, port)
    const environment = {
      POSTHORN_STORE: this.#database,
      POSTHORN_NODE: name,
      POSTHORN_ROLES: roles,
      POSTHORN_LEASE_SECONDS: String(leaseSeconds),
      POSTHORN_HEARTBEAT_SECONDS: '1',
      POSTHORN_IN_FLIGHT_PER_ORIGIN: '100',
    }
    const node = startService({ storePath: '', port, environment })
    this.#nodes.set(name, node)
    await node.ready(readyMs)
    return node
  }

  async end(signal: NodeJS.Signals): Promise<(number | null)[]> {
    return Promise.all([...this.#nodes.values()].map((node) => node.kill(signal)))
  }

  output(): string {
    return [...this.#nodes].map(([name, node]) => `${name}:\n${node.output()}`).join('\n')
  }
}

test('three nodes on one PostgreSQL, two of them killed under load: nothing is lost, only what was in flight repeats', async () => {
  const server = await startServer()
  const database = await server.emptyDatabase()
  const receiver = await CountingReceiver.start()
  const cluster = new Cluster(database)
  try {
    const one = await cluster.start('one')
    const [two, three] = await Promise.all([cluster.start('two'), cluster.start('three')])
    const paths = await register(one.url, receiver.url)
    while (paths.length < subscriptionCount) {
      const { url } = [one, two, three][paths.length % 3]!
      paths.push(await subscribe(url, `${receiver.url}/s/${paths.length}`))
    }
    // Made on one node a moment ago, it is there for an event that another accepts.
    const early = new Set<string>()
    await postEvent(three.url, early, 'right after')
    await allArrived(receiver, [paths.at(-1)!], early, arrivalMs)

    const accepted = new Set<string>()
    const loads = [one, two, three].map(({ url }) => startLoad(url, accepted))
    const killedAtMs: number[] = []
    await arrivals(receiver, 1_000)

    killedAtMs.push(performance.now())
    await two.kill('SIGKILL')
    const again = await cluster.start('two')
    loads.push(startLoad(again.url, accepted))
    await arrivals(receiver, 1_000)

    killedAtMs.push(performance.now())
    await three.kill('SIGKILL')
    const orphaned = new Set<string>()
    await postEvent(one.url, orphaned, 'while three is dead')
    await allServed(receiver, paths, killedAtMs.at(-1)!)

    await Promise.all(loads.map((load) => load.stop()))
    await allArrived(receiver, paths, orphaned, arrivalMs)
    await allArrived(receiver, paths, accepted, arrivalMs)
    await untilDrained(one.url)
    assert.deepEqual(repeatedOutOfTime(receiver, killedAtMs), [])
    assert.ok(accepted.size > 100, `only ${accepted.size} events were accepted`)
    assert.deepEqual(await Promise.all([one, again].map((node) => node.kill('SIGTERM'))), [0, 0])
    const ledger = await recount(database)
    assert.deepEqual([ledger.open, ledger.unaccountedCount, ledger.exhausted], [0, 0, 0])
  } catch (error) {
    throw new Error(`it went wrong; the nodes said:\n${cluster.output()}`, { cause: error })
  } finally {
    await cluster.end('SIGKILL')
    await receiver.close()
    await server.drop(database)
  }
})

test('one node takes requests and another sends; that one answers only who supervises it', async () => {
  const server = await startServer()
  const database = await server.emptyDatabase()
  const receiver = await CountingReceiver.start()
  const cluster = new Cluster(database)
  try {
    const door = await cluster.start('door', 'api')
    const worker = await cluster.start('worker', 'worker,maintenance')
    const paths = await register(door.url, receiver.url)
    const accepted = new Set<string>()
    await postEvent(door.url, accepted, 'through the door')
    await allArrived(receiver, paths, accepted, arrivalMs)
    const statuses = await Promise.all(
      ['/healthz', '/readyz', '/v1/tenants'].map((path) => statusOf(worker.url + path)),
    )
    assert.deepEqual(statuses, [200, 200, 404])
  } finally {
    await cluster.end('SIGKILL')
    await receiver.close()
    await server.drop(database)
  }
})

async function statusOf(url: string): Promise<number> {
  const headers = { authorization: `Bearer ${operatorKey}` }
  const answer = await request(url, { headers })
  await answer.body.dump()
  return answer.statusCode
}

/** Answers the path of the target. */
async function subscribe(url: string, target: string): Promise<string> {
  const answer = await request(`${url}/v1/tenants/rig/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: target, event_types: ['contact.*'] }),
  })
  assert.equal(answer.statusCode, 201, await answer.body.text())
  return new URL(target).pathname
}

/** Deliveries that came again although their first arrival was long answered at any kill. */
function repeatedOutOfTime(receiver: CountingReceiver, killedAtMs: readonly number[]): string[] {
  const firstAtMs = new Map<string, number>()
  const repeated: string[] = []
  for (const { path, eventId, atMs } of receiver.arrivals) {
    const key = `${path} ${eventId}`
    const before = firstAtMs.get(key)
    if (before === undefined) firstAtMs.set(key, atMs)
    else if (
      !killedAtMs.some((killed) => before > killed - unrecordedMs && before <= killed + underWayMs)
    ) {
      repeated.push(`${key}: ${Math.round(before)}, again ${Math.round(atMs)}`)
    }
  }
  return repeated
}

/** Within its bound every subscription is sent for, by nodes that are alive. */
function allServed(
  receiver: CountingReceiver,
  paths: readonly string[],
  killedAtMs: number,
): Promise<void> {
  const isServed = (): boolean => {
    const since = receiver.arrivals.filter(({ atMs }) => atMs > killedAtMs + underWayMs)
    return paths.every((path) => since.some((arrival) => arrival.path === path))
  }
  const boundMs = takenOverMs - (performance.now() - killedAtMs)
  return receiver.until(isServed, boundMs, 'a delivery to every subscription')
}

function arrivals(receiver: CountingReceiver, count: number): Promise<void> {
  const until = receiver.arrivals.length + count
  const isReached = (): boolean => receiver.arrivals.length >= until
  return receiver.until(isReached, arrivalMs, `${count} more deliveries`)
}

async function allArrived(
  receiver: CountingReceiver,
  paths: readonly string[],
  accepted: ReadonlySet<string>,
  boundMs: number,
): Promise<void> {
  let left = [...accepted].flatMap((id) => paths.map((path) => [path, id] as const))
  const isEmpty = (): boolean => {
    left = left.filter(([path, id]) => !receiver.has(path, id))
    return left.length === 0
  }
  await receiver.until(isEmpty, boundMs, 'every accepted event at every subscription')
}

async function recount(url: string): Promise<Ledger> {
  const store = await openStore(url, {
    clock: systemClock,
    random: createSystemRandom(),
    encryptionKey,
    onFatal(error) {
      throw error
    },
  })
  try {
    return await store.history.ledger({ recount: true })
  } finally {
    await store.close()
  }
}
