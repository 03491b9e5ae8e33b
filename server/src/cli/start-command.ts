/**
 * `posthorn start`: the service until a signal. The first SIGTERM or SIGINT stops it within its
 * grace: nothing more is accepted, what is in flight is finished or given back. A second one ends
 * the process at once; the next start recovers as after a crash.
 */
import { readConfig } from '../config.ts'
import { loadServiceKeys } from '../key-files.ts'
import { openService, type Service } from '../open-service.ts'
import { StoreRefused } from '../stores/store-options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Exit codes of sysexits.h, so that a supervisor can tell a wrong setting from a crash. */
const exitConfig = 78
const exitUnavailable = 69
const keepUpEveryMs = 3_600_000

export async function startCommand(environment: Environment): Promise<void> {
  const read = readConfig(environment)
  if (read.kind === 'refused') {
    for (const fault of read.faults) say(fault)
    process.exit(exitConfig)
  }
  // A start may wait for the store's lock or for its recovery, on nothing that keeps a process up.
  setInterval(() => {}, keepUpEveryMs)
  let service: Service
  try {
    const keys = loadServiceKeys(read.config)
    for (const note of keys.notes) say(note)
    service = await openService(read.config, keys)
  } catch (error) {
    say(startFault(error, read.config.listen))
    process.exit(exitUnavailable)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(service))
}

let isStopping = false

function stop(service: Service): void {
  if (isStopping) {
    say('stopped at once; the next start sends again what was in flight')
    process.exit(1)
  }
  isStopping = true
  service.log.info('stopping')
  service.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      service.log.error({ err: error }, 'did not stop cleanly')
      process.exit(1)
    },
  )
}

function startFault(error: unknown, listen: { host: string; port: number }): string {
  if (error instanceof StoreRefused) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  const place = `${listen.host}:${listen.port}`
  if (code === 'EADDRINUSE') {
    return `${place} is in use by another process; set POSTHORN_LISTEN to a free one`
  }
  if (code === 'EACCES') return `${place} may not be opened by this user; set POSTHORN_LISTEN`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function say(text: string): void {
  process.stderr.write(`posthorn: ${text}\n`)
}
