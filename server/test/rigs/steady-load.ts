/**
 * Clients that hand in events at a steady pace to whichever node takes them, as behind a balancer: a
 * connection that breaks is tried elsewhere, a refusal is tried again, always under the event's own
 * idempotency key, until it is accepted. So each event has one id, however often it was sent; all
 * that was answered is kept.
 */
import { Pool } from 'undici'
import { tenantId } from './rig-load.ts'
import { operatorKey } from './service-process.ts'

const clientCount = 12
const againMs = 50
/** Of so many events one is handed in once more after it was accepted. */
const askedAgainEvery = 10

export interface Answers {
  /** By status and code of the problem: `202`, `503 overloaded`. */
  readonly counts: Record<string, number>
  /** Refusals that did not say when to come again. */
  withoutRetryAfter: number
  brokenConnections: number
  slowestMs: number
}

const noAnswers = (): Answers => ({
  counts: {},
  withoutRetryAfter: 0,
  brokenConnections: 0,
  slowestMs: 0,
})

export class SteadyLoad {
  /** Ids of events that were accepted, with when that was known. */
  readonly accepted = new Map<string, number>()
  /** Events under whose key two different ids were answered. */
  readonly twins: string[] = []
  readonly #pools: readonly Pool[]
  readonly #clients: Promise<void>[]
  readonly #paceMs: number
  #answers = noAnswers()
  #count = 0
  #isOver = false
  #isCutOff = false

  /** About so many events a second over all nodes. */
  constructor(urls: readonly string[], eventsPerSecond: number) {
    // More than there are clients: one that hangs on a silent node holds up nobody else.
    this.#pools = urls.map((url) => new Pool(url, { connections: clientCount * 2, pipelining: 1 }))
    this.#paceMs = (clientCount * 1_000) / eventsPerSecond
    this.#clients = Array.from({ length: clientCount }, (_, number) => this.#client(number))
  }

  /** Answers since the last call of this. */
  takeAnswers(): Answers {
    const taken = this.#answers
    this.#answers = noAnswers()
    return taken
  }

  /** Resolves once every event that was begun is accepted. */
  async stop(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#clients)
    await Promise.all(this.#pools.map((pool) => pool.destroy()))
  }

  /** Ends it with what was begun as it is. */
  cutOff(): void {
    this.#isOver = true
    this.#isCutOff = true
    for (const pool of this.#pools) void pool.destroy()
  }

  async #client(number: number): Promise<void> {
    for (let turn = number; !this.#isOver; turn += 1) {
      const startedAtMs = performance.now()
      await this.#handIn(turn)
      await delay(this.#paceMs - (performance.now() - startedAtMs))
    }
  }

  async #handIn(firstNode: number): Promise<void> {
    this.#count += 1
    const number = this.#count
    let before: string | null = null
    for (let turn = firstNode; !this.#isCutOff; turn += 1) {
      const id = await this.#ask(this.#pools[turn % this.#pools.length]!, `event-${number}`)
      if (id === null) {
        await delay(againMs)
        continue
      }
      if (before !== null && before !== id) this.twins.push(`${before} ${id}`)
      const isAskedAgain = number % askedAgainEvery === 0 && before === null
      before = id
      if (isAskedAgain) continue
      this.accepted.set(id, performance.now())
      return
    }
  }

  /** The id, or null when it has to be asked again. */
  async #ask(pool: Pool, key: string): Promise<string | null> {
    const startedAtMs = performance.now()
    try {
      const answer = await pool.request({
        method: 'POST',
        path: `/v1/tenants/${tenantId}/events`,
        headers: {
          authorization: `Bearer ${operatorKey}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: '{"type":"contact.changed","data":{"PrimaryKey":1,"Changes":["name"]}}',
      })
      const body = (await answer.body.json()) as { id: string; code: string }
      const isAccepted = answer.statusCode === 202
      this.#note(isAccepted ? '202' : `${answer.statusCode} ${body.code}`, startedAtMs)
      if (isAccepted) return body.id
      if (answer.headers['retry-after'] === undefined) this.#answers.withoutRetryAfter += 1
    } catch {
      // Nothing was answered, so nothing was promised.
      this.#answers.brokenConnections += 1
    }
    return null
  }

  #note(name: string, startedAtMs: number): void {
    const { counts } = this.#answers
    counts[name] = (counts[name] ?? 0) + 1
    this.#answers.slowestMs = Math.max(this.#answers.slowestMs, performance.now() - startedAtMs)
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}
