/** What deliveries are looked for by, as lists, facets and exports share it. */
import type { Static } from 'typebox'
import { type DeliveryState, deliveryStates } from '../../domain/delivery.ts'
import type { ErrorClass } from '../../domain/error-class.ts'
import { isEventId } from '../../domain/ids.ts'
import type { DialectName } from '../../domain/subscription.ts'
import type { DeliveryQuery, DeliveryTraits } from '../../ports/history.ts'
import { problem, type Problem } from '../problems.ts'
import type { DeliveryFacetsQuery } from './delivery-query-schemas.ts'
import { subscriptionOf, type Viewer } from './subscription-ids.ts'
import { readTimes } from './time-filter.ts'

type Filters = Static<typeof DeliveryFacetsQuery>

export interface AskedDeliveries {
  readonly kind: 'asked'
  readonly query: Omit<DeliveryQuery, 'cursor' | 'limit'>
  /** The store does not know it of subscriptions that are deleted: whoever reads looks again. */
  readonly dialect: DialectName | null
}

export function readDeliveryFilters(given: Filters, viewer: Viewer): AskedDeliveries | Problem {
  const times = readTimes(given)
  if (times.kind === 'problem') return times
  const { subscription: id, dialect = null } = given
  const subscription = id === undefined ? null : subscriptionOf(id, viewer)
  if (id !== undefined && subscription === null) return problem('subscription-unknown')
  const lastStatuses = given.status?.split(',').map(spanOf)
  // The schema lets only error classes and states through.
  const lastErrorClasses = given.error_class?.split(',') as ErrorClass[] | undefined
  const states = given.state === undefined ? null : (given.state.split(',') as DeliveryState[])
  const isOfFailures = lastErrorClasses !== undefined || lastStatuses?.every(isOfFailure) === true
  return {
    kind: 'asked',
    dialect,
    query: {
      tenantKey: viewer.tenant.key,
      subscriptionNumber: subscription?.number ?? null,
      type: given.type ?? null,
      sinceMs: times.sinceMs,
      untilMs: times.untilMs,
      states: isOfFailures ? (states ?? deliveryStates).filter(isUndelivered) : states,
      traits: {
        ...(given.event !== undefined && isEventId(given.event) ? { eventId: given.event } : {}),
        ...(given.run_kind === undefined ? {} : { runKind: given.run_kind }),
        ...(given.min_attempts === undefined ? {} : { attemptCountMin: given.min_attempts }),
        ...(lastStatuses === undefined ? {} : { lastStatuses }),
        ...(lastErrorClasses === undefined ? {} : { lastErrorClasses }),
        ...(dialect === null ? {} : { exceptSubscriptions: ofOtherDialects(dialect, viewer) }),
      } satisfies DeliveryTraits,
    },
  }
}

/** `5xx`, or `500`. */
function spanOf(text: string): readonly [number, number] {
  const hundred = Number(text[0]) * 100
  return text.endsWith('xx') ? [hundred, hundred + 99] : [Number(text), Number(text)]
}

/** Every dialect takes some 2xx for success, and no other status: so what was delivered is left out. */
const isOfFailure = ([from, to]: readonly [number, number]): boolean => to < 200 || from > 299
const isUndelivered = (state: DeliveryState): boolean => state !== 'delivered'

function ofOtherDialects(
  dialect: DialectName,
  { tenant, context }: Pick<Viewer, 'tenant' | 'context'>,
): readonly number[] {
  return context.pipeline.subscriptions
    .list(tenant.key)
    .filter(({ config }) => config.dialect !== dialect)
    .map(({ number }) => number)
}
