import { tenantOperation } from '../../operation.ts'
import { pageExample, replayExample } from '../examples.ts'
import { seenReplays } from '../seen-replay.ts'
import { ReplayView } from '../replay-view-schemas.ts'
import { pageOf } from '../view-schemas.ts'

export const listReplaysOperation = tenantOperation({
  id: 'listReplays',
  method: 'GET',
  path: '/v1/tenants/:tenantId/replays',
  allow: ['operator', 'tenant:read'],
  tag: 'Replays',
  summary:
    'List replays and how far they have come, but those that send to a subscription that the key may not see.',
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
    const seen = seenReplays(request)
    const data = []
    for (const replay of replays) {
      const view = await seen(replay)
      if (view !== null) data.push(view)
    }
    return { status: 200, body: { data, next_cursor: null } }
  },
})
