import { tenantOperation } from '../../operation.ts'
import { overviewOfTenant } from '../overview.ts'
import { tenantOverviewExample, TenantOverviewView } from '../overview-schemas.ts'

export const getTenantOverviewOperation = tenantOperation({
  id: 'getTenantOverview',
  method: 'GET',
  path: '/v1/tenants/:tenantId/overview',
  allow: ['operator', 'tenant:read'],
  tag: 'Live',
  summary: 'How things stand for a tenant: the last hour by the minute, what waits, what fails.',
  description:
    'The figures of minutes are of the whole tenant, counted in memory since the process began for the 500 tenants that were busy last; of several nodes each counts what it does itself. `p50_ms` and the like are how long attempts took, to within a fifth. `failing` and `open_alerts` are of subscriptions that the key may see.',
  responses: {
    200: {
      description: 'How things stand',
      schema: TenantOverviewView,
      example: tenantOverviewExample,
    },
  },

  async handle(request) {
    return { status: 200, body: await overviewOfTenant(request) }
  },
})
