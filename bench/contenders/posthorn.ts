/**
 * Posthorn itself: the real process, on SQLite, set up over its own API as an operator would do
 * it. What the bench allows it beyond the defaults is what loopback endpoints need.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePorts } from '../harness/bench.ts'
import { start, waitUntil, type Running } from '../harness/processes.ts'
import { repositoryFolder } from '../harness/tools.ts'
import type { Contender, RunningContender, Setup } from './contender.ts'
import { startPostgres } from './postgres.ts'

export interface RunningPosthorn extends RunningContender {
  readonly origin: string
  /** The ids of the subscriptions, in order. */
  readonly subscriptionIds: readonly string[]
  /** kill -9, then the same command on the same store; resolved when the new process runs. */
  killAndRestart(): Promise<void>
  get(path: string): Promise<unknown>
  /** Deliveries that wait, are parked or in flight, by the ledger of the store. */
  openCount(): Promise<number>
  /** An entry of the store's ledger. */
  ledgerCount(entry: 'accepted' | 'delivered'): Promise<number>
}

export const posthorn: Contender = {
  name: 'posthorn',
  start: (_bench, setup) => startPosthorn(setup),
}

/** The same on a PostgreSQL of its own, which counts as a part of it. */
export const posthornOnPostgres: Contender = {
  name: 'posthorn-on-postgresql',
  async start(bench, setup) {
    const database = await startPostgres(bench, setup.folder)
    const store = `postgres://bench@localhost/postgres?host=${setup.folder}&sslmode=disable`
    const running = await startPosthorn(setup, { POSTHORN_STORE: store })
    return {
      ...running,
      pids: [...running.pids, database.pid],
      async stop() {
        await running.stop()
        await database.stop()
      },
    }
  },
}

/** `extra` are settings that are not the usual ones of a bench; `tenant` is made. */
export async function startPosthorn(
  setup: Setup,
  extra: NodeJS.ProcessEnv = {},
  tenant = 'bench',
): Promise<RunningPosthorn> {
  const [port = 0] = await freePorts(1)
  const operatorKey = extra['POSTHORN_OPERATOR_KEY'] ?? randomBytes(32).toString('base64url')
  const environment = { ...makeEnvironment(setup, port, operatorKey), ...extra }
  let program = await startProgram(setup, environment)
  const api = makeApi(`http://127.0.0.1:${port}`, `Bearer ${operatorKey}`)
  await waitUntil(() => api.isReady(), { what: 'Posthorn', timeoutMs: 20_000, program })
  const tenantPath = `/v1/tenants/${tenant}`
  await api.call('POST', '/v1/tenants', { id: tenant, name: tenant })
  const subscriptions: { id: string; secret: string }[] = []
  for (const { url, eventTypes } of setup.subscriptions) {
    const made = await api.call('POST', `${tenantPath}/subscriptions`, {
      url,
      event_types: eventTypes,
    })
    subscriptions.push(readSubscription(made))
  }
  const pids: number[] = [program.pid]
  return {
    port,
    origin: api.origin,
    eventsPath: `${tenantPath}/events`,
    authorization: api.authorization,
    pids,
    secrets: subscriptions.map(({ secret }) => secret),
    subscriptionIds: subscriptions.map(({ id }) => id),
    // It starts at 0 with every process.
    recordedCount: () => readMetric(api, 'posthorn_deliveries_ended_total{state="delivered"}'),
    get: (path) => api.call('GET', path),
    openCount: () => readMetric(api, 'posthorn_ledger{entry="open"}'),
    ledgerCount: (entry) => readMetric(api, `posthorn_ledger{entry="${entry}"}`),
    stop: () => program.stop(),
    async killAndRestart() {
      await program.kill()
      program = await startProgram(setup, environment)
      pids[0] = program.pid
    },
  }
}

function makeEnvironment(setup: Setup, port: number, operatorKey: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('POSTHORN_'))
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'production',
    POSTHORN_LISTEN: `127.0.0.1:${port}`,
    POSTHORN_STORE: `sqlite:${join(setup.folder, 'posthorn.db')}`,
    POSTHORN_OPERATOR_KEY: operatorKey,
    POSTHORN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
    POSTHORN_ALLOW_HTTP_TARGETS: '1',
    ...(setup.authorityFile === undefined ? {} : { POSTHORN_EXTRA_CA: setup.authorityFile }),
  }
}

/** BENCH_NODE_FLAGS goes to Posthorn's Node alone, for profiling (`--cpu-prof`). */
function startProgram(setup: Setup, env: NodeJS.ProcessEnv): Promise<Running> {
  const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '')
  const command = join(repositoryFolder, 'bin/posthorn.mjs')
  return start(process.execPath, [...flags, command, 'start'], {
    name: 'posthorn',
    logFile: join(setup.folder, 'posthorn.log'),
    cwd: setup.folder,
    env,
  })
}

interface Api {
  readonly origin: string
  readonly authorization: string
  call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>
  isReady(): Promise<boolean>
}

function makeApi(origin: string, authorization: string): Api {
  return {
    origin,
    authorization,
    async call(method, path, body) {
      const reply = await fetch(`${origin}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await reply.text()
      if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`)
      return JSON.parse(text) as unknown
    },
    isReady: () =>
      fetch(`${origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
  }
}

/** The ids and the secret are wherever the API puts them at creation, and only there. */
function readSubscription(made: unknown): { id: string; secret: string } {
  const view = made as { id: string; secret?: string; signing_secret?: string }
  return { id: view.id, secret: view.secret ?? view.signing_secret ?? '' }
}

/** 0 while there is no such metric: a counter appears with its first count. */
async function readMetric(api: Api, name: string): Promise<number> {
  const { authorization } = api
  const reply = await fetch(`${api.origin}/metrics`, { headers: { authorization } })
  const line = (await reply.text()).split('\n').find((text) => text.startsWith(`${name} `))
  return Number(line?.split(' ').at(-1) ?? 0)
}
