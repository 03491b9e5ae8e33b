import { tenantOperation } from '../../operation.ts'
import {
  readTenantLimits,
  TenantLimitsBody,
  tenantLimitsExample,
  TenantLimitsView,
  tenantLimitsView,
} from '../tenant-limits-schemas.ts'

export const putTenantLimitsOperation = tenantOperation({
  id: 'putTenantLimits',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/limits',
  allow: ['operator'],
  tag: 'Tenants',
  summary: 'Say how many subscriptions the tenant may have, and how many events it may hand in.',
  description:
    'Both hold over every API, from the answer on; several nodes all know it within seconds, and each counts events for itself. An event beyond `events_per_second` is refused with 429 (`tenant-rate-exceeded`), and nothing of it is stored; a second’s worth, at least one, may come at once. Events that are refused for another reason before they would be stored do not count; a repeat under an idempotency key does. What the tenant has already stays, also above `subscriptions_max`.',
  body: { kind: 'json', schema: TenantLimitsBody, example: tenantLimitsExample },
  responses: {
    200: { description: 'Set', schema: TenantLimitsView, example: tenantLimitsExample },
  },

  async handle({ tenant, body, context }) {
    const limits = readTenantLimits(body)
    await context.tenantLimits.put(tenant.key, limits)
    return { status: 200, body: tenantLimitsView(limits) }
  },
})
