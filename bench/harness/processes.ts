/**
 * Starts the programs that a run needs and sees to it that none of them outlives the bench:
 * each is known by its pid, and whatever ends the bench ends them too.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface StartOptions {
  readonly name: string
  readonly logFile: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** The user that it runs as; the bench's own by default. */
  readonly owner?: { readonly uid: number; readonly gid: number }
  /** The signal that asks this program to end. */
  readonly endSignal?: NodeJS.Signals
}

export interface Running {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  hasEnded(): boolean
  /** Asks it to end and, after 10 s, ends it. */
  stop(): Promise<void>
  /** kill -9, resolved once it is gone. */
  kill(): Promise<void>
}

const running = new Set<ChildProcess>()
const endWaitMs = 10_000

/** @throws when the program cannot be started at all. */
export async function start(
  command: string,
  words: readonly string[],
  options: StartOptions,
): Promise<Running> {
  const log = openSync(options.logFile, 'a')
  const [program = '', ...rest] = [...leash(options.owner), command, ...words]
  const child = spawn(program, rest, {
    stdio: ['ignore', log, log],
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? process.env,
  })
  closeSync(log)
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  running.add(child)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child)
      resolve()
    })
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    name: options.name,
    pid: child.pid ?? 0,
    logFile: options.logFile,
    hasEnded,
    async stop() {
      if (hasEnded()) return
      child.kill(options.endSignal ?? 'SIGTERM')
      const isInTime = await Promise.race([ended.then(() => true), sleep(endWaitMs, false)])
      if (!isInTime) child.kill('SIGKILL')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** util-linux's setpriv lets the kernel end a program when the bench ends, even by kill -9. */
function leash(owner: StartOptions['owner']): string[] {
  const user =
    owner === undefined ? [] : [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  return ['setpriv', '--pdeathsig', 'KILL', ...user, '--']
}

/** Ends everything at once; for the way out of the bench, whichever it is. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** @throws with the program's last words, when `isReady` does not hold in time. */
export async function waitUntil(
  isReady: () => boolean | Promise<boolean>,
  options: { readonly what: string; readonly timeoutMs: number; readonly program?: Running },
): Promise<void> {
  const deadlineMs = performance.now() + options.timeoutMs
  while (!(await isReady())) {
    const program = options.program
    const isLate = performance.now() > deadlineMs
    if (isLate || program?.hasEnded() === true) {
      const words = program === undefined ? '' : `\n${lastWords(program.logFile)}`
      throw new Error(`${isLate ? 'waited in vain for' : 'ended before'}: ${options.what}${words}`)
    }
    await sleep(10)
  }
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').slice(-2000)
}
