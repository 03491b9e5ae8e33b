/**
 * Few sandbox processes for the scripts of all tenants: one run a tenant at a time, tenants in turn,
 * and those whose runs take long have all processes but one at the most, so that nobody's endless
 * scripts are felt by another's. Processes are started when there is something to run and ended when
 * there has been nothing for a while, and with this process. Memory only.
 */
import { NoConnection } from '../../ports/dispatcher.ts'
import { SandboxChild, type SandboxChildOptions } from './sandbox-child.ts'
import type { Run, RunResult } from './sandbox-wire.ts'
import { type Ran, SlowTenants } from './slow-tenants.ts'

export interface SandboxPoolOptions {
  readonly processesMax?: number
  readonly waitMsMax?: number
  readonly testWaitMsMax?: number
  readonly idleMsMax?: number
  readonly program?: SandboxChildOptions['program']
}

export interface RunOptions {
  readonly withinMs: number
  readonly isTest?: boolean
}

export interface PooledRun {
  /** From the moment at which a process had it. */
  readonly ranMs: number
  readonly result: RunResult
}

/** The pool was closed before the run had a result that anybody waits for. */
export class SandboxPoolClosed extends Error {}

const processesMaxDefault = 2
const waitMsMaxDefault = 30_000
/** Somebody is looking at a test; with its run it ends well before the time for an answer is over. */
const testWaitMsMaxDefault = 10_000
const idleMsMaxDefault = 60_000
/** Of one tenant. Deliveries are bounded by the pipeline; this bounds tests. */
const waitingPerTenantMax = 200
/** Before a process is started again after one that never served. */
const restartMs = 1_000

interface Waiting {
  readonly run: Run
  readonly withinMs: number
  readonly timer: NodeJS.Timeout
  resolve(done: PooledRun): void
  reject(error: Error): void
}

export class SandboxPool {
  readonly #options: SandboxPoolOptions
  /** Tenants with something to run, in turn. */
  readonly #waiting = new Map<number, Waiting[]>()
  readonly #running = new Set<number>()
  readonly #slowRunning = new Set<number>()
  readonly #slow = new SlowTenants()
  readonly #idle: SandboxChild[] = []
  readonly #children = new Set<SandboxChild>()
  readonly #endAll = (): void => this.#killAll('the process around it ends')
  #idleTimer: NodeJS.Timeout | undefined
  #restartTimer: NodeJS.Timeout | undefined
  #mayStartAtMs = 0
  /** Of the last process, when it never served. */
  #startFault = ''
  #isClosed = false
  #emptied: (() => void) | null = null

  constructor(options: SandboxPoolOptions = {}) {
    this.#options = options
  }

