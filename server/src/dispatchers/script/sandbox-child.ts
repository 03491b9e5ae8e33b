/**
 * One sandbox process as the dispatcher sees it: handed one run at a time, and killed when a run
 * does not end. A process that dies takes its one run along: as a failure of the script that had
 * begun in it, else as a fault of our own.
 */
import type { ChildProcess } from 'node:child_process'
import { NoConnection } from '../../ports/dispatcher.ts'
import { launchSandbox } from './launch-sandbox.ts'
import type { FromSandbox, Run, ToldResult } from './sandbox-wire.ts'

/** A process that died before it served anything: a fault of our own, and nobody's run. */
class SandboxBroken extends Error {}

export interface SandboxChildOptions {
  /** What its program is; its own by default. */
  readonly program?: string
  readonly onEnd: () => void
}

/** From its start until it serves: an old machine under load takes seconds. */
const startMsMax = 20_000
/** Of what it wrote to standard error, the last: the reason of a fault stands there. */
const complaintCharactersMax = 2_000

export class SandboxChild {
  readonly #process: ChildProcess
  readonly #serving: Promise<void>
  #ended: ((told: ToldResult | Error) => void) | null = null
  #hasBegun = false
  #killedWhy: string | null = null
  #complaint = ''
  isGone = false
  /** It has grown by what ran in it, or is broken: it has to be killed, not handed another run. */
  isSpent = false

  constructor({ program, onEnd }: SandboxChildOptions) {
    this.#process = launchSandbox(program)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => this.kill('it did not come up'), startMsMax)
    this.#serving = promise
    promise.catch(() => {})
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-complaintCharactersMax)
    })
    this.#process.on('message', (word: FromSandbox) => {
      clearTimeout(late)
      if (word === 'serving') resolve()
      else this.#hear(word)
    })
    const gone = (): void => {
      if (this.isGone) return
      this.isGone = true
      clearTimeout(late)
      reject(new SandboxBroken(`a sandbox process ended before it served: ${this.#lastWords()}`))
      this.#ended?.(this.#resultOfEnd())
      onEnd()
    }
    this.#process.on('error', gone)
    // Not `exit`, which comes before the last of what it wrote.
    this.#process.on('close', gone)
  }

  /** Resolves once it serves; rejects when it has ended before, with what it said. */
  serving(): Promise<void> {
    return this.#serving
  }

  /**
   * Runs a script in a process that serves and runs none. What the script does is a result; rejects
   * with `NoConnection` when no script was begun.
   */
  run(run: Run, withinMs: number): Promise<ToldResult> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.kill(`more than ${withinMs} ms`), withinMs)
      this.#hasBegun = false
      this.#ended = (told) => {
        clearTimeout(late)
        this.#ended = null
        if (told instanceof Error) reject(told)
        else resolve(told)
      }
      if (this.isGone) this.#ended(this.#resultOfEnd())
      else this.#process.send(run, (error) => error !== null && this.kill(error.message))
    })
  }

  kill(why: string): void {
    this.#killedWhy ??= why
    // A result may still be on its way; nothing else is to be begun in it.
    this.isSpent = true
    this.#process.kill('SIGKILL')
  }

  #hear(word: Exclude<FromSandbox, 'serving'>): void {
    if (word === 'begun') {
      this.#hasBegun = true
      return
    }
    this.isSpent ||= word.kind === 'broken' || word.isLast === true
    const isResult = word.kind !== 'broken'
    this.#ended?.(isResult ? word : new NoConnection(`a sandbox is broken: ${word.fault}`))
  }

  #resultOfEnd(): ToldResult | Error {
    if (!this.#hasBegun) {
      return new NoConnection(`a sandbox process began no script: ${this.#lastWords()}`)
    }
    const told = { log: '', processorMs: 0 }
    const why = this.#killedWhy
    return why === null
      ? { ...told, kind: 'failed', fault: 'it ended the sandbox that it ran in' }
      : { ...told, kind: 'timeout', fault: why }
  }

  #lastWords(): string {
    const { exitCode, signalCode } = this.#process
    const end = signalCode === null ? `code ${exitCode}` : signalCode
    const words = [this.#killedWhy, `it ended with ${end}`, this.#complaint.trim()]
    return words.filter((part) => part !== null && part !== '').join('; ')
  }
}
