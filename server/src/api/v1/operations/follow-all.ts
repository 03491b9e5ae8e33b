import { isTenantId } from '../../../domain/tenant.ts'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { followLive, liveReply } from '../follow-live.ts'
import { AllLiveQuery, kindsOf, liveDescription } from '../live-schemas.ts'

export const followAllOperation = operation({
  id: 'followAll',
  method: 'GET',
  path: '/v1/live',
  allow: ['operator'],
  tag: 'Live',
  summary: 'Follow what happens to events, deliveries, subscriptions and alerts of all tenants.',
  description: `${liveDescription}\n\n\`tenant\` is \`partner:…\` for what happens to a partner's apps.`,
  query: AllLiveQuery,
  ...liveReply,
  problems: [...liveReply.problems, 'tenant-unknown'],

  async handle(request) {
    const { query, context, caller } = request
    const { tenant: tenantId, last_event_id: lastEventId } = query
    const kinds = kindsOf(query.kinds)
    if (tenantId === undefined) {
      return followLive({ kinds, tenant: null, caller }, { ...request, lastEventId })
    }
    const { tenants } = context.ports.store
    const tenant = isTenantId(tenantId) ? await tenants.findTenant(tenantId) : null
    if (tenant === null) return problem('tenant-unknown')
    return followLive({ kinds, tenant, caller }, { ...request, lastEventId })
  },
})
