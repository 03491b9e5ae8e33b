/** SignalEvent: an event of the caller's own. */
import { tenantOperation } from '../../../operation.ts'
import { readSignal } from '../../read-request.ts'
import { signalEvent } from '../../signal-event.ts'
import { isRefusal } from '../../superoffice-errors.ts'
import { soapRefused, soapReply } from '../envelope.ts'
import { soapBody, soapIdOf, soapPath, soapTag } from '../soap-request.ts'

export const soapSignalEventOperation = tenantOperation({
  id: soapIdOf('SignalEvent'),
  method: 'POST',
  path: soapPath,
  allow: ['operator', 'tenant:manage', 'tenant:ingest'],
  tag: soapTag,
  unaudited: 'event',
  summary: 'Signal that an event has happened. An answer means that it is on disk.',
  body: soapBody('SignalEvent', '<EventName>window.closed</EventName>'),
  responses: { 200: { description: 'SignalEventResponse' } },

  async handle(request) {
    const { body } = request
    const signal = readSignal(body.input)
    if (isRefusal(signal)) return soapRefused(body, signal)
    const refusal = await signalEvent(signal, request)
    return refusal === null ? soapReply(body) : soapRefused(body, refusal)
  },
})
