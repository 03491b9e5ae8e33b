/**
 * Runs one script in a QuickJS of its own: a fresh WebAssembly instance each time, so nothing of one
 * run or tenant is left for the next. The script has the language, `getVariable` and `log`; there is
 * no network, file, environment, timer or module to reach. It may use 50 ms of processor time and 32
 * MiB, which is the most that its memory can grow to. What few built-in functions do in one step is
 * not interrupted inside; the process around is ended for that.
 */
import engineVariant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import { logCharactersMax, type Run, type RunResult } from './sandbox-wire.ts'

const processorMsMax = 50
const pageBytes = 64 * 1024
const memoryBytesMax = 32 * 1024 * 1024
/** What the module itself asks for at the least. */
const firstPages = 256
/** Deep recursion ends as an error of the script; the module's own stack has room for it. */
const stackBytesMax = 256 * 1024

/** The package's types are those of its other module system, which wraps it once more. */
const variant = engineVariant as unknown as QuickJSSyncVariant

/** The part of WebAssembly that is used; Node's types leave it out. */
interface WebAssemblyParts {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => object
  readonly Module: new (bytes: Uint8Array) => CompiledEngine
}
export type CompiledEngine = object
const webAssembly = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyParts

/** The engine, compiled once for all runs of a process. */
export function compileEngine(bytes: Uint8Array): CompiledEngine {
  return new webAssembly.Module(bytes)
}

/** What came of it. Rejects only when the engine itself could not be set up. */
export async function runScript(run: Run, wasmModule: CompiledEngine): Promise<RunResult> {
  const wasmMemory = new webAssembly.Memory({
    initial: firstPages,
    maximum: memoryBytesMax / pageBytes,
  })
  const engine = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmModule, wasmMemory }),
  )
  return new ScriptRun(run, engine.newRuntime()).result()
}

class ScriptRun {
  readonly #run: Run
  readonly #runtime: QuickJSRuntime
  readonly #context: QuickJSContext
  readonly #before = process.threadCpuUsage()
  #log = ''
  #isOverTime = false

  constructor(run: Run, runtime: QuickJSRuntime) {
    this.#run = run
    this.#runtime = runtime
    runtime.setMaxStackSize(stackBytesMax)
    runtime.setInterruptHandler(() => this.#isLate())
    this.#context = runtime.newContext()
    this.#defineGlobals()
  }

  /** The instance is thrown away as a whole afterwards, so nothing is given back piece by piece. */
  result(): RunResult {
    let fault: string
    try {
      fault = this.#faultOfRun()
    } catch (error) {
      // Where memory is short the engine fails in its own ways.
      fault = error instanceof Error ? error.message : String(error)
      return this.#ended(isMemoryFault(fault) ? 'memory' : 'failed', fault)
    }
    if (fault === '' && !this.#isLate()) return this.#ended('returned', '')
    return this.#ended(isMemoryFault(fault) ? 'memory' : 'failed', fault)
  }

  #ended(kind: RunResult['kind'], fault: string): RunResult {
    const log = this.#log.slice(0, logCharactersMax)
    if (kind !== 'memory' && this.#isLate()) {
      return { kind: 'timeout', log, fault: `more than ${processorMsMax} ms of processor time` }
    }
    return { kind, log, fault: fault.slice(0, logCharactersMax) }
  }

  #isLate(): boolean {
    const { user, system } = process.threadCpuUsage(this.#before)
    this.#isOverTime ||= user + system > processorMsMax * 1_000
    return this.#isOverTime
  }

  #defineGlobals(): void {
    const context = this.#context
    const variables = new Map(Object.entries(this.#run.variables))
    const functions: Record<string, (...values: QuickJSHandle[]) => QuickJSHandle> = {
      getVariable: (name) =>
        context.newString(name === undefined ? '' : (variables.get(context.getString(name)) ?? '')),
      log: (...values) => {
        const line = values.map((value) => context.getString(value)).join(' ')
        if (this.#log.length < logCharactersMax) this.#log += this.#log === '' ? line : `\n${line}`
        return context.undefined
      },
    }
    for (const [name, run] of Object.entries(functions)) {
      context.setProp(context.global, name, context.newFunction(name, run))
    }
  }

  /** Empty when it returned, and when the promise that it ended with was kept. */
  #faultOfRun(): string {
    const { name, source } = this.#run
    const evaluated = this.#context.evalCode(source, name)
    if (evaluated.error !== undefined) return this.#textOf(evaluated.error)
    const jobs = this.#runtime.executePendingJobs()
    if (jobs.error !== undefined) return this.#textOf(jobs.error)
    const promise = this.#context.getPromiseState(evaluated.value)
    if (promise.type === 'rejected') return this.#textOf(promise.error)
    return promise.type === 'pending' ? 'Its promise was never kept: nothing is left to run.' : ''
  }

  #textOf(error: QuickJSHandle): string {
    const dumped: unknown = this.#context.dump(error)
    if (typeof dumped !== 'object' || dumped === null) return `threw ${String(dumped)}`
    const { name, message, stack } = dumped as Record<string, unknown>
    const first = [name, message].filter((part) => typeof part === 'string').join(': ')
    return `${first}\n${typeof stack === 'string' ? stack : ''}`.trimEnd() || 'threw an object'
  }
}

/** The engine's own words. */
function isMemoryFault(fault: string): boolean {
  return /^InternalError: out of memory|memory access out of bounds|Cannot enlarge memory/.test(
    fault,
  )
}
