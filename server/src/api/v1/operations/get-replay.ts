import { tenantOperation } from '../../operation.ts'
import { replayExample } from '../examples.ts'
import { replayReply } from '../seen-replay.ts'
import { ReplayView } from '../replay-view-schemas.ts'

export const getReplayOperation = tenantOperation({
  id: 'getReplay',
  method: 'GET',
  path: '/v1/tenants/:tenantId/replays/:replayId',
  allow: ['operator', 'tenant:read'],
  tag: 'Replays',
  summary: 'A replay, how far it has come, and how long it will take.',
  problems: ['replay-unknown'],
  responses: {
    200: {
      description: 'The replay',
      schema: ReplayView,
      example: replayExample,
    },
  },

  handle: (request) => replayReply(request),
})
