/**
 * Tells our own outage from theirs (law 4: our failures never count against a receiver). The way out
 * is down when, of the origins that were healthy and were tried within 30 s, half of at least ten
 * fail before any reply byte, or all of at least three; or when this machine says itself that it
 * has no way to one of them, and nobody has answered for as long. Then failures stop counting, one
 * probe a second goes on, an alarm is raised. The first reply byte from anywhere ends it. Memory
 * only; a start goes by what the store last knew.
 */
import type { Health } from '../domain/health.ts'
import type { Clock } from '../ports/clock.ts'
import type { Observer } from '../ports/observer.ts'
import type { ReplyFacts } from '../ports/sender.ts'

/** From so many on, half of them are enough; all of them, from fewer on. */
const halfOfMin = 10
const allOfMin = 3
const windowMs = 30_000
/** An origin that has not answered for so long may well be gone. */
const recentlyHealthyMs = 60 * 60_000
const probeEveryMs = 1_000
/** Counting more origins than this is not done for each failure. */
const countedAlwaysMax = 100
const countEveryMs = 100
/** Origins remembered; the oldest success is forgotten first. */
const originCountMax = 10_000

interface Seen {
  readonly okAtMs: number
  triedAtMs: number
  isFailing: boolean
}

export class EgressWatch {
  readonly #origins = new Map<string, Seen>()
  readonly #clock: Clock
  readonly #observer: Observer
  #isDown = false
  #nextProbeAtMs = 0
  #countedAtMs = -Infinity
  #repliedAtMs = -Infinity

  constructor(clock: Clock, observer: Observer) {
    this.#clock = clock
    this.#observer = observer
  }

  get isDown(): boolean {
    return this.#isDown
  }

  /** What was known of an origin before this process: it is as healthy as it was when last tried. */
  noteLast(origin: string, health: Pick<Health, 'lastAttemptAtMs' | 'lastSuccessAtMs'>): void {
    const { lastAttemptAtMs, lastSuccessAtMs } = health
    if (lastAttemptAtMs === null || lastSuccessAtMs === null) return
    if (lastAttemptAtMs - lastSuccessAtMs <= recentlyHealthyMs) this.#see(origin)
  }

  /** How long the next send has to wait: 0 while all is well. */
  waitMs(): number {
    return this.#isDown ? this.#nextProbeAtMs - this.#clock.monotonicMs() : 0
  }

  noteSend(): void {
    if (this.#isDown) this.#nextProbeAtMs = this.#clock.monotonicMs() + probeEveryMs
  }

  /** Learns from a reply; answers whether a failure counts against the receiver. */
  learn(origin: string, reply: ReplyFacts): boolean {
    const nowMs = this.#clock.monotonicMs()
    if (reply.kind === 'answered' || reply.hadReplyBytes) {
      this.#see(origin).triedAtMs = nowMs
      this.#repliedAtMs = nowMs
      if (this.#isDown) this.#set(false)
      return true
    }
    // A refused address or a message we would not send says nothing about the way out.
    if (reply.errorClass === 'address-refused' || reply.errorClass === 'message-refused')
      return true
    const seen = this.#origins.get(origin)
    if (seen !== undefined) {
      seen.triedAtMs = nowMs
      seen.isFailing = true
    }
    const isOurWord = reply.errorClass === 'no-route' && nowMs - this.#repliedAtMs > windowMs
    if (!this.#isDown && (isOurWord || this.#areFailing(nowMs))) this.#set(true)
    return !this.#isDown
  }

  #areFailing(nowMs: number): boolean {
    const isCounted = nowMs - this.#countedAtMs < countEveryMs
    if (isCounted && this.#origins.size > countedAlwaysMax) return false
    this.#countedAtMs = nowMs
    let triedCount = 0
    let failingCount = 0
    for (const seen of this.#origins.values()) {
      if (nowMs - seen.okAtMs > recentlyHealthyMs || nowMs - seen.triedAtMs > windowMs) continue
      triedCount += 1
      if (seen.isFailing) failingCount += 1
    }
    if (triedCount >= halfOfMin) return failingCount * 2 >= triedCount
    return triedCount >= allOfMin && failingCount === triedCount
  }

  /** As it answers now, and the last to be forgotten. */
  #see(origin: string): Seen {
    const seen = { okAtMs: this.#clock.monotonicMs(), triedAtMs: -Infinity, isFailing: false }
    this.#origins.delete(origin)
    this.#origins.set(origin, seen)
    if (this.#origins.size > originCountMax) {
      const [oldest] = this.#origins.keys()
      if (oldest !== undefined) this.#origins.delete(oldest)
    }
    return seen
  }

  #set(isDown: boolean): void {
    this.#isDown = isDown
    this.#nextProbeAtMs = this.#clock.monotonicMs() + probeEveryMs
    this.#observer.observe({ kind: 'egress', isDown, originCount: this.#origins.size })
  }
}
