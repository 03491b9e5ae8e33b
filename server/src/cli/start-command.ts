/**
 * `posthorn start`: the service until a signal. The first SIGTERM or SIGINT stops it within its
 * grace: nothing more is accepted, what is in flight is finished or given back. A second one ends
 * the process at once; the next start recovers as after a crash.
 */
import { type Config, readConfig } from '../config.ts'
import type { ListenAddress } from '../setting-values.ts'
import { openKeyFiles } from '../key-files.ts'
import { openService, type Service } from '../open-service.ts'
import { StartRefused, systemReason } from '../start-refused.ts'
import { StoreRefused } from '../stores/store-options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Exit codes of sysexits.h, so that a supervisor can tell a wrong setting from a crash. */
const exitConfig = 78
const exitUnavailable = 69
/** What a shell says of a process that a signal ended. */
const exitTerminated = 128 + 15
const exitInterrupted = 128 + 2
const keepUpEveryMs = 3_600_000

export async function startCommand(environment: Environment): Promise<void> {
  const read = readConfig(environment)
  if (read.kind === 'refused') {
    for (const fault of read.faults) say(fault)
    process.exit(exitConfig)
  }
  // A start may wait for the store's lock or for its recovery, on nothing that keeps a process up.
  setInterval(() => {}, keepUpEveryMs)
  let service: Service | null = null
  // Before anything is open, so that a signal right behind the first word of the service stops it in
  // good order; one that comes before there is a service ends the start.
  for (const [signal, code] of [
    ['SIGTERM', exitTerminated],
    ['SIGINT', exitInterrupted],
  ] as const) {
    process.on(signal, () => (service === null ? process.exit(code) : stop(service)))
  }
  try {
    service = await openService(read.config, openKeyFiles(read.config, say))
    sayFirstSetup(service.firstSetupUrl)
  } catch (error) {
    say(startFault(error, read.config))
    process.exit(error instanceof StartRefused ? exitConfig : exitUnavailable)
  }
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

/** One sentence for what an operator can mend; the whole story for what only we can. */
function startFault(error: unknown, { listen }: Pick<Config, 'listen'>): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof StoreRefused || error instanceof StartRefused) return error.message
  // Damage that is met by the first reading, once the store is open.
  if ('errcode' in error || damagePattern.test(error.message)) {
    return `the store cannot be read, it may be damaged (${error.message}): restore a backup, or name another one in POSTHORN_STORE`
  }
  const reason = systemReason(error)
  if (reason === null) return error.stack ?? error.message
  const syscall = 'syscall' in error ? error.syscall : null
  return syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo'
    ? listenFault(reason, listen)
    : error.message
}

/** SQLite's words, which lose their code on the way from another thread. */
const damagePattern = /database disk image is malformed|file is not a database|disk I\/O error/

function listenFault(reason: string, { host, port }: ListenAddress): string {
  return `${host}:${port} cannot be listened on: ${reason}; set POSTHORN_LISTEN to an address of this machine that is free`
}

/** For who can read what the process says, and for a day: past the log, which goes further. */
function sayFirstSetup(url: string | null): void {
  if (url !== null) process.stderr.write(`First sign-in: ${url}\n`)
}

function say(text: string): void {
  process.stderr.write(`posthorn: ${text}\n`)
}
