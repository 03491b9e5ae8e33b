/** In normal times a retry is sent within 250 ms of the moment it is due. */
import type { Happening, SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'retry-on-time'
const lateMs = 250
/** How long the process has to have been running to be in normal times. */
const settledMs = 1_000

interface Expected {
  readonly request: SeenRequest
  readonly dueMs: number
}

export function retryOnTime(stage: Stage): Checker {
  const punctuality = new Punctuality(stage)
  return { guarantee, see: (happening) => punctuality.see(happening) }
}

class Punctuality {
  readonly #stage: Stage
  #expected: Expected[] = []
  readonly #changedAtMs = new Map<number, number>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  see(happening: Happening): void {
    const { atMs } = happening
    if (happening.kind === 'outcome-written' && happening.request.state === 'pending') {
      const { clock } = this.#stage.world
      const dueMs = happening.dueAtMs - (clock.nowMs() - clock.monotonicMs())
      if (dueMs > atMs + 50) this.#expected.push({ request: happening.request, dueMs })
    }
    if (happening.kind === 'fact' && happening.fact.kind === 'subscription-status') {
      this.#changedAtMs.set(happening.fact.subscriptionNumber, atMs)
    }
    if (!this.#expected.some(({ dueMs }) => dueMs + lateMs < atMs)) return
    const over = this.#expected.filter(({ dueMs }) => dueMs + lateMs < atMs)
    this.#expected = this.#expected.filter(({ dueMs }) => dueMs + lateMs >= atMs)
    for (const expected of over) this.#judge(expected)
  }

  #judge({ request, dueMs }: Expected): void {
    const sent = this.#stage.deliveries
      .ofName(request.name)
      .find((one) => one.id > request.id && one.number === request.number + 1)
    if (sent !== undefined && sent.sentAtMs <= dueMs + lateMs) return
    if (this.#stage.deliveries.ended.has(request.name)) return
    if (!this.#stage.troubles.wereNormal(dueMs - settledMs, dueMs + lateMs)) return
    if (!this.#isItsTurn(request, dueMs) || this.#isCrowded(request, dueMs)) return
    const what = sent === undefined ? 'not sent' : `sent ${sent.sentAtMs - dueMs} ms late`
    broken(
      guarantee,
      `attempt ${request.number + 1} of ${request.name} (#${request.id}) is ${what}`,
    )
  }

  #isItsTurn(request: SeenRequest, dueMs: number): boolean {
    const number = request.key.subscriptionNumber
    const changedAtMs = this.#changedAtMs.get(number) ?? -Infinity
    if (changedAtMs >= (request.repliedAtMs ?? 0)) return false
    const subscription = this.#stage.world.process?.pipeline?.subscriptions.find(number)
    if (subscription?.status.state !== 'active') return false
    if (subscription.config.rateLimit !== undefined) return false
    if (subscription.status.releasingSinceMs !== null) return false
    const line = this.#stage.lines.of(number)
    if (request.dialect === 'superoffice') {
      return line.holder === request && line.restUntilMs <= dueMs
    }
    const { isSick, isSlowed, restUntilMs } = subscription.health
    return !isSick && !isSlowed && restUntilMs === 0 && !this.#wasSick(number, dueMs)
  }

  /** A success shortly before has healed it: what waited behind may come all at once. */
  #wasSick(number: number, dueMs: number): boolean {
    return this.#stage.deliveries
      .ofSubscription(number)
      .some((one) => (one.repliedAtMs ?? 0) >= dueMs - settledMs && one.isSuccess)
  }

  #isCrowded(request: SeenRequest, dueMs: number): boolean {
    const { perOrigin, inAll } = this.#stage.scenario.queues
    let sameCount = 0
    let allCount = 0
    for (const requests of this.#stage.deliveries.bySubscription.values()) {
      for (const one of requests) {
        const isUnderWay = one.sentAtMs <= dueMs + lateMs && (one.repliedAtMs ?? Infinity) >= dueMs
        if (!isUnderWay) continue
        allCount += 1
        if (one.origin === request.origin) sameCount += 1
      }
    }
    return sameCount > Math.max(0, perOrigin - 3) || allCount * 2 >= inAll
  }
}
