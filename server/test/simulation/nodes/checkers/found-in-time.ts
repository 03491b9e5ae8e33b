/**
 * What any node accepts for a healthy endpoint is under way within a few seconds, whoever owns the
 * subscription and whatever becomes of the wake-up: the look every five seconds is the floor.
 */
import { shardOf } from '../../../../src/domain/shard.ts'
import { broken, type Checker } from '../../checkers/checker.ts'
import type { EventAsk, Happening } from '../../happenings.ts'
import type { SeenSubscription } from '../../subscriptions-seen.ts'
import { waitsForOwn, wantingOf } from '../../who-wants-what.ts'
import { hasSilence } from '../nodes-plan.ts'
import type { NodesStage } from '../nodes-stage.ts'

const guarantee = 'found-in-time'
const withinMs = 8_000
/** Without troubles for so long; after a silent cut an answer is waited for up to thirty seconds. */
const settledMs = { usual: 15_000, afterSilence: 45_000 } as const

interface Expected {
  readonly ask: EventAsk
  readonly seen: SeenSubscription
  readonly acceptedAtMs: number
}

export function foundInTime(stage: NodesStage): Checker {
  let expected: Expected[] = []
  return {
    guarantee,
    see(happening) {
      const { atMs } = happening
      if (happening.kind === 'event-answered') expected.push(...expectedOf(happening, stage))
      const [first] = expected
      if (first === undefined || first.acceptedAtMs + withinMs >= atMs) return
      const over = expected.filter((one) => one.acceptedAtMs + withinMs < atMs)
      expected = expected.filter((one) => one.acceptedAtMs + withinMs >= atMs)
      for (const one of over) judge(one, stage)
    },
  }
}

function expectedOf(
  { ask, atMs }: Happening & { readonly kind: 'event-answered' },
  stage: NodesStage,
): readonly Expected[] {
  if (ask.answer?.kind !== 'accepted' || ask.answer.isRepeat) return []
  if (stage.scenario.events[ask.token - 1]?.deliverAfterMs !== null) return []
  const { perOrigin, inAll } = stage.scenario.queues
  // Fewer places than slow endpoints can take is no setting for fairness.
  if (perOrigin < 8 || inAll < stage.scenario.endpoints.length * perOrigin) return []
  return [...stage.subscriptions.byExternalKey.values()]
    .filter((seen) => seen.tenantKey === ask.tenantKey && isHealthy(seen, stage))
    .filter((seen) => !waitsForOwn(stage, seen, ask.token))
    .map((seen) => ({ ask, seen, acceptedAtMs: atMs }))
}

/** As its owner knows it. */
function isHealthy({ number }: SeenSubscription, { world }: NodesStage): boolean {
  if (number === null) return false
  const owner = world.database.nodes.owners[shardOf(number)]
  const process = owner == null ? undefined : world.holderOf(owner)
  const subscription = process?.pipeline?.subscriptions.find(number)
  if (subscription == null) return false
  const { status, health, config } = subscription
  if (status.state !== 'active' || status.releasingSinceMs !== null) return false
  const { origin } = new URL(config.url)
  const endpoint = world.network.endpoints.find((one) => one.origin === origin)
  const isAlwaysOk = endpoint?.spells.every((spell) => spell.manner === 'ok') ?? false
  return isAlwaysOk && health.failingSinceMs === null && !health.isSick && !health.isSlowed
}

function judge({ ask, seen, acceptedAtMs }: Expected, stage: NodesStage): void {
  if (ask.answer?.kind !== 'accepted') return
  const eventId = ask.answer.id
  const isSent = stage.deliveries
    .ofSubscription(seen.number ?? -1)
    .some((one) => one.key.eventId === eventId)
  if (isSent || wantingOf(stage, seen, ask.token) !== 'wanted' || !isHealthy(seen, stage)) return
  const waitMs = settledMs[hasSilence(stage.scenario.plan) ? 'afterSilence' : 'usual']
  const sinceMs = acceptedAtMs - waitMs
  if (!stage.times.noneSince(sinceMs)) return
  const wasChanged = stage.changes.some(
    (change) => change.externalKey === seen.externalKey && change.askedAtMs >= sinceMs,
  )
  if (wasChanged) return
  const about = `token ${ask.token} to healthy subscription ${seen.number}`
  broken(guarantee, `${about} was not sent within ${withinMs} ms`)
}
