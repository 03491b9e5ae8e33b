/**
 * What a caller asks for of how often, and in which order, a subscription gets its deliveries:
 * between the fields of the API and the configuration that is kept.
 */
import { type Static, Type } from 'typebox'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { problem, type Problem } from '../problems.ts'

type Limits = Pick<SubscriptionConfig, 'rateLimit' | 'ordering'>

const rateLimit = Type.Object(
  {
    per_second: Type.Number({
      minimum: 0.1,
      maximum: 1000,
      description: 'attempts a second that may begin, retries and what is sent again among them',
    }),
  },
  { additionalProperties: false },
)

/** As they stand in a body; what is left out has its default, in a patch it stays as it is. */
export const limitFields = {
  rate_limit: Type.Optional(
    Type.Union([rateLimit, Type.Null()], {
      description: 'how often it gets attempts at most; null, or left out: as often as there are',
    }),
  ),
  ordering: Type.Optional(
    Type.Enum(['none', 'per-key'], {
      description:
        'per-key: deliveries of one order_key go one after the other, in the order of acceptance; none when left out',
    }),
  ),
  on_exhausted: Type.Optional(
    Type.Enum(['skip', 'block'], {
      description:
        'with per-key: skip lets the next of a key go when a delivery is exhausted (when left out); block never gives one up that has a key, which is tried again at the last wait of the schedule, an hour at least, until it is accepted or reaches the end of retention',
    }),
  ),
}

export const limitViewFields = {
  rate_limit: Type.Union([
    Type.Object({ per_second: Type.Number() }, { additionalProperties: false }),
    Type.Null(),
  ]),
  ordering: Type.Enum(['none', 'per-key']),
  on_exhausted: Type.Enum(['skip', 'block']),
}

const body = Type.Object(limitFields)

/** What follows from a body; `before` is what a patch leaves as it is, empty for a whole definition. */
export function limitsOf(given: Static<typeof body>, before: Limits): Limits | Problem {
  const { rate_limit: rate, on_exhausted: wanted } = given
  const limit = rate === undefined ? before.rateLimit : (rate ?? undefined)
  const rated =
    limit === undefined ? {} : { rateLimit: 'per_second' in limit ? perSecond(limit) : limit }
  const isPerKey = (given.ordering ?? orderingName(before)) === 'per-key'
  if (isPerKey) {
    return { ...rated, ordering: { onExhausted: wanted ?? before.ordering?.onExhausted ?? 'skip' } }
  }
  if (wanted !== 'block') return rated
  const detail = 'block keeps the order of a key, so it needs the ordering per-key'
  return problem('body-invalid', { errors: [{ pointer: '/on_exhausted', detail }] })
}

export function limitsView(config: Limits) {
  const { rateLimit: limit, ordering } = config
  return {
    rate_limit: limit === undefined ? null : { per_second: limit.perSecond },
    ordering: orderingName(config),
    on_exhausted: ordering?.onExhausted ?? 'skip',
  }
}

const perSecond = (given: Static<typeof rateLimit>) => ({ perSecond: given.per_second })

const orderingName = ({ ordering }: Limits) => (ordering === undefined ? 'none' : 'per-key')
