/** SignalEvent: an event of the caller's own. */
import { tenantOperation } from '../../../operation.ts'
import { readSignal } from '../../read-request.ts'
import { signalEvent } from '../../signal-event.ts'
import { rawBody } from '../../webhook-request.ts'
import { agentTag, readAgentBody, refusedByAgent } from '../agent-request.ts'

export const agentSignalEventOperation = tenantOperation({
  id: 'superofficeAgentSignalEvent',
  method: 'POST',
  path: '/:tenantId/api/v1/Agents/Webhook/SignalEvent',
  allow: ['operator', 'tenant:manage', 'tenant:ingest'],
  tag: agentTag,
  unaudited: 'event',
  summary: 'Signal that an event has happened. 204 means it is on disk and will be delivered.',
  body: rawBody,
  responses: { 204: { description: 'Accepted, whether or not a webhook wants it.' } },

  async handle(request) {
    const signal = readAgentBody(request, readSignal)
    if (signal.kind !== 'read') return signal.answer
    const refusal = await signalEvent(signal.value, request)
    return refusal === null ? { status: 204 } : refusedByAgent(refusal)
  },
})
