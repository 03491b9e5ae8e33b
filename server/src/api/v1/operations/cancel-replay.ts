import { tenantOperation } from '../../operation.ts'
import { replayExample } from '../examples.ts'
import { changedReplayReply } from '../seen-replay.ts'
import { ReplayView } from '../replay-view-schemas.ts'

export const cancelReplayOperation = tenantOperation({
  id: 'cancelReplay',
  method: 'POST',
  path: '/v1/tenants/:tenantId/replays/:replayId/cancel',
  allow: ['operator', 'tenant:manage'],
  tag: 'Replays',
  summary: 'End a replay before it is done.',
  description: 'Nothing more is begun; deliveries that had begun go on. It cannot be resumed.',
  problems: ['replay-unknown', 'replay-ended'],
  responses: {
    200: {
      description: 'Cancelled',
      schema: ReplayView,
      example: {
        ...replayExample,
        state: 'cancelled',
        seconds_left: 0,
        ended_at: replayExample.created_at,
      },
    },
  },

  handle: (request) => changedReplayReply(request, 'cancel'),
})
