import { tenantOperation } from '../../operation.ts'
import { pageExample, replayExample } from '../examples.ts'
import { replayView } from '../history-views.ts'
import { subscriptionIds } from '../subscription-ids.ts'
import { pageOf, ReplayView } from '../view-schemas.ts'

export const listReplaysOperation = tenantOperation({
  id: 'listReplays',
  method: 'GET',
  path: '/v1/tenants/:tenantId/replays',
  allow: ['operator', 'tenant:read'],
  tag: 'Replays',
  summary: 'List replays and how far they have come.',
  responses: {
    200: {
      description: 'The replays',
      schema: pageOf(ReplayView),
      example: pageExample(replayExample),
    },
  },

  async handle(request) {
    const { tenant, context } = request
    const replays = await context.ports.store.history.replays(tenant.key)
    const idOf = subscriptionIds(request)
    const data = []
    for (const replay of replays) {
      const { subscriptionNumber: number } = replay.filter
      data.push(replayView(replay, number === null ? null : await idOf(number)))
    }
    return { status: 200, body: { data, next_cursor: null } }
  },
})
