/**
 * A service whose parts are all real (store, HTTPS over the test's own authority, API, housekeeping,
 * SMTP) and whose clock the test moves: it stands still while a request, a commit or a mail is under
 * way, so these take the time that they take, and minutes of rest pass in none.
 */
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { createApi } from '../../src/api/server.ts'
import { createInProcessBroker } from '../../src/brokers/in-process/in-process-broker.ts'
import { readConfig } from '../../src/config.ts'
import { createKeyMaker } from '../../src/dialects/standard-webhooks/key-maker.ts'
import { createIssuerKeyMaker } from '../../src/dialects/tenant-status/issuer-key-maker.ts'
import { createHttpDispatcher } from '../../src/dispatchers/http/http-dispatcher.ts'
import { createAnnouncer } from '../../src/maintenance/announcer.ts'
import { createMailSender } from '../../src/maintenance/mail-sender.ts'
import { startMaintainer } from '../../src/maintenance/maintainer.ts'
import { openMailer } from '../../src/open-mailer.ts'
import { openDialects } from '../../src/open-senders.ts'
import type { Pipeline } from '../../src/pipeline/pipeline.ts'
import { startPipeline } from '../../src/pipeline/start-pipeline.ts'
import type { Ports, Store } from '../../src/ports/ports.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import type { Leaf, LocalCa } from '../world/local-ca.ts'
import { noApps } from '../world/no-apps.ts'
import { SimulatedClock } from '../world/simulated-clock.ts'

const operatorKey = 'operator-key-of-an-outage-0123456789'
/** By so little the clock moves at a time, so that what was due happens near its time. */
const stepMs = 50
/** Bounds a hang. */
const realMsMax = 300_000

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

export class OutageWorld {
  readonly clock: SimulatedClock
  readonly ports: Ports
  readonly pipeline: Pipeline
  readonly url: string
  readonly #underWay: UnderWay
  readonly #beganAtMs = performance.now()

  private constructor(parts: {
    ports: Ports
    pipeline: Pipeline
    url: string
    clock: SimulatedClock
    underWay: UnderWay
  }) {
    this.ports = parts.ports
    this.pipeline = parts.pipeline
    this.url = parts.url
    this.clock = parts.clock
    this.#underWay = parts.underWay
  }

  static async open(
    t: TestContext,
    given: { readonly store: string; readonly ca: LocalCa; readonly smtpUrl: string },
  ): Promise<OutageWorld> {
    const read = readConfig({
      POSTHORN_LISTEN: '127.0.0.1:0',
      POSTHORN_PUBLIC_URL: 'https://hooks.example.net',
      POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
      POSTHORN_STORE: given.store,
      POSTHORN_SMTP_URL: given.smtpUrl,
    })
    if (read.kind === 'refused') throw new Error(read.faults.join('\n'))
    const { config } = read
    const { caPem } = given.ca
    const clock = new SimulatedClock(Date.now())
    const random = createSystemRandom()
    const trust = { extraCaPem: caPem, crlsAtStart: [] }
    const sending = { ...config, ...trust, idleSocketsMax: 8, inboxPort: null }
    const dispatcher = createHttpDispatcher({
      allowTargets: config.allowTargets,
      allowHttp: false,
      extraCaPem: caPem,
      connectionsPerOriginMax: config.inFlightPerOrigin,
      replyBytesMax: 64 * 1024,
      idleSocketsMax: 8,
    })
    const store = await openStore(config.store, {
      // Its commits take their turns in real time.
      clock: systemClock,
      random,
      encryptionKey: new Uint8Array(32).fill(7),
      onFatal: (error) => {
        throw error
      },
    })
    const underWay = { count: 0 }
    const mailer = counted(openMailer(config, caPem)!, underWay)
    const ports: Ports = {
      store: countedStore(store, underWay),
      clock,
      random,
      mailer,
      broker: createInProcessBroker(),
      keyMaker: createKeyMaker(random),
      issuerKeyMaker: createIssuerKeyMaker(),
      observer: { observe() {} },
      dialects: openDialects(sending),
      dispatchers: () => dispatcher,
    }
    const queues = { perOrigin: 8, inAll: 64, bytesMax: 1 << 24, itemsPerLaneMax: 1_000 }
    const pipeline = await startPipeline(ports, queues)
    const agents = [createAnnouncer(ports, pipeline), createMailSender(ports)]
    const maintainer = startMaintainer(agents, ports)
    const metrics = () => Promise.resolve({ contentType: 'text/plain', text: '' })
    const connectionsMax = 100
    const api = createApi({
      ...noApps,
      ports,
      pipeline,
      config,
      operatorKey,
      connectionsMax,
      metrics,
    })
    const { url } = await api.listen()
    t.after(async () => {
      await api.close(0)
      await maintainer.stop()
      const stopping = pipeline.stop(0)
      await clock.run(5_000)
      await stopping
      await Promise.all([mailer.close(), dispatcher.close(), ports.broker.close()])
      await store.close()
    })
    return new OutageWorld({ ports, pipeline, url, clock, underWay })
  }

