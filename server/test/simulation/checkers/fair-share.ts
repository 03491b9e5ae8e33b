/**
 * A sick endpoint hurts only itself: what is accepted for a healthy one is under way within a few
 * seconds, whatever hangs beside it.
 */
import type { EventAsk, Happening } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import type { SeenSubscription } from '../subscriptions-seen.ts'
import { waitsForOwn, wantingOf } from '../who-wants-what.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'fair-share'
/** An endpoint that hangs does so for 15 s. */
const withinMs = 5_000
const settledMs = 1_000

interface Expected {
  readonly ask: EventAsk
  readonly seen: SeenSubscription
  readonly acceptedAtMs: number
}

export function fairShare(stage: Stage): Checker {
  const fairness = new Fairness(stage)
  return { guarantee, see: (happening) => fairness.see(happening) }
}

class Fairness {
  readonly #stage: Stage
  #expected: Expected[] = []

  constructor(stage: Stage) {
    this.#stage = stage
  }

  see(happening: Happening): void {
    const { atMs } = happening
    if (happening.kind === 'event-answered') this.#answered(happening.ask, atMs)
    const [first] = this.#expected
    if (first === undefined || first.acceptedAtMs + withinMs >= atMs) return
    const over = this.#expected.filter((one) => one.acceptedAtMs + withinMs < atMs)
    this.#expected = this.#expected.filter((one) => one.acceptedAtMs + withinMs >= atMs)
    for (const expected of over) this.#judge(expected)
  }

  #answered(ask: EventAsk, atMs: number): void {
    if (ask.answer?.kind !== 'accepted' || ask.answer.isRepeat) return
    if (this.#stage.scenario.events[ask.token - 1]?.deliverAfterMs !== null) return
    const { perOrigin, inAll } = this.#stage.scenario.queues
    // Fewer places than hanging endpoints can take is no setting for fairness.
    if (perOrigin < 3 || inAll < this.#stage.scenario.endpoints.length * perOrigin) return
    for (const seen of this.#stage.subscriptions.byExternalKey.values()) {
      if (waitsForOwn(this.#stage, seen, ask.token)) continue
      if (seen.tenantKey === ask.tenantKey && this.#isHealthy(seen)) {
        this.#expected.push({ ask, seen, acceptedAtMs: atMs })
      }
    }
  }

  #isHealthy(seen: SeenSubscription): boolean {
    const { world } = this.#stage
    const subscription = world.process?.pipeline?.subscriptions.find(seen.number ?? -1)
    if (subscription == null) return false
    const { status, health, config } = subscription
    if (status.state !== 'active' || status.releasingSinceMs !== null) return false
    const origin = new URL(config.url).origin
    const endpoint = world.network.endpoints.find((one) => one.origin === origin)
    const isAlwaysOk = endpoint?.spells.every((spell) => spell.manner === 'ok') ?? false
    return isAlwaysOk && health.failingSinceMs === null && !health.isSick && !health.isSlowed
  }

  #judge({ ask, seen, acceptedAtMs }: Expected): void {
    if (ask.answer?.kind !== 'accepted') return
    const eventId = ask.answer.id
    const isSent = this.#stage.deliveries
      .ofSubscription(seen.number ?? -1)
      .some((one) => one.key.eventId === eventId)
    if (isSent || wantingOf(this.#stage, seen, ask.token) !== 'wanted') return
    const untilMs = acceptedAtMs + withinMs
    if (!this.#isHealthy(seen)) return
    if (!this.#stage.troubles.wereNormal(acceptedAtMs - settledMs, untilMs)) return
    if (this.#wasChanged(seen, acceptedAtMs)) return
    const about = `token ${ask.token} to healthy subscription ${seen.number}`
    broken(guarantee, `${about} was not sent within ${withinMs} ms`)
  }

  #wasChanged(seen: SeenSubscription, sinceMs: number): boolean {
    return this.#stage.changes.some(
      (change) =>
        change.externalKey === seen.externalKey && change.askedAtMs >= sinceMs - settledMs,
    )
  }
}
