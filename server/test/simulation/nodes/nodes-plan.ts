/**
 * What a seed draws for several nodes: how many there are, what each does, how wrong its clock is,
 * and what happens to whom when. As with one process each seed has a few troubles, not all.
 */
import type { NodeRole } from '../../../src/domain/lease.ts'
import type { SeededRandom } from '../../world/seeded-random.ts'
import {
  drawChanges,
  drawEndpoints,
  drawEvents,
  drawSubscriptions,
  type PlannedSubscription,
  type Scenario,
} from '../scenario.ts'
import type { BrokerManner } from './lossy-broker.ts'
import type { Standstill } from './node-clock.ts'
import type { Cut } from './node-link.ts'

export interface PlannedNode {
  readonly name: string
  readonly roles: readonly NodeRole[]
  readonly wallOffsetMs: number
  /** When it starts for the first time. */
  readonly startsAtMs: number
}

export type NodeTrouble = { readonly atMs: number; readonly node: number } &
  /** Null: it never comes back. */
  (
    | { readonly kind: 'kill'; readonly awayMs: number | null }
    | { readonly kind: 'stop'; readonly graceMs: number; readonly awayMs: number }
    | { readonly kind: 'stand-still'; readonly how: Standstill; readonly forMs: number }
    | { readonly kind: 'replace'; readonly how: Standstill; readonly forMs: number }
    | { readonly kind: 'cut'; readonly how: Cut; readonly forMs: number }
    | { readonly kind: 'clock-jump'; readonly byMs: number }
  )

export interface Outage {
  readonly atMs: number
  readonly forMs: number
  readonly how: Cut
}

export interface NodesPlan {
  readonly nodes: readonly PlannedNode[]
  readonly troubles: readonly NodeTrouble[]
  readonly outages: readonly Outage[]
  readonly broker: BrokerManner
  /** Of what goes to the store or comes from it. */
  readonly lossShare: number
  /** Whether clocks of nodes differ or jump: then what is due when is not judged across nodes. */
  readonly hasWrongClocks: boolean
}

export interface NodesScenario extends Scenario {
  readonly plan: NodesPlan
}

const minuteMs = 60_000

/** Whether somebody is cut off without being told: what it asked then is waited for long. */
export function hasSilence({ troubles, outages }: NodesPlan): boolean {
  return [...troubles, ...outages].some((one) => 'how' in one && one.how === 'silent')
}

/** `count`: of nodes; null leaves it to the seed. */
export function drawNodesScenario(random: SeededRandom, count: number | null): NodesScenario {
  const durationMs = Number(random.weighted({ 40_000: 5, 75_000: 3, 120_000: 1 }))
  const endpoints = drawEndpoints(random.fork('endpoints'), durationMs, false)
  const tenantCount = random.between(1, 2)
  const events = drawEvents(random.fork('events'), { durationMs, tenantCount, isWide: false })
  const isSettled = random.chance(0.35)
  return {
    durationMs,
    tenantCount,
    endpoints,
    subscriptions: drawSubscriptions(random.fork('subscriptions'), endpoints, tenantCount).map(
      (planned) => (planned.dialect === 'superoffice' ? planned : endingSoon(planned)),
    ),
    events,
    changes: isSettled ? [] : drawChanges(random.fork('changes'), durationMs, events),
    ...{ crashesAtMs: [], stopsAtMs: [], sleeps: [], outages: [], poisonToken: null },
    faults: { spells: [], crashShare: 0, commitCrashShare: 0 },
    queues: {
      perOrigin: random.pick([2, 3, 8, 8]),
      inAll: random.pick([8, 512, 512]),
      itemsPerLaneMax: random.pick([2, 10, 1_000, 1_000]),
      bytesMax: random.pick([4_000, 64 * 1024 * 1024]),
    },
    retentionMs: 30 * 24 * 60 * minuteMs,
    isLogged: random.chance(0.05),
    plan: drawPlan(random.fork('nodes'), {
      ...{ durationMs, events },
      count: count ?? random.pick([2, 2, 3, 4]),
    }),
  }
}

/** Waits that end within a simulation. */
const soon = [2_000, 3_000, 5_000, 8_000, 13_000]

/** What blocks its key goes on by the hour. */
function endingSoon(planned: PlannedSubscription): PlannedSubscription {
  const { ordering } = planned.limits
  const ended = ordering === undefined ? undefined : { ordering: { onExhausted: 'skip' } as const }
  return { ...planned, delaysMs: soon, limits: { ...planned.limits, ...ended } }
}

