/**
 * Starts a rival's Node processes, door and worker in one or apart, beside the database that they
 * were given.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '../harness/bench.ts'
import { start, waitUntil, type Running } from '../harness/processes.ts'
import { benchFolder } from '../harness/tools.ts'
import type { RivalSettings } from '../rivals/ingest.ts'
import type { RunningContender, Setup } from './contender.ts'

interface RivalStart {
  /** File in rivals/. */
  readonly app: string
  readonly database: Running
  readonly socket: string
  readonly concurrency: number
  /** Two processes use two cores; one saves the way between them. Whichever is faster. */
  readonly processCount: 1 | 2
}

/** A hung delivery holds a rival's slot for as long as it would hold one of Posthorn's. */
const defaultTimeoutMs = 15_000

export async function startRivalApp(setup: Setup, rival: RivalStart): Promise<RunningContender> {
  const secrets = setup.subscriptions.map(() => `whsec_${randomBytes(32).toString('base64')}`)
  const authorization = `Bearer ${randomBytes(24).toString('base64url')}`
  const roles = rival.processCount === 1 ? (['both'] as const) : (['door', 'worker'] as const)
  const ports = await freePorts(roles.length)
  const programs: Running[] = []
  for (const [index, role] of roles.entries()) {
    const settings: RivalSettings = {
      role,
      port: ports[index] ?? 0,
      authorization,
      subscriptions: setup.subscriptions.map((wanted, at) => ({
        ...wanted,
        secret: secrets[at] ?? '',
      })),
      socket: rival.socket,
      ...(setup.authorityFile === undefined ? {} : { authorityFile: setup.authorityFile }),
      concurrency: rival.concurrency,
      timeoutMs: setup.timeoutMs ?? defaultTimeoutMs,
    }
    programs.push(await startProgram(setup, rival, settings))
  }
  const workerPort = ports.at(-1) ?? 0
  return {
    port: ports[0] ?? 0,
    eventsPath: '/v1/tenants/bench/events',
    authorization,
    pids: [...programs, rival.database].map(({ pid }) => pid),
    secrets,
    recordedCount: () => readRecordedCount(workerPort, authorization),
    async stop() {
      for (const program of programs) await program.stop()
      await rival.database.stop()
    },
  }
}

async function startProgram(
  setup: Setup,
  rival: RivalStart,
  settings: RivalSettings,
): Promise<Running> {
  const settingsFile = join(setup.folder, `settings-${settings.role}.json`)
  writeFileSync(settingsFile, JSON.stringify(settings))
  const program = await start(
    process.execPath,
    [join(benchFolder, 'rivals', rival.app), settingsFile],
    {
      name: rival.app,
      logFile: join(setup.folder, `${settings.role}.log`),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  const isUp = () =>
    readRecordedCount(settings.port, settings.authorization).then(
      () => true,
      () => false,
    )
  await waitUntil(isUp, { what: rival.app, timeoutMs: 20_000, program })
  return program
}

async function readRecordedCount(port: number, authorization: string): Promise<number> {
  const reply = await fetch(`http://127.0.0.1:${port}/recorded`, { headers: { authorization } })
  return ((await reply.json()) as { recorded: number }).recorded
}