  async call<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${operatorKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body }
  }

  /** Moves the clock until it is so; fails the test when that takes longer by the clock. */
  async until(isSo: () => boolean, withinMs: number): Promise<void> {
    const endMs = this.clock.monotonicMs() + withinMs
    while (!isSo()) {
      if (this.clock.monotonicMs() > endMs) throw new Error(`not so within ${withinMs} ms`)
      if (performance.now() - this.#beganAtMs > realMsMax) throw new Error('the test hangs')
      // What is under way takes real time, and no other.
      const isQuiet = this.pipeline.state().inFlightCount + this.#underWay.count === 0
      if (isQuiet) await this.clock.run(stepMs)
      else await this.clock.run(0)
    }
  }

  /** Lets so much time pass. */
  run(forMs: number): Promise<void> {
    const endMs = this.clock.monotonicMs() + forMs
    return this.until(() => this.clock.monotonicMs() >= endMs, forMs + stepMs)
  }
}

/** Counts what is asked of a port and not answered yet. */
function counted<Port extends object>(port: Port, underWay: UnderWay): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, target, given)
        if (!(answer instanceof Promise)) return answer
        underWay.count += 1
        return answer.finally(() => {
          underWay.count -= 1
        })
      }
    },
  })
}

function countedStore(store: Store, underWay: UnderWay): Store {
  return {
    ...store,
    events: counted(store.events, underWay),
    deliveries: counted(store.deliveries, underWay),
    subscriptions: counted(store.subscriptions, underWay),
    announcements: counted(store.announcements, underWay),
    alerts: counted(store.alerts, underWay),
    history: counted(store.history, underWay),
    upkeep: counted(store.upkeep, underWay),
    close: () => store.close(),
  }
}

interface UnderWay {
  count: number
}

/** What the tests look at in a notification. */
export interface Told {
  readonly Event: string
  readonly EventId: string
  readonly PrimaryKey: number
  readonly FieldValues?: Readonly<Record<string, unknown>>
}

export interface Received {
  /** By the world's clock. */
  readonly atMs: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly json: Told
  readonly status: number
}

export type Manner = number | 'hangs up'

export interface HttpsReceiver {
  readonly url: string
  /** Everything but test events. */
  readonly received: readonly Received[]
  /** Most requests that it had at once since the test set this to 0. */
  underWayMax: number
  manner: Manner
}

/** An HTTPS receiver on loopback that answers as it is told, or hangs up without an answer. */
export async function openHttpsReceiver(
  t: TestContext,
  leaf: Leaf,
  clock: SimulatedClock,
): Promise<HttpsReceiver> {
  const received: Received[] = []
  let underWay = 0
  const server: Server = createServer(leaf, (request, response) => {
    underWay += 1
    receiver.underWayMax = Math.max(receiver.underWayMax, underWay)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { manner } = receiver
      const json = JSON.parse(Buffer.concat(chunks).toString()) as Told
      const status = manner === 'hangs up' ? 0 : manner
      if (json.Event !== 'test') {
        received.push({ atMs: clock.monotonicMs(), headers: request.headers, json, status })
      }
      underWay -= 1
      if (manner === 'hangs up') request.socket.destroy()
      else response.writeHead(manner, { 'x-receiver': 'outage' }).end('said the receiver')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const receiver: HttpsReceiver = {
    url: `https://localhost:${(server.address() as AddressInfo).port}/in`,
    received,
    underWayMax: 0,
    manner: 200,
  }
  return receiver
}
