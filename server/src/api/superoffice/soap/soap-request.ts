/** What the operations of the SOAP service have in common: their address, their bodies, answers. */
import type { EnvelopeRule } from '../../operation.ts'
import { exampleEnvelope, readEnvelope, type SoapCall, soapContentTypes } from './envelope.ts'
import { soapBytesMax } from './soap-limits.ts'
import type { CallName } from './soap-schema.ts'

export const soapPath = '/:tenantId/Remote/Services88/Webhook.svc'
export const soapTag = 'SuperOffice webhook service'

/** The id of a call's operation, such as `superofficeSoapSaveWebhook`. */
export const soapIdOf = (call: CallName): string => `superofficeSoap${call}`

/** The body of a call; `inner` is an example of what stands in its element. */
export function soapBody(call: CallName, inner: string) {
  return {
    kind: 'envelope',
    contentTypes: soapContentTypes,
    bytesMax: soapBytesMax,
    read(bytes, headers) {
      const read = readEnvelope(bytes, headers)
      if (!('kind' in read) || read.kind !== 'call') return read
      return { kind: 'envelope', operationId: soapIdOf(read.call), key: read.key, value: read }
    },
    example: exampleEnvelope(call, inner),
  } as const satisfies EnvelopeRule<SoapCall>
}
