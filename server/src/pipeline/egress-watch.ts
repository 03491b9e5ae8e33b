/**
 * Tells our own outage from theirs (law 4: our failures never count against a receiver). The way out
 * is down when, of the hosts that were healthy and were tried within 30 s, half of at least ten
 * fail before any reply byte, or all of at least three; or when this machine says itself that it
 * has no way to one of them, and nobody has answered for as long. Where several tenants send, it has
 * to be so for most of them: a host has one voice, and no tenant can stop the others by endpoints
 * of its own. Then failures stop counting, one probe a second goes on, an alarm is raised. The
 * first reply byte from anywhere ends it. Memory only; a start goes by what the store last knew.
 */
import { inboxIdIn } from '../domain/inbox.ts'
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
/** Counting more hosts than this is not done for each failure. */
const countedAlwaysMax = 100
const countEveryMs = 100
/** Hosts remembered; the oldest success is forgotten first. */
const hostCountMax = 10_000

/** Whose endpoint it is. */
export interface Voice {
  readonly tenantKey: number
  readonly origin: string
}

interface Seen {
  readonly tenantKey: number
  readonly okAtMs: number
  triedAtMs: number
  isFailing: boolean
}

export class EgressWatch {
  /** By tenant and host. */
  readonly #hosts = new Map<string, Seen>()
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

  /** What was known of it before this process: it is as healthy as it was when last tried. */
  noteLast(voice: Voice, health: Pick<Health, 'lastAttemptAtMs' | 'lastSuccessAtMs'>): void {
    const { lastAttemptAtMs, lastSuccessAtMs } = health
    if (lastAttemptAtMs === null || lastSuccessAtMs === null || isInside(voice)) return
    if (lastAttemptAtMs - lastSuccessAtMs <= recentlyHealthyMs) this.#see(voice)
  }

  /** How long the next send has to wait: 0 while all is well. */
  waitMs(): number {
    return this.#isDown ? this.#nextProbeAtMs - this.#clock.monotonicMs() : 0
  }

  noteSend(): void {
    if (this.#isDown) this.#nextProbeAtMs = this.#clock.monotonicMs() + probeEveryMs
  }

  /** Learns from a reply; answers whether a failure counts against the receiver. */
  learn(voice: Voice, reply: ReplyFacts): boolean {
    // An inbox says nothing about the way out.
    if (isInside(voice)) return true
    const nowMs = this.#clock.monotonicMs()
    if (reply.kind === 'answered' || reply.hadReplyBytes) {
      this.#see(voice).triedAtMs = nowMs
      this.#repliedAtMs = nowMs
      if (this.#isDown) this.#set(false)
      return true
    }
    // A refused address or a message we would not send says nothing about the way out.
    if (reply.errorClass === 'address-refused' || reply.errorClass === 'message-refused')
      return true
    const seen = this.#hosts.get(nameOf(voice))
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
    if (isCounted && this.#hosts.size > countedAlwaysMax) return false
    this.#countedAtMs = nowMs
    const all = { tried: 0, failing: 0 }
    const byTenant = new Map<number, { tried: number; failing: number }>()
    for (const seen of this.#hosts.values()) {
      if (nowMs - seen.okAtMs > recentlyHealthyMs || nowMs - seen.triedAtMs > windowMs) continue
      const tenant = byTenant.get(seen.tenantKey) ?? { tried: 0, failing: 0 }
      byTenant.set(seen.tenantKey, tenant)
      for (const count of [all, tenant]) {
        count.tried += 1
        if (seen.isFailing) count.failing += 1
      }
    }
    if (all.tried < allOfMin) return false
    if (all.tried < halfOfMin) return all.failing === all.tried
    if (all.failing * 2 < all.tried) return false
    const failing = [...byTenant.values()].filter((tenant) => tenant.failing * 2 >= tenant.tried)
    return byTenant.size === 1 || failing.length * 2 > byTenant.size
  }

  /** As it answers now, and the last to be forgotten. */
  #see(voice: Voice): Seen {
    const name = nameOf(voice)
    const { tenantKey } = voice
    const okAtMs = this.#clock.monotonicMs()
    const seen = { tenantKey, okAtMs, triedAtMs: -Infinity, isFailing: false }
    this.#hosts.delete(name)
    this.#hosts.set(name, seen)
    if (this.#hosts.size > hostCountMax) {
      const [oldest] = this.#hosts.keys()
      if (oldest !== undefined) this.#hosts.delete(oldest)
    }
    return seen
  }

  #set(isDown: boolean): void {
    this.#isDown = isDown
    this.#nextProbeAtMs = this.#clock.monotonicMs() + probeEveryMs
    this.#observer.observe({ kind: 'egress', isDown, originCount: this.#hosts.size })
  }
}

const isInside = ({ origin }: Voice): boolean => inboxIdIn(origin) !== null

/** The tenant and the host without its port: a thousand ports of one machine are one witness. */
function nameOf({ tenantKey, origin }: Voice): string {
  const colon = origin.lastIndexOf(':')
  // The first colon ends the scheme; those of an IPv6 address stand in brackets.
  const hasPort = colon > origin.indexOf(':') && origin.indexOf(']', colon) === -1
  return `${tenantKey} ${hasPort ? origin.slice(0, colon) : origin}`
}
