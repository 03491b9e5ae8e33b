import { tenantOperation } from '../../operation.ts'
import {
  tenantLimitsExample,
  TenantLimitsView,
  tenantLimitsView,
} from '../tenant-limits-schemas.ts'

export const getTenantLimitsOperation = tenantOperation({
  id: 'getTenantLimits',
  method: 'GET',
  path: '/v1/tenants/:tenantId/limits',
  allow: ['operator', 'tenant:read'],
  tag: 'Tenants',
  summary: 'Read the limits that the operator has set for the tenant; null: those of all tenants.',
  responses: {
    200: { description: 'The limits', schema: TenantLimitsView, example: tenantLimitsExample },
  },

  async handle({ tenant, context }) {
    return { status: 200, body: tenantLimitsView(await context.tenantLimits.find(tenant.key)) }
  },
})
