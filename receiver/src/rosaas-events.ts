/**
 * The 19 events of RoSaaS as types, told apart by their code. The metadata is typed as RoSaaS
 * documents it, which the sender checks, so it is not checked again here; it may hold more than is
 * listed. Instants are texts in ISO 8601.
 */

/** By code. */
export const rosaasEventNames = {
  1: 'Tenant.RegisteredInRoSaasDb',
  2: 'Tenant.StatusChanged',
  3: 'Tenant.Availability.ChangedToHealthy',
  4: 'Tenant.Availability.ChangedToUnhealthy',
  5: 'Subscription.Trial.UpgradedToStandard',
  6: 'Subscription.AutoRenewal.Disabled',
  7: 'Subscription.AutoRenewal.HasBeenRenewedAutomatically',
  8: 'Subscription.Upgrade.HasBeenUpgraded',
  9: 'Subscription.Upgrade.Enabled',
  10: 'Subscription.Downgrade.DowngradeEnabled',
  11: 'Subscription.Downgrade.ForcedDowngradeEnabled',
  12: 'Subscription.Downgrade.HasBeenDowngraded',
  13: 'Subscription.SuspendedDueToUnpaid',
  14: 'Subscription.AutoRenewal.Enabled',
  15: 'Subscription.AutoRenewal.AutoRenewalDisabled',
  16: 'Subscription.Upgrade.UpgradingDisabled',
  17: 'Subscription.Downgrade.DowngradingDisabled',
  18: 'ExternalSystem.IsBeingProvisionedTenantResources',
  19: 'ExternalSystem.CreatedTenantResources',
} as const

export type RosaasEventCode = keyof typeof rosaasEventNames

interface AvailabilityChange {
  readonly ChangingDate: string
}

/** `SubscriptionNewPlan` is a display name, unlike the other plans; a cycle may have no end. */
interface NewCycle {
  readonly SubscriptionExpirationDate: string | null
  readonly SubscriptionNewPlan: string
  readonly Date: string
}

interface Cancellation {
  readonly CurrentSubscriptionPlan: string
  readonly CancellationTime: string
}

/** By code. Prices have no currency; plans are system names. */
export interface RosaasMetaData {
  readonly 1: {
    readonly creationDate: string
    readonly systemName: string
    /** End of subscription or trial; null: it has none. */
    readonly endDate: string | null
    readonly Plan: string
    readonly planPrice: number
    readonly Date: string
  }
  readonly 2: {
    /** Such as `active`, `inactive`, `createdAsActive`. */
    readonly NewTenantStatus: string
    readonly Date: string
    readonly Plan: string
    readonly planPrice: number
  }
  readonly 3: AvailabilityChange
  readonly 4: AvailabilityChange
  readonly 5: {
    readonly TrialPlanSystemName: string
    readonly StandardPlanSystemName: string
    readonly TrialPeriodInDays: number
    readonly Date: string
  }
  readonly 6: Cancellation
  readonly 7: NewCycle
  readonly 8: NewCycle
  readonly 9: {
    readonly upgradeEnabled: boolean
    readonly upgradedPlanSystemName: string
    readonly upgradedPlanPriceId: string
    readonly previousPlan: string
  }
  readonly 10: {
    readonly downgradeEnabled: boolean
    readonly downgradedPlanId: string
    readonly downgradedPlanPrice: number
    /** Such as `monthly`. */
    readonly downgradedPlanCycle: string
    readonly downgradedPlanSystemName: string
    /** False: it was asked for. */
    readonly downgradeForced: boolean
    readonly Date: string
  }
  readonly 11: {
    readonly downgradeEnabled: boolean
    readonly forcedDowngradedPlanPrice: number
    readonly forcedDowngradedPlanCycle: string
    readonly forcedDowngradedPlanSystemName: string
    readonly downgradeForced: boolean
  }
  readonly 12: NewCycle
  readonly 13: {
    readonly Date: string
    readonly Plan: string
    readonly PlanPrice: number
    readonly PlanCycle: string
  }
  readonly 14: {
    readonly autoRenewalEnabled: boolean
    readonly renewalsCount: number
    readonly isContinuousRenewal: boolean
    readonly renewalCycle: string
    readonly Date: string
  }
  readonly 15: Cancellation
  readonly 16: Cancellation
  readonly 17: {
    readonly CurrentSubscriptionPlan: string
    readonly Date: string
  }
  /** RoSaaS documents nothing of it. */
  readonly 18: Readonly<Record<string, unknown>>
  readonly 19: {
    readonly Date: string
    readonly Plan: string
  }
}

interface EventFields {
  readonly tenantSystemName: string
  /** When it happened, ISO 8601 in UTC; the same on every attempt. */
  readonly created: string
  /** What was different before, under the names of the metadata; null: nothing was said. */
  readonly previousAttributes: Readonly<Record<string, unknown>> | null
}

interface KnownEvent<Code extends RosaasEventCode> extends EventFields {
  readonly kind: 'known'
  readonly code: Code
  /** As documented, whichever spelling was sent. */
  readonly name: (typeof rosaasEventNames)[Code]
  readonly metaData: RosaasMetaData[Code]
}

/** One that this list does not have: answer with 200 all the same, or it is sent again. */
interface UnknownEvent extends EventFields {
  readonly kind: 'unknown'
  readonly code: number
  readonly name: string
  readonly metaData: Readonly<Record<string, unknown>>
}

export type RosaasEvent =
  { readonly [Code in RosaasEventCode]: KnownEvent<Code> }[RosaasEventCode] | UnknownEvent

/** The event that a parsed body holds; null: it holds none. */
export function rosaasEventOf(payload: unknown): RosaasEvent | null {
  if (!isObject(payload)) return null
  const { TenantSystemName, EventCode, Event, MetaData, Created, previous_attributes } = payload
  if (typeof TenantSystemName !== 'string' || typeof Created !== 'string') return null
  if (!Number.isInteger(EventCode) || typeof Event !== 'string' || !isObject(MetaData)) return null
  const code = Number(EventCode)
  const fields = {
    tenantSystemName: TenantSystemName,
    created: Created,
    previousAttributes: isObject(previous_attributes) ? previous_attributes : null,
    code,
    metaData: MetaData,
  }
  if (!isKnown(code)) return { ...fields, kind: 'unknown', name: Event }
  // The code decides the shape of the metadata, which the sender has checked.
  return { ...fields, kind: 'known', name: rosaasEventNames[code] } as unknown as RosaasEvent
}

function isKnown(code: number): code is RosaasEventCode {
  return Object.hasOwn(rosaasEventNames, code)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
