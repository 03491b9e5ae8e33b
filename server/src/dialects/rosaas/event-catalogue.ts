/**
 * The 19 events of RoSaaS as data: the code and the dotted name that go on the wire, and what else
 * producers call them (README.md, "Names and codes"). A code has one name and a name one code. The
 * labels that RoSaaS shows in its panel are no aliases: that of 15 is the name of 6.
 */
import type { EventMember } from '../../domain/event-member.ts'
import { type EventCode, metaDataMembers } from './event-metadata.ts'

export interface CatalogueEvent {
  readonly code: EventCode
  /** The dotted name. */
  readonly type: string
  readonly aliases: readonly string[]
  readonly description: string
  readonly members: readonly EventMember[]
}

const event = (
  code: EventCode,
  type: string,
  aliases: readonly string[],
  description: string,
): CatalogueEvent => ({ code, type, aliases, description, members: metaDataMembers[code] })

/** In the order of their codes. */
export const catalogueEvents: readonly CatalogueEvent[] = [
  event(
    1,
    'Tenant.RegisteredInRoSaasDb',
    ['TenantRegisteredInRoSaasDb'],
    'A new tenant is stored, and its registration complete.',
  ),
  event(2, 'Tenant.StatusChanged', ['TenantStatusChanged'], 'The status of a tenant changed.'),
  event(
    3,
    'Tenant.Availability.ChangedToHealthy',
    ['TenantAvailabilityChangedToHealthy'],
    'A tenant became available.',
  ),
  event(
    4,
    'Tenant.Availability.ChangedToUnhealthy',
    ['TenantAvailabilityChangedToUnhealthy'],
    'A tenant became unavailable.',
  ),
  event(
    5,
    'Subscription.Trial.UpgradedToStandard',
    ['TrialSubscriptionUpgradedToStandard'],
    'A trial became a paid subscription.',
  ),
  event(
    6,
    'Subscription.AutoRenewal.Disabled',
    ['SubscriptionRenewalDisabled', 'RenewalCanceled'],
    'Automatic renewal was switched off by RoSaaS itself.',
  ),
  event(
    7,
    'Subscription.AutoRenewal.HasBeenRenewedAutomatically',
    ['SubscriptionHasBeenRenewedAutomatically'],
    'A subscription was renewed at the end of a cycle.',
  ),
  event(
    8,
    'Subscription.Upgrade.HasBeenUpgraded',
    ['SubscriptionHasBeenUpgraded'],
    'An upgrade is complete.',
  ),
  event(
    9,
    'Subscription.Upgrade.Enabled',
    ['Subscription.Upgrade.UpgradeEnabled', 'UpgradeEnabled'],
    'An upgrade was asked for.',
  ),
  event(
    10,
    'Subscription.Downgrade.DowngradeEnabled',
    ['DowngradeEnabled'],
    'A downgrade was asked for.',
  ),
  event(
    11,
    'Subscription.Downgrade.ForcedDowngradeEnabled',
    ['ForcedDowngradeEnabled'],
    'A forced downgrade is to come.',
  ),
  event(
    12,
    'Subscription.Downgrade.HasBeenDowngraded',
    ['SubscriptionHasBeenDowngraded'],
    'A downgrade is complete.',
  ),
  event(
    13,
    'Subscription.SuspendedDueToUnpaid',
    ['SubscriptionSuspendedDueToUnpaid'],
    'A subscription was suspended, since charges were not paid.',
  ),
  event(
    14,
    'Subscription.AutoRenewal.Enabled',
    ['AutoRenewalEnabled'],
    'Automatic renewal was switched on.',
  ),
  event(
    15,
    'Subscription.AutoRenewal.AutoRenewalDisabled',
    ['SubscriptionAutoRenewalDisabled', 'AutoRenewalCanceled'],
    'Automatic renewal was switched off by the tenant or an administrator.',
  ),
  event(
    16,
    'Subscription.Upgrade.UpgradingDisabled',
    ['SubscriptionUpgradingDisabled'],
    'An upgrade that was asked for was called off.',
  ),
  event(
    17,
    'Subscription.Downgrade.DowngradingDisabled',
    ['SubscriptionDowngradingDisabled'],
    'A downgrade that was asked for was called off.',
  ),
  event(
    18,
    'ExternalSystem.IsBeingProvisionedTenantResources',
    ['ExternalSystemIsBeingProvisionedTenantResources'],
    "An external system has begun to make a tenant's resources (panel only: no document names this event).",
  ),
  event(
    19,
    'ExternalSystem.CreatedTenantResources',
    ['ExternalSystemCreatedTenantResources'],
    "An external system has made a tenant's resources.",
  ),
]
