/** How many follow the live feed: each holds a connection, and costs a little with every entry. */
import { problem, type Problem } from '../problems.ts'

/** Several people with several windows each. */
const readersPerCallerMax = 20
const readersMax = 200
/** Of all connections, whatever their number: the rest is for requests. */
const connectionShare = 4

export class LiveReaders {
  readonly #inAllMax: number
  readonly #counts = new Map<string, number>()
  #inAll = 0

  constructor(connectionsMax: number) {
    this.#inAllMax = Math.max(1, Math.min(readersMax, Math.floor(connectionsMax / connectionShare)))
  }

  /** A place for one more; to be called once when it is free again. */
  take(callerName: string): (() => void) | Problem {
    if (this.#inAll >= this.#inAllMax) return full('live-full')
    const count = this.#counts.get(callerName) ?? 0
    if (count >= readersPerCallerMax) return full('too-many-readers')
    this.#inAll += 1
    this.#counts.set(callerName, count + 1)
    return () => this.#free(callerName)
  }

  #free(callerName: string): void {
    this.#inAll -= 1
    const left = (this.#counts.get(callerName) ?? 0) - 1
    if (left > 0) this.#counts.set(callerName, left)
    else this.#counts.delete(callerName)
  }
}

const full = (code: 'live-full' | 'too-many-readers'): Problem =>
  problem(code, { headers: { 'retry-after': '10' } })
