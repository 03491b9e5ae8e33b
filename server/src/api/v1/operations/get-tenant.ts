import { statusOf } from '../../../manage/tenant-records.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { tenantExample } from '../examples.ts'
import { TenantView } from '../view-schemas.ts'
import { tenantView } from '../views.ts'

export const getTenantOperation = tenantOperation({
  id: 'getTenant',
  method: 'GET',
  path: '/v1/tenants/:tenantId',
  allow: ['operator', 'tenant:read'],
  tag: 'Tenants',
  summary: 'Read one tenant.',
  responses: { 200: { description: 'The tenant', schema: TenantView, example: tenantExample } },

  async handle({ tenant, context }) {
    const found = await context.ports.store.tenants.findTenant(tenant.id)
    if (found === null) return problem('tenant-unknown')
    const { status } = await statusOf(tenant.key, context.ports)
    return { status: 200, body: tenantView(found, status) }
  },
})
