/**
 * One realistic event of each code: what happened to the tenant `acme-crm` over some months, from
 * its registration to its last renewal. `previousAttributes` stands where RoSaaS has something that
 * was different before: the old value, under the key of the new one where there is such a key.
 */
import type { EventCode } from './event-metadata.ts'

export interface EventExample {
  readonly metaData: Readonly<Record<string, unknown>>
  /** Null: the event says all there is. */
  readonly previousAttributes: Readonly<Record<string, unknown>> | null
}

/** Of an event that changes nothing that had a value before. */
const said = (metaData: EventExample['metaData']): EventExample => ({
  metaData,
  previousAttributes: null,
})

const changed = (
  previousAttributes: Readonly<Record<string, unknown>>,
  metaData: EventExample['metaData'],
): EventExample => ({ metaData, previousAttributes })

export const eventExamples: Readonly<Record<EventCode, EventExample>> = {
  1: said({
    creationDate: '2025-03-01T09:00:00Z',
    systemName: 'acme-crm',
    endDate: '2025-04-01T09:00:00Z',
    Plan: 'pro-plan',
    planPrice: 29.5,
    Date: '2025-03-01T09:00:01Z',
  }),
  2: changed(
    { NewTenantStatus: 'activating' },
    {
      NewTenantStatus: 'active',
      Date: '2025-03-01T09:05:00Z',
      Plan: 'pro-plan',
      planPrice: 29.5,
    },
  ),
  3: changed({ Availability: 'unhealthy' }, { ChangingDate: '2025-03-04T10:12:00Z' }),
  4: changed({ Availability: 'healthy' }, { ChangingDate: '2025-03-04T10:02:00Z' }),
  5: changed(
    { StandardPlanSystemName: 'trial-plan' },
    {
      TrialPlanSystemName: 'trial-plan',
      StandardPlanSystemName: 'pro-plan',
      TrialPeriodInDays: 14,
      Date: '2025-03-15T09:00:00Z',
    },
  ),
  6: said({ CurrentSubscriptionPlan: 'pro-plan', CancellationTime: '2025-03-20T12:00:00Z' }),
  7: said({
    SubscriptionExpirationDate: '2025-05-01T09:00:00Z',
    SubscriptionNewPlan: 'Pro Plan',
    Date: '2025-04-01T09:00:00Z',
  }),
  8: changed(
    { SubscriptionNewPlan: 'Pro Plan' },
    {
      SubscriptionExpirationDate: '2025-06-01T09:00:00Z',
      SubscriptionNewPlan: 'Enterprise Plan',
      Date: '2025-05-01T09:03:00Z',
    },
  ),
  9: said({
    upgradeEnabled: true,
    upgradedPlanSystemName: 'enterprise-plan',
    upgradedPlanPriceId: '7b1f0c52-3a0d-4c8e-9d55-0e6a4f2b9c11',
    previousPlan: 'pro-plan',
  }),
  10: said({
    downgradeEnabled: true,
    downgradedPlanId: 'c0a8f7de-52c1-4d5e-8a5b-1d0c2f7e6a90',
    downgradedPlanPrice: 9.99,
    downgradedPlanCycle: 'monthly',
    downgradedPlanSystemName: 'basic-plan',
    downgradeForced: false,
    Date: '2025-05-10T12:00:00Z',
  }),
  11: said({
    downgradeEnabled: true,
    forcedDowngradedPlanPrice: 0,
    forcedDowngradedPlanCycle: 'monthly',
    forcedDowngradedPlanSystemName: 'free-plan',
    downgradeForced: true,
  }),
  12: changed(
    { SubscriptionNewPlan: 'Pro Plan' },
    {
      SubscriptionExpirationDate: '2025-07-01T09:00:00Z',
      SubscriptionNewPlan: 'Basic Plan',
      Date: '2025-06-01T13:05:00Z',
    },
  ),
  13: said({
    Date: '2025-07-01T13:00:00Z',
    Plan: 'pro-plan',
    PlanPrice: 29.5,
    PlanCycle: 'monthly',
  }),
  14: changed(
    { autoRenewalEnabled: false },
    {
      autoRenewalEnabled: true,
      renewalsCount: 3,
      isContinuousRenewal: false,
      renewalCycle: 'monthly',
      Date: '2025-03-02T12:00:00Z',
    },
  ),
  15: changed(
    { autoRenewalEnabled: true },
    { CurrentSubscriptionPlan: 'pro-plan', CancellationTime: '2025-03-20T12:00:00Z' },
  ),
  16: said({ CurrentSubscriptionPlan: 'pro-plan', CancellationTime: '2025-04-14T12:00:00Z' }),
  17: said({ CurrentSubscriptionPlan: 'pro-plan', Date: '2025-05-11T12:00:00Z' }),
  18: said({ Date: '2025-03-01T09:00:05Z' }),
  19: said({ Date: '2025-03-01T09:04:00Z', Plan: 'pro-plan' }),
}
