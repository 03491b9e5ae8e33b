/**
 * Tells our own outage from theirs (law 4: our failures never count against a receiver). If half
 * of at least ten recently healthy origins fail before any reply byte within 30 s, the way out is
 * down: failures stop counting, one probe a second goes on, an alarm is raised. The first reply
 * byte from anywhere ends it. Memory only; after a crash it learns again.
 */
import type { Reply } from '../domain/message.ts'
import type { Clock } from '../ports/clock.ts'
import type { Observer } from '../ports/observer.ts'

const originCountMin = 10
const windowMs = 30_000
const recentlyHealthyMs = 10 * 60_000
const probeEveryMs = 1_000
/** Origins remembered; the oldest success is forgotten first. */
const originCountMax = 10_000

interface Seen {
  okAtMs: number
  failedAtMs: number
}

export class EgressWatch {
  readonly #origins = new Map<string, Seen>()
  readonly #clock: Clock
  readonly #observer: Observer
  #isDown = false
  #nextProbeAtMs = 0
  #countedAtMs = -Infinity

  constructor(clock: Clock, observer: Observer) {
    this.#clock = clock
    this.#observer = observer
  }

  get isDown(): boolean {
    return this.#isDown
  }

  /** When the next send may start: 0 while all is well. */
  nextSendAtMs(): number {
    return this.#isDown ? this.#nextProbeAtMs : 0
  }

  noteSend(): void {
    if (this.#isDown) this.#nextProbeAtMs = this.#clock.nowMs() + probeEveryMs
  }

  /** Learns from a reply; answers whether a failure counts against the receiver. */
  learn(origin: string, reply: Reply): boolean {
    const nowMs = this.#clock.nowMs()
    if (reply.kind === 'answered' || reply.hadReplyBytes) {
      this.#origins.delete(origin)
      this.#origins.set(origin, { okAtMs: nowMs, failedAtMs: -Infinity })
      if (this.#origins.size > originCountMax) this.#forgetOldest()
      if (this.#isDown) this.#set(false)
      return true
    }
    // A refused address or a message we would not send says nothing about the way out.
    if (reply.errorClass === 'address-refused' || reply.errorClass === 'message-refused')
      return true
    const seen = this.#origins.get(origin)
    if (seen !== undefined) seen.failedAtMs = nowMs
    if (!this.#isDown && this.#isMostlyFailing(nowMs)) this.#set(true)
    return !this.#isDown
  }

  #isMostlyFailing(nowMs: number): boolean {
    if (this.#origins.size < originCountMin || nowMs - this.#countedAtMs < 100) return false
    this.#countedAtMs = nowMs
    let healthyCount = 0
    let failingCount = 0
    for (const seen of this.#origins.values()) {
      if (nowMs - seen.okAtMs > recentlyHealthyMs) continue
      healthyCount += 1
      if (nowMs - seen.failedAtMs <= windowMs) failingCount += 1
    }
    return healthyCount >= originCountMin && failingCount * 2 >= healthyCount
  }

  #forgetOldest(): void {
    const [oldest] = this.#origins.keys()
    if (oldest !== undefined) this.#origins.delete(oldest)
  }

  #set(isDown: boolean): void {
    this.#isDown = isDown
    this.#nextProbeAtMs = this.#clock.nowMs() + probeEveryMs
    this.#observer.observe({ kind: 'egress', isDown, originCount: this.#origins.size })
  }
}
