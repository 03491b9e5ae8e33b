import { tenantOperation } from '../../operation.ts'
import { pageExample, replayExample } from '../examples.ts'
import { replayView } from '../history-views.ts'
import { type SeenSubscription, seenSubscriptions } from '../subscription-ids.ts'
import { pageOf, ReplayView } from '../view-schemas.ts'

/** A replay that was made for no subscription in particular. */
const ofAll: SeenSubscription = { isSeen: true, id: null }

export const listReplaysOperation = tenantOperation({
  id: 'listReplays',
  method: 'GET',
  path: '/v1/tenants/:tenantId/replays',
  allow: ['operator', 'tenant:read'],
  tag: 'Replays',
  summary:
    'List replays and how far they have come, but those for a subscription that the key may not see.',
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
    const seenOf = seenSubscriptions(request)
    const data = []
    for (const replay of replays) {
      const { subscriptionNumber: number } = replay.filter
      const { isSeen, id } = number === null ? ofAll : await seenOf(number)
      if (isSeen) data.push(replayView(replay, id))
    }
    return { status: 200, body: { data, next_cursor: null } }
  },
})
