/**
 * What RoSaaS documents of the `MetaData` of each event, by its code (RoSaaS, event type objects,
 * one page an event). Casing differs between and inside events, and is as documented. Only ends of
 * subscriptions may be null: a cycle without an end has none.
 */
import type { EventMember } from '../../domain/event-member.ts'

const member =
  (type: EventMember['type'], isNullable = false) =>
  (name: string, description: string): EventMember => ({ name, type, isNullable, description })

const text = member('text')
const integer = member('integer')
const number = member('number')
const flag = member('boolean')
const instant = member('instant')
const instantOrNull = member('instant', true)

const date = instant('Date', 'when the metadata was made')
const plan = text('Plan', 'system name of the plan')
const planPrice = number('planPrice', 'price of the plan, without a currency')
const currentPlan = text('CurrentSubscriptionPlan', 'system name of the plan')
const cancellationTime = instant('CancellationTime', 'when it was cancelled')

const availability = [instant('ChangingDate', 'when it changed')]
const cancellation = [currentPlan, cancellationTime]

/** A cycle that has begun: renewed, upgraded or downgraded. */
const newCycle = [
  instantOrNull('SubscriptionExpirationDate', 'end of the cycle; null: it has none'),
  text('SubscriptionNewPlan', 'display name of the plan'),
  date,
]

export const metaDataMembers = {
  1: [
    instant('creationDate', 'when the tenant was created'),
    text('systemName', 'system name of the tenant'),
    instantOrNull('endDate', 'end of subscription or trial; null: it has none'),
    plan,
    planPrice,
    date,
  ],
  2: [text('NewTenantStatus', 'status from now on, such as active'), date, plan, planPrice],
  3: availability,
  4: availability,
  5: [
    text('TrialPlanSystemName', 'system name of the plan of the trial'),
    text('StandardPlanSystemName', 'system name of the plan from now on'),
    integer('TrialPeriodInDays', 'length of the trial'),
    date,
  ],
  6: cancellation,
  7: newCycle,
  8: newCycle,
  9: [
    flag('upgradeEnabled', 'true'),
    text('upgradedPlanSystemName', 'system name of the plan to come'),
    text('upgradedPlanPriceId', 'id of its price'),
    text('previousPlan', 'system name of the plan until then'),
  ],
  10: [
    flag('downgradeEnabled', 'true'),
    text('downgradedPlanId', 'id of the plan to come'),
    number('downgradedPlanPrice', 'its price, without a currency'),
    text('downgradedPlanCycle', 'its cycle, such as monthly'),
    text('downgradedPlanSystemName', 'its system name'),
    flag('downgradeForced', 'false: it was asked for'),
    date,
  ],
  11: [
    flag('downgradeEnabled', 'true'),
    number('forcedDowngradedPlanPrice', 'price of the plan to come, without a currency'),
    text('forcedDowngradedPlanCycle', 'its cycle, such as monthly'),
    text('forcedDowngradedPlanSystemName', 'its system name'),
    flag('downgradeForced', 'true'),
  ],
  12: newCycle,
  13: [
    instant('Date', 'when it was suspended'),
    plan,
    number('PlanPrice', 'price of the plan, without a currency'),
    text('PlanCycle', 'its cycle, such as monthly'),
  ],
  14: [
    flag('autoRenewalEnabled', 'true'),
    integer('renewalsCount', 'renewals'),
    flag('isContinuousRenewal', 'whether it is renewed without an end'),
    text('renewalCycle', 'the cycle, such as monthly'),
    date,
  ],
  15: cancellation,
  16: cancellation,
  17: [currentPlan, date],
  // Nothing is documented, so nothing is asked for.
  18: [],
  19: [date, plan],
} satisfies Readonly<Record<number, readonly EventMember[]>>

export type EventCode = keyof typeof metaDataMembers
