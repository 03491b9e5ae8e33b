import { tenantOperation } from '../../operation.ts'
import { replayExample } from '../examples.ts'
import { changedReplayReply } from '../seen-replay.ts'
import { ReplayView } from '../replay-view-schemas.ts'

export const pauseReplayOperation = tenantOperation({
  id: 'pauseReplay',
  method: 'POST',
  path: '/v1/tenants/:tenantId/replays/:replayId/pause',
  allow: ['operator', 'tenant:manage'],
  tag: 'Replays',
  summary: 'Stop a replay until it is resumed.',
  description:
    'Nothing more is begun once this is answered; deliveries that had begun go on. Pausing a paused one changes nothing.',
  problems: ['replay-unknown', 'replay-ended'],
  responses: {
    200: {
      description: 'Paused',
      schema: ReplayView,
      example: { ...replayExample, state: 'paused', seconds_left: null },
    },
  },

  handle: (request) => changedReplayReply(request, 'pause'),
})
