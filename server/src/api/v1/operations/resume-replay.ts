import { tenantOperation } from '../../operation.ts'
import { replayExample } from '../examples.ts'
import { changedReplayReply } from '../seen-replay.ts'
import { ReplayView } from '../replay-view-schemas.ts'

export const resumeReplayOperation = tenantOperation({
  id: 'resumeReplay',
  method: 'POST',
  path: '/v1/tenants/:tenantId/replays/:replayId/resume',
  allow: ['operator', 'tenant:manage'],
  tag: 'Replays',
  summary: 'Let a paused replay go on where it was.',
  problems: ['replay-unknown', 'replay-ended'],
  responses: {
    200: {
      description: 'Going on',
      schema: ReplayView,
      example: replayExample,
    },
  },

  handle: (request) => changedReplayReply(request, 'resume'),
})
