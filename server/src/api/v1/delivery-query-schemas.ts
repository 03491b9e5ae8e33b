/** What callers look for deliveries by: lists, facets and exports share it. */
import { Type } from 'typebox'
import { deliveryStates, runKinds } from '../../domain/delivery.ts'
import { errorClasses } from '../../domain/error-class.ts'
import { exportedRowsMax, filterValuesMax } from '../../domain/limits.ts'
import { dialectNames } from '../../domain/subscription.ts'
import { cursor, limit, subscriptionId, timeFilters } from './schemas.ts'

const strict = { additionalProperties: false } as const

/** Some of these words, at most so many, with commas between. */
const severalOf = (words: readonly string[], countMax: number, description: string) =>
  Type.String({
    pattern: `^(${words.join('|')})(,(${words.join('|')})){0,${countMax - 1}}$`,
    description,
  })

/** What deliveries are looked for by. */
const deliveryFilters = {
  ...timeFilters,
  state: Type.Optional(
    severalOf(
      deliveryStates,
      deliveryStates.length,
      `one or several of ${deliveryStates.join(', ')} with commas between`,
    ),
  ),
  subscription: Type.Optional(subscriptionId),
  event: Type.Optional(
    Type.String({ pattern: '^evt_[0-9a-f]{32}$', description: 'the id of an event' }),
  ),
  status: Type.Optional(
    severalOf(
      ['[1-5]xx', '[1-5][0-9][0-9]'],
      filterValuesMax,
      'HTTP statuses of the last attempt, such as 500 or 5xx, with commas between',
    ),
  ),
  error_class: Type.Optional(
    severalOf(
      errorClasses,
      filterValuesMax,
      'error classes of the last attempt, with commas between',
    ),
  ),
  dialect: Type.Optional(
    Type.Enum([...dialectNames], { description: 'of the subscription that it goes to' }),
  ),
  min_attempts: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 10_000, description: 'attempts of its run at the least' }),
  ),
  run_kind: Type.Optional(Type.Enum([...runKinds], { description: 'why its run began' })),
}

export const DeliveriesQuery = Type.Object({ ...deliveryFilters, cursor, limit }, strict)

export const DeliveryFacetsQuery = Type.Object(deliveryFilters, strict)

export const DeliveryExportQuery = Type.Object(
  {
    ...deliveryFilters,
    cursor,
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: exportedRowsMax,
        default: exportedRowsMax,
        description: 'how many rows at most',
      }),
    ),
  },
  strict,
)
