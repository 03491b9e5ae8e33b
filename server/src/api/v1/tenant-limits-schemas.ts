/** What the operator sends and everybody is shown of the limits of a tenant. */
import { type Static, Type } from 'typebox'
import { tenantEventsPerSecondMax, tenantSubscriptionsMax } from '../../domain/limits.ts'
import type { TenantLimits } from '../../domain/tenant-limits.ts'

const strict = { additionalProperties: false } as const

/** One in a hundred seconds; who wants none takes the tenant its keys. */
const eventsPerSecondMin = 0.01

export const TenantLimitsBody = Type.Object(
  {
    subscriptions_max: Type.Union(
      [Type.Integer({ minimum: 0, maximum: tenantSubscriptionsMax }), Type.Null()],
      { description: `a whole number from 0 to ${tenantSubscriptionsMax}, or null` },
    ),
    events_per_second: Type.Union(
      [
        Type.Number({ minimum: eventsPerSecondMin, maximum: tenantEventsPerSecondMax }),
        Type.Null(),
      ],
      {
        description: `a number from ${eventsPerSecondMin} to ${tenantEventsPerSecondMax}, or null`,
      },
    ),
  },
  strict,
)

export const TenantLimitsView = Type.Object(
  {
    subscriptions_max: Type.Union([Type.Integer(), Type.Null()]),
    events_per_second: Type.Union([Type.Number(), Type.Null()]),
  },
  { title: 'TenantLimits', ...strict },
)

export const tenantLimitsExample = { subscriptions_max: 200, events_per_second: 50 }

export const readTenantLimits = (body: Static<typeof TenantLimitsBody>): TenantLimits => ({
  subscriptionsMax: body.subscriptions_max,
  eventsPerSecond: body.events_per_second,
})

export const tenantLimitsView = (limits: TenantLimits): Static<typeof TenantLimitsView> => ({
  subscriptions_max: limits.subscriptionsMax,
  events_per_second: limits.eventsPerSecond,
})
