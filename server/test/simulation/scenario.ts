/**
 * What a seed draws before anything runs: how many tenants, endpoints and subscriptions, what they
 * are like, what happens when and what goes wrong. Each seed switches most troubles off and some
 * on, since troubles that all come together hide one another.
 */
import type { DialectName, SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { QueueSettings } from '../../src/pipeline/queue-parts.ts'
import type { SeededRandom } from '../world/seeded-random.ts'
import { type Manner, manners, type Spell } from '../world/simulated-network.ts'
import type { ChangeKind } from './happenings.ts'
import type { FaultPlan, FaultSpell } from './faults.ts'

export interface Scenario {
  readonly durationMs: number
  readonly tenantCount: number
  readonly endpoints: readonly PlannedEndpoint[]
  readonly subscriptions: readonly PlannedSubscription[]
  readonly events: readonly PlannedEvent[]
  readonly changes: readonly { readonly atMs: number; readonly kind: ChangeKind }[]
  readonly crashesAtMs: readonly number[]
  readonly stopsAtMs: readonly { readonly atMs: number; readonly graceMs: number }[]
  /** The machine sleeps: time passes and nothing happens in it. */
  readonly sleeps: readonly { readonly atMs: number; readonly forMs: number }[]
  readonly outages: readonly { readonly fromMs: number; readonly untilMs: number }[]
  readonly faults: FaultPlan
  readonly queues: QueueSettings
  readonly retentionMs: number
  /** The process dies whenever this event is sent; null: none does. */
  readonly poisonToken: number | null
  readonly isLogged: boolean
}

export interface PlannedEndpoint {
  readonly origin: string
  readonly spells: readonly Spell[]
}

export interface PlannedSubscription {
  readonly externalKey: string
  readonly tenantIndex: number
  readonly dialect: DialectName
  readonly origin: string
  readonly patterns: readonly string[]
  /** Null: the dialect's own schedule. */
  readonly delaysMs: readonly number[] | null
  readonly state: 'active' | 'paused'
  /** A rate of its own, the order of each key, both, or neither. */
  readonly limits: Pick<SubscriptionConfig, 'rateLimit' | 'ordering'>
}

export interface PlannedEvent {
  readonly token: number
  readonly atMs: number
  readonly tenantIndex: number
  readonly type: string
  readonly idempotencyKey: string | null
  readonly orderKey: string | null
  readonly paddingLength: number
  /** Asks for delivery no sooner than this after it is handed over; null: at once. */
  readonly deliverAfterMs: number | null
  /** Hands the same body over a second time at this instant; null: once. */
  readonly againAtMs: number | null
  /** Hands another body over under the same key at this instant. */
  readonly otherBodyAtMs: number | null
}

export const eventTypes = [
  'contact.created',
  'contact.changed',
  'contact.person.added',
  'sale.created',
  'sale.sold',
] as const
const patternLists = [
  ['*'],
  ['contact.*'],
  ['contact.created', 'sale.created'],
  ['sale.*'],
  ['contact.person.*', 'sale.sold'],
] as const

const hourMs = 3_600_000

export function drawScenario(random: SeededRandom): Scenario {
  const durationMs = Number(random.weighted({ 30_000: 6, 90_000: 3, 420_000: 1 }))
  const isWide = random.chance(0.2)
  const endpoints = drawEndpoints(random.fork('endpoints'), durationMs, isWide)
  const tenantCount = random.between(1, 2)
  const isSettled = random.chance(0.35)
  const events = drawEvents(random.fork('events'), { durationMs, tenantCount, isWide })
  return {
    durationMs,
    tenantCount,
    endpoints,
    subscriptions: drawSubscriptions(random.fork('subscriptions'), endpoints, tenantCount),
    events,
    changes: isSettled ? [] : drawChanges(random.fork('changes'), durationMs, events),
    crashesAtMs: random.chance(0.5) ? drawTimes(random, random.between(1, 4), durationMs) : [],
    stopsAtMs: (random.chance(0.25) ? drawTimes(random, random.between(1, 2), durationMs) : []).map(
      (atMs) => ({ atMs, graceMs: random.pick([0, 200, 3_000, 10_000]) }),
    ),
    sleeps: random.chance(0.1) ? drawSleeps(random.fork('sleeps'), durationMs) : [],
    outages: isWide || random.chance(0.1) ? drawOutages(random, durationMs) : [],
    faults: drawFaults(random.fork('faults'), durationMs),
    queues: drawQueues(random.fork('queues')),
    retentionMs: random.chance(0.1) ? durationMs / 2 : 30 * 24 * hourMs,
    poisonToken: random.chance(0.04) ? random.pick(events).token : null,
    isLogged: random.chance(0.1),
  }
}

export function drawEndpoints(
  random: SeededRandom,
  durationMs: number,
  isWide: boolean,
): PlannedEndpoint[] {
  const count = isWide ? random.between(12, 14) : random.between(2, 6)
  const troubleShare = isWide ? 0.15 : random.pick([0, 0.3, 0.5, 0.8])
  return Array.from({ length: count }, (_, index) => ({
    origin: `https://host-${index}.test`,
    spells: random.chance(troubleShare)
      ? drawSpells(random, durationMs)
      : [{ fromMs: 0, manner: 'ok' as const }],
  }))
}

function drawSpells(random: SeededRandom, durationMs: number): Spell[] {
  const spells: Spell[] = []
  for (let fromMs = 0; fromMs < durationMs; fromMs += random.between(2_000, durationMs)) {
    const isOk = spells.at(-1)?.manner !== 'ok' && random.chance(0.4)
    spells.push({ fromMs, manner: isOk ? 'ok' : random.pick<Manner>(manners) })
  }
  return spells
}

export function drawSubscriptions(
  random: SeededRandom,
  endpoints: readonly PlannedEndpoint[],
  tenantCount: number,
): PlannedSubscription[] {
  const planned: PlannedSubscription[] = []
  const ofLimits = random.fork('limits')
  for (const { origin } of endpoints) {
    const count = endpoints.length > 8 || random.chance(0.7) ? 1 : 2
    for (let index = 0; index < count; index += 1) {
      const dialect = random.chance(0.6) ? 'superoffice' : 'standard-webhooks'
      planned.push({
        externalKey: `subscription-${planned.length}`,
        tenantIndex: random.below(tenantCount),
        dialect,
        origin,
        patterns: endpoints.length > 8 ? ['*'] : random.pick(patternLists),
        delaysMs: dialect === 'superoffice' || random.chance(0.3) ? null : drawDelays(random),
        state: random.chance(0.1) ? 'paused' : 'active',
        limits: dialect === 'superoffice' ? {} : drawLimits(ofLimits),
      })
    }
  }
  return planned
}

function drawLimits(random: SeededRandom): PlannedSubscription['limits'] {
  const perSecond = random.pick([0.5, 2, 10])
  const onExhausted = random.chance(0.3) ? 'block' : 'skip'
  return {
    ...(random.chance(0.25) ? { rateLimit: { perSecond } } : undefined),
    ...(random.chance(0.4) ? { ordering: { onExhausted } } : undefined),
  }
}

function drawDelays(random: SeededRandom): number[] {
  return random.pick([
    [2_000, 3_000, 5_000, 8_000],
    [5_000, 10_000, 20_000, 40_000, 60_000, 90_000],
    [1_000, 1_000, 30_000],
  ])
}

export function drawEvents(
  random: SeededRandom,
  { durationMs, tenantCount, isWide }: { durationMs: number; tenantCount: number; isWide: boolean },
): PlannedEvent[] {
  const count = random.weighted(isWide ? { 8: 3, 16: 2 } : { 10: 3, 25: 5, 60: 1 })
  const lateShare = random.chance(0.3) ? 0.2 : 0
  const ofKeys = random.fork('order keys')
  const events: PlannedEvent[] = []
  let atMs = 300
  while (events.length < Number(count)) {
    atMs = random.chance(0.4) ? atMs + random.between(0, 3) : random.between(300, durationMs)
    const key = random.chance(0.5) ? `key-${events.length}` : null
    events.push({
      token: events.length + 1,
      atMs,
      tenantIndex: random.below(tenantCount),
      type: random.pick(eventTypes),
      idempotencyKey: key,
      orderKey: ofKeys.chance(0.7) ? ofKeys.pick(['one', 'two', 'three']) : null,
      paddingLength: random.pick([0, 20, 20, 2_000]),
      deliverAfterMs: random.chance(lateShare) ? random.between(500, durationMs) : null,
      againAtMs: key !== null && random.chance(0.3) ? atMs + random.between(0, 4_000) : null,
      otherBodyAtMs: key !== null && random.chance(0.1) ? atMs + random.between(0, 4_000) : null,
    })
  }
  return events
}

export function drawChanges(
  random: SeededRandom,
  durationMs: number,
  events: readonly PlannedEvent[],
): Scenario['changes'] {
  const weights: Record<ChangeKind, number> = {
    create: 1,
    pause: 4,
    resume: 6,
    delete: 1,
    move: 1,
    narrow: 1,
    rotate: 1,
    resend: 3,
    replay: 1,
  }
  return drawTimes(random, random.between(1, 14), durationMs).map((atMs) => ({
    // Some meet an event that is just being accepted.
    atMs: random.chance(0.4) ? random.pick(events).atMs - random.below(3) : atMs,
    kind: random.weighted(weights),
  }))
}

function drawSleeps(random: SeededRandom, durationMs: number): Scenario['sleeps'] {
  return drawTimes(random, random.between(1, 3), durationMs).map((atMs) => ({
    atMs,
    forMs: random.pick([700, 20_000, 400_000]),
  }))
}

function drawOutages(random: SeededRandom, durationMs: number): Scenario['outages'] {
  if (random.chance(0.4)) return []
  const fromMs = random.between(1_000, durationMs)
  return [{ fromMs, untilMs: fromMs + random.between(3_000, durationMs) }]
}

function drawFaults(random: SeededRandom, durationMs: number): FaultPlan {
  const spells: FaultSpell[] = []
  if (random.chance(0.35)) {
    const kinds = ['refusing', 'unknown', 'slow', 'full', 'overloaded', 'shaky'] as const
    for (let left = random.between(1, 3); left > 0; left -= 1) {
      const fromMs = random.between(0, durationMs)
      const untilMs = fromMs + random.pick([500, 5_000, 20_000])
      spells.push({ fromMs, untilMs, kind: random.pick(kinds) })
    }
  }
  return {
    spells,
    crashShare: random.chance(0.2) ? random.pick([0.002, 0.01]) : 0,
    commitCrashShare: random.chance(0.15) ? random.pick([0.005, 0.02]) : 0,
  }
}

function drawQueues(random: SeededRandom): QueueSettings {
  return {
    perOrigin: random.pick([1, 3, 8, 8]),
    inAll: random.pick([8, 512, 512, 512]),
    itemsPerLaneMax: random.pick([2, 10, 1_000, 1_000]),
    bytesMax: random.pick([4_000, 64 * 1024 * 1024]),
  }
}

function drawTimes(random: SeededRandom, count: number, durationMs: number): number[] {
  const times = Array.from({ length: count }, () => random.between(200, durationMs))
  return times.sort((one, other) => one - other)
}