  /**
   * What came of it; rejects with `NoConnection` when it waited for too long or no sandbox could begin
   * it, and with `SandboxPoolClosed`.
   */
  run(tenantKey: number, run: Run, { withinMs, isTest = false }: RunOptions): Promise<PooledRun> {
    if (this.#isClosed) return Promise.reject(new SandboxPoolClosed('the dispatcher is closed'))
    const waitMs = this.#waitMs(isTest)
    const list = this.#waiting.get(tenantKey) ?? []
    if (list.length >= waitingPerTenantMax) {
      return Promise.reject(new NoConnection(`${waitingPerTenantMax} scripts of the tenant wait`))
    }
    this.#waiting.set(tenantKey, list)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        list.splice(list.indexOf(waiting), 1)
        reject(new NoConnection(`no sandbox came free within ${waitMs} ms${this.#startFault}`))
      }, waitMs)
      const waiting: Waiting = { run, withinMs, timer, resolve, reject }
      list.push(waiting)
      this.#pump()
    })
  }

  /** Ends all at once: whoever waits for what still runs has had its time. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idleTimer)
    clearTimeout(this.#restartTimer)
    for (const list of this.#waiting.values()) {
      for (const waiting of list.splice(0)) {
        clearTimeout(waiting.timer)
        waiting.reject(new SandboxPoolClosed('the dispatcher is closed'))
      }
    }
    this.#waiting.clear()
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve
    })
    this.#killAll('the dispatcher is closed')
    this.#noteEmpty()
    await emptied
  }

  #waitMs(isTest: boolean): number {
    const { waitMsMax = waitMsMaxDefault, testWaitMsMax = testWaitMsMaxDefault } = this.#options
    return isTest ? testWaitMsMax : waitMsMax
  }

  #pump(): void {
    for (const [tenantKey, list] of this.#waiting) {
      if (list.length === 0) {
        this.#waiting.delete(tenantKey)
        continue
      }
      if (!this.#isItsTurn(tenantKey)) continue
      const child = this.#idle.pop()
      if (child === undefined) {
        this.#startAnother()
        return
      }
      const next = list.shift()
      if (next === undefined) continue
      // Behind the others until its next turn.
      this.#waiting.delete(tenantKey)
      if (list.length > 0) this.#waiting.set(tenantKey, list)
      void this.#give(child, tenantKey, next)
    }
  }

  #isItsTurn(tenantKey: number): boolean {
    const nowMs = performance.now()
    if (this.#running.has(tenantKey) || this.#slow.heldMs(tenantKey, nowMs) > 0) return false
    const slowMax = Math.max(1, this.#processesMax - 1)
    return this.#slowRunning.size < slowMax || !this.#slow.isSlow(tenantKey, nowMs)
  }

  get #processesMax(): number {
    return this.#options.processesMax ?? processesMaxDefault
  }

  async #give(child: SandboxChild, tenantKey: number, next: Waiting): Promise<void> {
    clearTimeout(next.timer)
    const startedAtMs = performance.now()
    this.#running.add(tenantKey)
    if (this.#slow.isSlow(tenantKey, startedAtMs)) this.#slowRunning.add(tenantKey)
    try {
      const result = await child.run(next.run, next.withinMs)
      const ranMs = performance.now() - startedAtMs
      this.#noteRun(tenantKey, {
        ms: ranMs,
        processorMs: result.processorMs,
        isKilled: child.isGone,
      })
      if (this.#isClosed) next.reject(new SandboxPoolClosed('the dispatcher is closed'))
      else next.resolve({ ranMs, result })
    } catch (error) {
      next.reject(error instanceof Error ? error : new Error(String(error)))
    }
    this.#running.delete(tenantKey)
    this.#slowRunning.delete(tenantKey)
    this.#rest(child)
  }

  #noteRun(tenantKey: number, ran: Ran): void {
    const nowMs = performance.now()
    this.#slow.note(tenantKey, ran, nowMs)
    const heldMs = this.#slow.heldMs(tenantKey, nowMs)
    // A timer may be a little early.
    if (heldMs > 0) setTimeout(() => this.#pump(), Math.ceil(heldMs) + 1).unref()
  }

  #rest(child: SandboxChild): void {
    if (child.isSpent) child.kill('it is used up')
    else if (!child.isGone) this.#idle.push(child)
    if (this.#isClosed) this.#killAll('the dispatcher is closed')
    clearTimeout(this.#idleTimer)
    const idleMs = this.#options.idleMsMax ?? idleMsMaxDefault
    this.#idleTimer = setTimeout(() => this.#endIdle(), idleMs)
    this.#pump()
    this.#noteEmpty()
  }

  #startAnother(): void {
    if (this.#isClosed || this.#children.size >= this.#processesMax) return
    const waitMs = this.#mayStartAtMs - performance.now()
    if (waitMs > 0) {
      this.#restartTimer ??= setTimeout(() => {
        this.#restartTimer = undefined
        this.#pump()
      }, waitMs)
      return
    }
    const { program } = this.#options
    const child: SandboxChild = new SandboxChild({
      ...(program === undefined ? {} : { program }),
      onEnd: () => this.#forget(child),
    })
    if (this.#children.size === 0) process.on('exit', this.#endAll)
    this.#children.add(child)
    child.serving().then(
      () => {
        this.#startFault = ''
        this.#rest(child)
      },
      (error: Error) => {
        this.#startFault = `; ${error.message}`
        this.#mayStartAtMs = performance.now() + restartMs
        this.#pump()
      },
    )
  }

  #forget(child: SandboxChild): void {
    this.#children.delete(child)
    if (this.#children.size === 0) process.off('exit', this.#endAll)
    const at = this.#idle.indexOf(child)
    if (at !== -1) this.#idle.splice(at, 1)
    if (!this.#isClosed) this.#pump()
    this.#noteEmpty()
  }

  #endIdle(): void {
    for (const child of this.#idle.splice(0)) child.kill('it is not needed')
  }

  #killAll(why: string): void {
    for (const child of this.#children) child.kill(why)
  }

  #noteEmpty(): void {
    if (this.#emptied !== null && this.#children.size === 0) {
      clearTimeout(this.#idleTimer)
      this.#emptied()
    }
  }
}
