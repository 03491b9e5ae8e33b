/** The real process on PostgreSQL: killed under load, and with its database taken away under load. */
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
import { PostgresServer, type StopMode } from '../world/postgres-server.ts'

const readyMs = 20_000
const arrivalMs = 60_000
/** The database is back: within this events are accepted and delivered again. */
const resumedMs = 5_000

/** All subscriptions stand at one origin here, and what a killed round left has to come through. */
const wideOpen = { POSTHORN_IN_FLIGHT_PER_ORIGIN: '100' }

interface Stand {
  readonly url: string
  readonly receiver: CountingReceiver
  readonly accepted: Set<string>
  readonly paths: readonly string[]
  service: ServiceProcess
  restart(): Promise<void>
}

/** On the disk, as in life; this file stops and starts it. */
let starting: Promise<PostgresServer> | null = null
const startServer = (): Promise<PostgresServer> => (starting ??= PostgresServer.start(true))

async function onStand(run: (stand: Stand, server: PostgresServer) => Promise<void>) {
  const server = await startServer()
  const url = await server.emptyDatabase()
  const receiver = await CountingReceiver.start()
  const port = await freePort()
  const start = (): ServiceProcess =>
    startService({ storePath: '', port, environment: { POSTHORN_STORE: url, ...wideOpen } })
  let service = start()
  try {
    await service.ready(readyMs)
    const paths = await register(service.url, receiver.url)
    const stand: Stand = {
      url,
      receiver,
      paths,
      accepted: new Set(),
      get service() {
        return service
      },
      async restart() {
        service = start()
        await service.ready(readyMs)
      },
    }
    await run(stand, server)
  } finally {
    await service.kill('SIGKILL')
    await receiver.close()
    await server.drop(url)
  }
}

test('kill -9 under load on PostgreSQL, 5 rounds: nothing accepted is lost, the books balance', () =>
  onStand(async (stand) => {
    const { receiver, accepted } = stand
    for (let round = 0; round < 5; round += 1) {
      const load = startLoad(stand.service.url, accepted)
      await arrivals(receiver, 300)
      await stand.service.kill('SIGKILL')
      await load.stop()
      await stand.restart()
      await postEvent(stand.service.url, accepted, `after-${round}`)
    }
    await allArrived(stand)
    await untilDrained(stand.service.url)
    await stand.service.kill('SIGTERM')
    const ledger = await recount(stand.url)
    assert.deepEqual([ledger.open, ledger.unaccountedCount], [0, 0])
    assert.ok(accepted.size > 100, `only ${accepted.size} events were accepted`)
  }))

for (const mode of ['fast', 'immediate'] as const satisfies readonly StopMode[]) {
  test(`a restart (${mode}) of PostgreSQL under load loses nothing, answers 503 meanwhile and hurts nobody`, () =>
    onStand(async (stand, server) => {
      const { receiver, accepted, service } = stand
      const refusals = new Refusals()
      const note = (status: number): void => refusals.note(status)
      const loads = [startLoad(service.url, accepted, note)]
      await arrivals(receiver, 300)
      await server.stop(mode)
      // Those whose commit was under way are answered when it is known what became of it.
      loads.push(startLoad(service.url, accepted, note))
      await refusals.seen(20)
      assert.deepEqual(refusals.others, [], 'a refusal says that it is ours')
      await server.startAgain()
      const backAtMs = performance.now()
      const before = accepted.size
      await arrivals(receiver, 1, () => accepted.size > before)
      const resumed = performance.now() - backAtMs
      assert.ok(resumed < resumedMs, `resumed after ${resumed} ms`)
      await arrivals(receiver, 300)
      for (const load of loads) await load.stop()
      await allArrived(stand)
      await untilDrained(service.url)
      const states = await subscriptionStates(service.url)
      assert.deepEqual(states, ['active', 'active', 'active'])
      await service.kill('SIGTERM')
      const ledger = await recount(stand.url)
      assert.deepEqual([ledger.open, ledger.unaccountedCount, ledger.exhausted], [0, 0, 0])
    }))
}

after(async () => {
  await (await starting)?.stop('immediate')
})

/** Answers that were no 202. */
class Refusals {
  readonly others: number[] = []
  #count = 0
  #look = (): void => undefined

  note(status: number): void {
    if (status === 503) this.#count += 1
    else if (status !== 202) this.others.push(status)
    this.#look()
  }

  seen(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (this.#count >= count) resolve()
      }
      this.#look()
    })
  }
}

/** Resolves after so many more arrivals, once the condition holds too. */
function arrivals(
  receiver: CountingReceiver,
  count: number,
  isGood: () => boolean = () => true,
): Promise<void> {
  const until = receiver.arrivals.length + count
  const hasArrived = (): boolean => receiver.arrivals.length >= until && isGood()
  return receiver.until(hasArrived, arrivalMs, `${count} more deliveries`)
}

/**
 * A busy machine accepts faster than it delivers, so how much there is to deliver is not known: what
 * is bounded is how long nothing goes on.
 */
async function allArrived({ receiver, paths, accepted }: Stand): Promise<void> {
  let left = [...accepted].flatMap((id) => paths.map((path) => [path, id] as const))
  const leftCount = (): number => {
    left = left.filter(([path, id]) => !receiver.has(path, id))
    return left.length
  }
  while (leftCount() > 0) {
    const next = Math.max(0, left.length - 300)
    await receiver.until(() => leftCount() <= next, arrivalMs, 'more of the accepted events')
  }
}

async function subscriptionStates(url: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${operatorKey}` }
  const answer = await request(`${url}/v1/tenants/rig/subscriptions`, { headers })
  const body = (await answer.body.json()) as { data: { state: string }[] }
  return body.data.map((item) => item.state)
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
    await store.deliveries.recover()
    return await store.history.ledger({ recount: true })
  } finally {
    await store.close()
  }
}
