/**
 * Whether a subscription was to get an event, judged by what its client knew: between the moment it
 * was handed over and the moment it was answered somebody may have changed the subscription.
 */
import type { EventAsk } from './happenings.ts'
import type { Stage } from './stage.ts'
import type { SeenSubscription, Wanting } from './subscriptions-seen.ts'

/** Asks that may have made the event: those accepted as new, and those nobody answered. */
export function makingAsks(stage: Stage, token: number): readonly EventAsk[] {
  return stage.asks.filter(
    (ask) =>
      ask.token === token &&
      (ask.answer === null || (ask.answer.kind === 'accepted' && !ask.answer.isRepeat)),
  )
}

/** Over all asks that may have made it; what nobody can know is `unknown`. */
export function wantingOf(stage: Stage, seen: SeenSubscription, token: number): Wanting {
  const nowMs = stage.world.clock.monotonicMs()
  const answers = new Set<Wanting>()
  for (const ask of makingAsks(stage, token)) {
    if (ask.tenantKey !== seen.tenantKey) answers.add('unwanted')
    else {
      const untilMs = ask.answeredAtMs ?? nowMs
      answers.add(stage.subscriptions.wanting(seen, ask.type, ask.askedAtMs, untilMs))
    }
  }
  const [only] = answers
  return answers.size === 1 && only !== undefined ? only : 'unknown'
}

/** Whether it was unwanted because the subscription was paused all the while. */
export function wasPaused(stage: Stage, seen: SeenSubscription, token: number): boolean {
  const asks = makingAsks(stage, token)
  return asks.every((ask) =>
    stage.subscriptions.isPausedAllThrough(
      seen,
      ask.askedAtMs,
      ask.answeredAtMs ?? stage.world.clock.monotonicMs(),
    ),
  )
}

/** Whether it may have to wait for others of its own subscription: for its rate, or for its key. */
export function waitsForOwn(stage: Pick<Stage, 'scenario'>, seen: SeenSubscription, token: number) {
  const isKeyed = stage.scenario.events[token - 1]?.orderKey != null
  return seen.limits.rateLimit !== undefined || (seen.limits.ordering !== undefined && isKeyed)
}
