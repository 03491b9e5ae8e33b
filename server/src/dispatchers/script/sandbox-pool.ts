/**
 * Few sandbox processes for the scripts of all tenants: one run a tenant at a time, tenants in turn,
 * so that nobody's endless scripts are felt by another's. Processes are started when there is
 * something to run and ended when there has been nothing for a while. Memory only.
 */
import { NoConnection } from '../../ports/dispatcher.ts'
import { SandboxChild, type SandboxChildOptions } from './sandbox-child.ts'
import type { Run, RunResult } from './sandbox-wire.ts'

export interface SandboxPoolOptions {
  readonly processesMax?: number
  readonly waitMsMax?: number
  readonly idleMsMax?: number
  readonly program?: SandboxChildOptions['program']
}

export interface PooledRun {
  /** From the moment at which a process had it. */
  readonly ranMs: number
  readonly result: RunResult
}

const processesMaxDefault = 2
const waitMsMaxDefault = 30_000
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
  readonly #idle: SandboxChild[] = []
  readonly #children = new Set<SandboxChild>()
  #idleTimer: NodeJS.Timeout | undefined
  #restartTimer: NodeJS.Timeout | undefined
  #mayStartAtMs = 0
  #isClosed = false
  #emptied: (() => void) | null = null

  constructor(options: SandboxPoolOptions = {}) {
    this.#options = options
  }

  /** What came of it; rejects only for a fault of our own, and when it waited for too long. */
  run(tenantKey: number, run: Run, withinMs: number): Promise<PooledRun> {
    if (this.#isClosed) return Promise.reject(new Error('the dispatcher is closed'))
    const waitMs = this.#options.waitMsMax ?? waitMsMaxDefault
    const list = this.#waiting.get(tenantKey) ?? []
    if (list.length >= waitingPerTenantMax) {
      return Promise.reject(new NoConnection(`${waitingPerTenantMax} scripts of the tenant wait`))
    }
    this.#waiting.set(tenantKey, list)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        list.splice(list.indexOf(waiting), 1)
        reject(new NoConnection(`no sandbox came free within ${waitMs} ms`))
      }, waitMs)
      const waiting: Waiting = { run, withinMs, timer, resolve, reject }
      list.push(waiting)
      this.#pump()
    })
  }

  /** What runs goes on to its end; what waits is given back. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idleTimer)
    clearTimeout(this.#restartTimer)
    for (const list of this.#waiting.values()) {
      for (const waiting of list.splice(0)) {
        clearTimeout(waiting.timer)
        waiting.reject(new Error('the dispatcher is closed'))
      }
    }
    this.#waiting.clear()
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve
    })
    this.#endIdle()
    this.#noteEmpty()
    await emptied
  }

  #pump(): void {
    for (const [tenantKey, list] of this.#waiting) {
      if (list.length === 0) {
        this.#waiting.delete(tenantKey)
        continue
      }
      if (this.#running.has(tenantKey)) continue
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

  async #give(child: SandboxChild, tenantKey: number, next: Waiting): Promise<void> {
    clearTimeout(next.timer)
    this.#running.add(tenantKey)
    const startedAtMs = performance.now()
    const result = await child.run(next.run, next.withinMs)
    this.#running.delete(tenantKey)
    next.resolve({ ranMs: performance.now() - startedAtMs, result })
    this.#rest(child)
  }

  #rest(child: SandboxChild): void {
    if (child.isSpent) child.kill('it has grown')
    else if (!child.isGone) this.#idle.push(child)
    if (this.#isClosed) this.#endIdle()
    clearTimeout(this.#idleTimer)
    const idleMs = this.#options.idleMsMax ?? idleMsMaxDefault
    this.#idleTimer = setTimeout(() => this.#endIdle(), idleMs)
    this.#pump()
    this.#noteEmpty()
  }

  #startAnother(): void {
    if (this.#isClosed) return
    if (this.#children.size >= (this.#options.processesMax ?? processesMaxDefault)) return
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
    this.#children.add(child)
    child.serving().then(
      () => this.#rest(child),
      () => {
        this.#mayStartAtMs = performance.now() + restartMs
        this.#pump()
      },
    )
  }

  #forget(child: SandboxChild): void {
    this.#children.delete(child)
    const at = this.#idle.indexOf(child)
    if (at !== -1) this.#idle.splice(at, 1)
    if (!this.#isClosed) this.#pump()
    this.#noteEmpty()
  }

  #endIdle(): void {
    for (const child of this.#idle.splice(0)) child.kill('it is not needed')
    // One that is still on its way up has nothing to finish either.
    if (this.#isClosed && this.#running.size === 0) {
      for (const child of this.#children) child.kill('the dispatcher is closed')
    }
  }

  #noteEmpty(): void {
    if (this.#emptied !== null && this.#children.size === 0) {
      clearTimeout(this.#idleTimer)
      this.#emptied()
    }
  }
}
