import { tenantOperation } from '../../operation.ts'
import { followLive, liveReply } from '../follow-live.ts'
import { kindsOf, LiveQuery, liveDescription } from '../live-schemas.ts'

export const followTenantOperation = tenantOperation({
  id: 'followTenant',
  method: 'GET',
  path: '/v1/tenants/:tenantId/live',
  allow: ['operator', 'tenant:read'],
  tag: 'Live',
  summary:
    'Follow what happens to events, deliveries, subscriptions and alerts that the key may see.',
  description: liveDescription,
  query: LiveQuery,
  ...liveReply,

  handle(request) {
    const { query, tenant, caller } = request
    const lastEventId = query.last_event_id
    return followLive({ kinds: kindsOf(query.kinds), tenant, caller }, { ...request, lastEventId })
  },
})