function drawPlan(
  random: SeededRandom,
  { durationMs, count, events }: { durationMs: number; count: number; events: Scenario['events'] },
): NodesPlan {
  const hasWrongClocks = random.chance(0.3)
  const roles = drawRoles(random, count)
  const nodes = roles.map((own, index) => ({
    name: `node-${index + 1}`,
    roles: own,
    wallOffsetMs: hasWrongClocks ? random.between(-4 * minuteMs, 4 * minuteMs) : 0,
    startsAtMs: index > 0 && random.chance(0.15) ? random.between(1_000, durationMs / 2) : 0,
  }))
  const at = (): number => random.between(1_000, durationMs)
  const isQuiet = random.chance(0.1)
  const isAnyEnough = roles.every((own) => own.length === everything.length)
  const troubles = isQuiet
    ? []
    : drawTroubles(random, { durationMs, count, hasWrongClocks, events, isAnyEnough })
  const outageCount = !isQuiet && random.chance(0.3) ? random.between(1, 2) : 0
  return {
    nodes,
    troubles,
    outages: Array.from({ length: outageCount }, () => ({
      atMs: at(),
      forMs: random.pick([400, 2_500, 8_000, 14_000, 45_000]),
      how: random.pick(['refused', 'silent'] as const),
    })),
    broker: {
      lossShare: random.pick([0, 0, 0.3, 1]),
      doubleShare: random.pick([0, 0.5]),
      lateMsMax: random.pick([10, 3_000]),
    },
    lossShare: random.pick([0, 0, 0, 0.004, 0.02]),
    hasWrongClocks,
  }
}

const everything: readonly NodeRole[] = ['api', 'worker', 'maintenance']
/** By the number of nodes: each role is somebody's. */
const mixes: Readonly<Record<number, readonly (readonly (readonly NodeRole[])[])[]>> = {
  1: [[everything]],
  2: [
    [['api'], ['worker', 'maintenance']],
    [['api', 'maintenance'], everything],
  ],
  3: [
    [['api'], ['worker', 'maintenance'], ['worker', 'maintenance']],
    [['api', 'worker'], ['worker'], ['maintenance']],
  ],
  4: [
    [['api'], ['api'], ['worker', 'maintenance'], ['worker', 'maintenance']],
    [everything, everything, ['worker'], ['maintenance', 'api']],
  ],
}

function drawRoles(random: SeededRandom, count: number): readonly (readonly NodeRole[])[] {
  const mixed = mixes[count]
  if (mixed !== undefined && random.chance(0.35)) return random.pick(mixed)
  return Array.from({ length: count }, () => everything)
}

function drawTroubles(
  random: SeededRandom,
  given: {
    readonly durationMs: number
    readonly count: number
    readonly hasWrongClocks: boolean
    readonly events: Scenario['events']
    /** One node does all that has to be done. */
    readonly isAnyEnough: boolean
  },
): readonly NodeTrouble[] {
  if (random.chance(0.12)) return rollingRestart(random, given)
  const weights = {
    kill: 4,
    stop: 2,
    'stand-still': 4,
    replace: 1,
    cut: 4,
    'clock-jump': given.hasWrongClocks ? 4 : 0,
  }
  return Array.from({ length: random.between(1, 4) }, () => {
    // Some meet an event that is just being accepted, or has just been.
    const atMs = random.chance(0.4)
      ? random.pick(given.events).atMs + random.between(0, 60)
      : random.between(1_000, given.durationMs)
    const node = random.below(given.count)
    const forMs = random.pick([600, 4_000, 9_000, 12_000, 16_000, 40_000])
    const kind = random.weighted(weights)
    switch (kind) {
      case 'kill':
        return { atMs, ...drawKill(random, node, given) }
      case 'stop':
        return { atMs, node, kind, ...drawStop(random) }
      case 'stand-still':
      case 'replace':
        return { atMs, node, kind, forMs, how: random.pick(['stalled', 'frozen'] as const) }
      case 'cut':
        return { atMs, node, kind, forMs, how: random.pick(['refused', 'silent'] as const) }
      case 'clock-jump':
        return { atMs, node, kind, byMs: random.between(-5 * minuteMs, 5 * minuteMs) }
    }
  })
}

/** The last node may be gone for good where another one can do everything. */
function drawKill(
  random: SeededRandom,
  node: number,
  { count, isAnyEnough }: { readonly count: number; readonly isAnyEnough: boolean },
) {
  const isForGood = isAnyEnough && count > 1 && node === count - 1 && random.chance(0.5)
  const awayMs = isForGood ? null : random.pick([100, 2_000, 9_500, 25_000, 60_000])
  return { node, kind: 'kill', awayMs } as const
}

function rollingRestart(
  random: SeededRandom,
  { durationMs, count }: { durationMs: number; count: number },
): readonly NodeTrouble[] {
  const firstAtMs = random.between(1_000, durationMs / 2)
  const everyMs = random.pick([1_500, 6_000, 12_000])
  const { graceMs } = drawStop(random)
  return Array.from({ length: count }, (_, node) => ({
    atMs: firstAtMs + node * everyMs,
    ...({ node, kind: 'stop', graceMs, awayMs: 500 } as const),
  }))
}

function drawStop(random: SeededRandom): { graceMs: number; awayMs: number } {
  return {
    graceMs: random.pick([0, 200, 3_000, 10_000]),
    awayMs: random.pick([300, 2_000, 20_000]),
  }
}
