/**
 * One sandbox process as the dispatcher sees it: started without anything of ours (no environment,
 * no files but its program's, no network, no other programs, at a low priority), handed one run
 * at a time, and killed when a run does not end. A process that dies takes its one run along.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FromSandbox, Run, RunResult } from './sandbox-wire.ts'

/** A process that died before it served anything: a fault of our own, and nobody's run. */
class SandboxBroken extends Error {}

export interface SandboxChildOptions {
  /** What its program is; its own by default. */
  readonly program?: string
  readonly onEnd: () => void
}

const heapMebibytesMax = 96
/** A thirtieth of what the service gets; the lowest of all may get nothing for half a minute. */
const lowPriority = 15
/** From its start until it serves: an old machine under load takes seconds. */
const startMsMax = 30_000

const ownProgram = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url))

export class SandboxChild {
  readonly #process: ChildProcess
  readonly #serving: Promise<void>
  #ended: ((result: RunResult | null) => void) | null = null
  #killedWhy: string | null = null
  isGone = false
  /** It has grown by what ran in it: it has to be killed, not handed another run. */
  isSpent = false

  constructor({ program = ownProgram, onEnd }: SandboxChildOptions) {
    this.#process = fork(program, [], {
      env: {},
      cwd: dirname(ownProgram),
      execArgv: confinement(program),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    lowerPriority(this.#process.pid)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => this.kill('it did not come up'), startMsMax)
    this.#serving = promise
    promise.catch(() => {})
    this.#process.on('message', (word: FromSandbox) => {
      clearTimeout(late)
      if (word === 'serving') resolve()
      else {
        this.isSpent = word.isLast === true
        this.#end(word)
      }
    })
    const gone = (): void => {
      if (this.isGone) return
      this.isGone = true
      clearTimeout(late)
      reject(new SandboxBroken('a sandbox process ended before it served'))
      this.#end(null)
      onEnd()
    }
    this.#process.on('error', gone)
    this.#process.on('exit', gone)
  }

  /** Resolves once it serves; rejects when it has ended before. */
  serving(): Promise<void> {
    return this.#serving
  }

  /** Runs a script in a process that serves and runs none. What the script does is a result. */
  run(run: Run, withinMs: number): Promise<RunResult> {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.kill(`more than ${withinMs} ms`), withinMs)
      this.#ended = (result) => {
        clearTimeout(late)
        this.#ended = null
        resolve(result ?? this.#killedResult())
      }
      if (this.isGone) this.#end(null)
      else this.#process.send(run, (error) => error !== null && this.#end(null))
    })
  }

  kill(why: string): void {
    this.#killedWhy ??= why
    this.#process.kill('SIGKILL')
  }

  #end(result: RunResult | null): void {
    this.#ended?.(result)
  }

  #killedResult(): RunResult {
    const why = this.#killedWhy
    return why === null
      ? { kind: 'failed', log: '', fault: 'it ended the sandbox that it ran in' }
      : { kind: 'timeout', log: '', fault: why }
  }
}

/** Node's own walls, around those of the engine. */
function confinement(program: string): string[] {
  const modules = modulesFolder()
  const readable = [dirname(ownProgram), dirname(program), modules]
  return [
    '--permission',
    ...readable.map((folder) => `--allow-fs-read=${folder}${sep}*`),
    `--allow-fs-read=${join(dirname(ownProgram), '..', '..', '..', 'package.json')}`,
    `--max-old-space-size=${heapMebibytesMax}`,
    '--expose-gc',
    '--no-warnings',
  ]
}

/** The folder `node_modules` that the engine's packages are in. */
function modulesFolder(): string {
  const path = fileURLToPath(import.meta.resolve('quickjs-emscripten-core'))
  const at = path.lastIndexOf(`${sep}node_modules${sep}`)
  return path.slice(0, at + sep.length + 'node_modules'.length)
}

/** Whatever scripts do, the service and its deliveries come first. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, lowPriority)
  } catch {
    // It has ended already, which `exit` tells.
  }
}
