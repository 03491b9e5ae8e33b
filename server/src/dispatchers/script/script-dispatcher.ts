/**
 * Runs the script that a message names in place of a URL. The message's body is what the dialect
 * gives the script: an object of texts, by name. A script that returns has answered 200 with what it
 * wrote; one that throws, or reaches a limit, is a failed attempt. Nothing runs twice.
 *
 * Serves the pipeline by the dispatcher port; `isolation` says whose script it is.
 */
import type { ErrorClass } from '../../domain/error-class.ts'
import type { Message, Reply } from '../../domain/message.ts'
import { isScriptName } from '../../domain/script.ts'
import {
  type CheckOptions,
  type Dispatcher,
  NoConnection,
  type SendOptions,
  type TargetRefusal,
} from '../../ports/dispatcher.ts'
import type { ScriptStore } from '../../ports/script-store.ts'
import {
  type PooledRun,
  SandboxPool,
  SandboxPoolClosed,
  type SandboxPoolOptions,
} from './sandbox-pool.ts'
import { logCharactersMax, type RunResult } from './sandbox-wire.ts'

export interface ScriptDispatcherOptions extends SandboxPoolOptions {
  readonly scripts: Pick<ScriptStore, 'find'>
}

/**
 * By the clock on the wall. A process of low priority may have to wait for the processor: on a busy
 * one it gets a thirtieth of it, so what a script may use takes 1.5 s. Twice that, and no more, since
 * what cannot be stopped keeps others waiting for as long.
 */
const runMsMax = 3_000

export function createScriptDispatcher(options: ScriptDispatcherOptions): Dispatcher {
  return new ScriptDispatcher(options)
}

class ScriptDispatcher implements Dispatcher {
  readonly #scripts: ScriptDispatcherOptions['scripts']
  readonly #pool: SandboxPool
  #isClosed = false

  constructor({ scripts, ...pool }: ScriptDispatcherOptions) {
    this.#scripts = scripts
    this.#pool = new SandboxPool(pool)
  }

  async send(message: Message, options: SendOptions): Promise<Reply> {
    const { timeoutMs, isolation, isTest = false } = options
    if (this.#isClosed) throw new Error('the dispatcher is closed')
    const { url: name } = message
    const variables = variablesIn(message.body)
    if (variables === null || isolation === undefined) {
      return failed('message-refused', 'The message holds no variables for a script.', 0)
    }
    const script = await this.#scripts.find(isolation, name)
    if (script === null) return failed('script-missing', noScript(name), 0)
    const run = { name, source: script.source, variables }
    const withinMs = Math.min(timeoutMs, runMsMax)
    try {
      return replyOf(await this.#pool.run(isolation, run, { withinMs, isTest }))
    } catch (error) {
      if (!(error instanceof SandboxPoolClosed)) throw error
      if (isTest) throw new NoConnection(error.message)
      return await noAnswer()
    }
  }

  async check(name: string, { isolation }: CheckOptions = {}): Promise<TargetRefusal | null> {
    const isNamed = isolation !== undefined && isScriptName(name)
    const script = isNamed ? await this.#scripts.find(isolation, name) : null
    return script === null ? { reason: 'script-unknown', detail: noScript(name) } : null
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pool.close()
  }
}

/**
 * At an end whatever has no reply has been given back to the store already, uncounted, and is sent
 * after the next start. A rejection would be taken for a fault of ours.
 */
const noAnswer = (): Promise<never> => new Promise(() => {})

function noScript(name: string): string {
  const shown = JSON.stringify(name.slice(0, 100))
  return `There is no script ${shown}; upload it under this name, or name another.`
}

function variablesIn(body: Uint8Array): Readonly<Record<string, string>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString())
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isObject || !Object.values(value).every((each) => typeof each === 'string')) return null
    return value as Readonly<Record<string, string>>
  } catch {
    return null
  }
}

function replyOf({ result, ranMs }: PooledRun): Reply {
  const totalMs = Math.round(ranMs * 100) / 100
  if (result.kind !== 'returned') return failed(classes[result.kind], sentenceOf(result), totalMs)
  return {
    kind: 'answered',
    status: 200,
    headers: [],
    bodyText: escaped(result.log),
    isWhole: true,
    timings: { ...noTimings, totalMs },
  }
}

const classes = {
  failed: 'script-failed',
  timeout: 'script-timeout',
  memory: 'script-memory',
} as const satisfies Readonly<Record<Exclude<RunResult['kind'], 'returned'>, ErrorClass>>

function sentenceOf({ kind, fault, log }: RunResult): string {
  const what =
    kind === 'timeout'
      ? `The script took too long: ${fault}.`
      : kind === 'memory'
        ? `The script needs more memory than it may have: ${fault}`
        : `The script failed: ${fault}`
  return escaped(log === '' ? what : `${what}\n\n${log}`).slice(0, logCharactersMax)
}

/** A stranger's text: lines stay, other control characters are shown. */
function escaped(text: string): string {
  const plain = text.toWellFormed()
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  return plain.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}

const noTimings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null }

function failed(errorClass: ErrorClass, detail: string, totalMs: number): Reply {
  return {
    kind: 'unreached',
    errorClass,
    detail,
    // Whatever happened to it says nothing about the way out.
    hadReplyBytes: true,
    timings: { ...noTimings, totalMs },
  }
}
