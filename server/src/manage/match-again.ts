/**
 * Whether a subscription wanted an event, worked out again: events that do not match store nothing,
 * so the version of the subscription that was in force when the event was accepted is asked.
 */
import { compiledFilter } from '../domain/event-filter.ts'
import { patternMatches } from '../domain/event-pattern.ts'
import type { Event } from '../domain/event.ts'
import { filterVerdict } from '../domain/filter-verdict.ts'
import type { Subscription, SubscriptionVersion } from '../domain/subscription.ts'
import type { ManageParts } from './manage-parts.ts'

/** Why a subscription has no delivery of an event. */
export type NoDeliveryReason =
  | 'created-later'
  | 'deleted-before'
  | 'type-not-wanted'
  | 'data-not-wanted'
  | 'paused'
  | 'not-watching'

export interface ExplainStep {
  readonly step: 'tenant' | 'existed' | 'pattern' | 'filter' | 'state' | 'watching' | 'delivery'
  readonly isPassed: boolean
  /** One sentence for people. */
  readonly detail: string
}

export interface Rematch {
  /** Null when nothing stood in the way. */
  readonly reason: NoDeliveryReason | null
  /** In order, up to the first that was not passed. */
  readonly steps: readonly ExplainStep[]
}

interface Case {
  readonly event: Event
  readonly subscription: Subscription
  readonly isTarget: boolean
  /** The event's data, read when a filter has to look at it. */
  readonly readData: () => unknown
}

/** Goes through the steps of the match as they stood at the event's place in the accept order. */
export async function matchAgain(
  given: Case,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Rematch> {
  const { event, subscription } = given
  const { tenantKey, number } = subscription
  const version = await ports.store.subscriptions.versionAt(tenantKey, number, event.seq)
  const steps: ExplainStep[] = [tenantStep(event)]
  const existed = existedStep(given, version)
  steps.push(existed.step)
  if (existed.reason !== null || version === null) return { reason: existed.reason, steps }
  const pattern = patternStep(given, version)
  steps.push(pattern)
  if (!pattern.isPassed) return { reason: 'type-not-wanted', steps }
  const filter = filterStep(given, version)
  if (filter !== null) steps.push(filter)
  if (filter?.isPassed === false) return { reason: 'data-not-wanted', steps }
  const state = stateStep(given, version, ports)
  steps.push(state)
  if (!state.isPassed) return { reason: 'paused', steps }
  if (given.isTarget) return { reason: null, steps }
  steps.push(watchingStep)
  return { reason: 'not-watching', steps }
}

/** All else was as it has to be, so it is an event about another subscription. */
const watchingStep: ExplainStep = {
  step: 'watching',
  isPassed: false,
  detail:
    'The event is about another subscription and was for those alone that watch that one by name, and that may know of it.',
}

/** The same answer without a look-up where the present configuration is old enough to say it. */
export async function whyNoDelivery(
  given: Omit<Case, 'isTarget'>,
  parts: Pick<ManageParts, 'ports'>,
): Promise<NoDeliveryReason | null> {
  const { event, subscription } = given
  const isOfThen = subscription.updatedAtMs < event.acceptedAtMs
  if (isOfThen && wanting(subscription.config.patterns, event.type) === null) {
    return 'type-not-wanted'
  }
  return (await matchAgain({ ...given, isTarget: false }, parts)).reason
}

const iso = (atMs: number): string => new Date(atMs).toISOString()

const tenantStep = (event: Event): ExplainStep => ({
  step: 'tenant',
  isPassed: true,
  detail: `Event and subscription belong to the tenant ${event.tenantId}.`,
})

function existedStep(
  { event, subscription, isTarget }: Case,
  version: SubscriptionVersion | null,
): { readonly step: ExplainStep; readonly reason: NoDeliveryReason | null } {
  const accepted = `the event was accepted at ${iso(event.acceptedAtMs)}`
  if (version === null && !isTarget) {
    const detail = `It was made at ${iso(subscription.createdAtMs)}; ${accepted}, before that.`
    return { step: { step: 'existed', isPassed: false, detail }, reason: 'created-later' }
  }
  if (version?.state === 'deleted' && !isTarget) {
    const detail = `It had been deleted at ${iso(version.validFromMs)}; ${accepted}.`
    return { step: { step: 'existed', isPassed: false, detail }, reason: 'deleted-before' }
  }
  const which = version === null ? '' : `, and its version ${version.version} was in force`
  const detail = `It was made at ${iso(subscription.createdAtMs)}; ${accepted}${which}.`
  return { step: { step: 'existed', isPassed: true, detail }, reason: null }
}

function patternStep({ event, isTarget }: Case, version: SubscriptionVersion): ExplainStep {
  const pattern = wanting(version.config.patterns, event.type)
  if (pattern === null && isTarget) {
    const detail = `It watches what "${event.type}" is about.`
    return { step: 'pattern', isPassed: true, detail }
  }
  const detail =
    pattern === null
      ? `None of its ${version.config.patterns.length} event types wants "${event.type}".`
      : `Its event type "${pattern}" wants "${event.type}".`
  return { step: 'pattern', isPassed: pattern !== null, detail }
}

/** Null where it was not asked: there was none, or the event was for those that watch. */
function filterStep(
  { event, isTarget, readData }: Case,
  { config: { filter, patterns } }: SubscriptionVersion,
): ExplainStep | null {
  if (filter === undefined || wanting(patterns, event.type) === null) return null
  const { isWanted, detail } = filterVerdict(compiledFilter(filter), readData())
  // It is for those that watch what it is about, and that may have been told by name.
  if (!isWanted && isTarget) return null
  return { step: 'filter', isPassed: isWanted, detail }
}

function stateStep(
  { isTarget }: Case,
  version: SubscriptionVersion,
  ports: ManageParts['ports'],
): ExplainStep {
  if (!isTarget && version.state === 'paused') {
    const detail =
      'It was paused, and its dialect makes no deliveries meanwhile. A replay with include_undelivered sends them.'
    return { step: 'state', isPassed: false, detail }
  }
  const isParking =
    version.state === 'disabled' ||
    (version.state === 'paused' &&
      ports.dialects(version.config.dialect).retryRule.whilePaused === 'park')
  const detail = isParking
    ? `It was ${version.state}, so the delivery was parked until it is active again.`
    : `It was ${version.state}.`
  return { step: 'state', isPassed: true, detail }
}

const wanting = (patterns: readonly string[], type: string): string | null =>
  patterns.find((pattern) => patternMatches(pattern, type)) ?? null
