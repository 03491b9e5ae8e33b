/** POST Webhook/{eventName}/{primaryKey}: an event of the caller's own. */
import { tenantOperation } from '../../operation.ts'
import { isObject } from '../member-reader.ts'
import { signalEvent } from '../signal-event.ts'
import { badArgument } from '../superoffice-errors.ts'
import { readBody, readInt32, refused, unreadable } from '../webhook-request.ts'
import { signalBody } from '../webhook-views.ts'
import { superOfficeTag } from './webhook-reply.ts'

export const signalEventOperation = tenantOperation({
  id: 'superofficeSignalEvent',
  method: 'POST',
  path: '/:tenantId/api/v1/Webhook/:eventName/:primaryKey',
  allow: ['operator', 'tenant:manage', 'tenant:ingest'],
  tag: superOfficeTag,
  unaudited: 'event',
  summary: 'Signal that an event has happened. 204 means it is on disk and will be delivered.',
  body: signalBody,
  responses: { 204: { description: 'Accepted, whether or not a webhook wants it.' } },

  async handle(request) {
    const { eventName } = request.params
    const primaryKey = readInt32(request.params.primaryKey)
    if (primaryKey === null) {
      return refused(badArgument('The primary key has to be a whole number of 32 bits; 0: none.'))
    }
    const read = readBody(request)
    if (read.kind !== 'parsed') return unreadable(read)
    const data = read.value ?? {}
    if (!isObject(data)) {
      return refused(badArgument('The data of an event has to be a JSON object.'))
    }
    const refusal = await signalEvent({ eventName, primaryKey, data }, request)
    return refusal === null ? { status: 204 } : refused(refusal)
  },
})
