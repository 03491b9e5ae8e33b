/** The settings of what tenants may have; a tenant may be given limits of its own by the API. */
import { tenantSubscriptionsMax } from './domain/limits.ts'
import { withDefault } from './setting.ts'
import { count } from './setting-values.ts'

export const tenantSettings = {
  subscriptionsPerTenantMax: withDefault({
    name: 'POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX',
    defaultText: '1000',
    bound: `1 to ${tenantSubscriptionsMax.toLocaleString('en')}`,
    help: 'How many subscriptions a tenant may have that was given no limit of its own (`PUT /v1/tenants/{id}/limits`).',
    read: count({ min: 1, max: tenantSubscriptionsMax }),
  }),
} as const
