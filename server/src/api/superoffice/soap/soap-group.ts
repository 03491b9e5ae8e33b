/**
 * The SOAP service: the same eight calls as the agents', behind one address, and the WSDL that
 * clients are made from. All of it works on what REST works on.
 */
import { isTenantId } from '../../../domain/tenant.ts'
import { type ErrorStyle, operation, type OperationGroup } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { errorTypeOfStatus } from '../superoffice-errors.ts'
import { publicBase } from '../../public-base.ts'
import { credentialSchemes } from '../webhook-request.ts'
import { mannerOf, soapFault } from './envelope.ts'
import { soapCreateDefaultWebhookOperation } from './operations/create-default-webhook.ts'
import { soapDeleteWebhookOperation } from './operations/delete-webhook.ts'
import { soapGetAllWebhooksOperation } from './operations/get-all-webhooks.ts'
import { soapGetLastErrorOperation } from './operations/get-last-error.ts'
import { soapGetWebhookOperation } from './operations/get-webhook.ts'
import { soapSaveWebhookOperation } from './operations/save-webhook.ts'
import { soapSignalEventOperation } from './operations/signal-event.ts'
import { soapTestWebhookOperation } from './operations/test-webhook.ts'
import { soapPath, soapTag } from './soap-request.ts'
import { wsdlDocument } from './wsdl.ts'

/** GET at the service's address. Needs no key, and is the same for every context identifier. */
const getWsdlOperation = operation({
  id: 'superofficeSoapGetWsdl',
  method: 'GET',
  path: soapPath,
  allow: 'anyone',
  tag: soapTag,
  summary: 'With ?wsdl the WSDL of the service, else where it is.',
  responses: { 200: { description: 'WSDL', contentType: 'text/xml' } },

  handle(request) {
    const { tenantId } = request.params
    if (!isTenantId(tenantId)) return problem('tenant-unknown')
    const address = `${publicBase(request)}${soapPath.replace(':tenantId', tenantId)}`
    const query = (request.url.split('?', 2)[1] ?? '').toLowerCase()
    const isAsked = query.split('&').some((part) => /^(single)?wsdl(=|$)/.test(part))
    if (isAsked) return xmlReply(wsdlDocument(address))
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `This is a SOAP service. Its WSDL is at ${address}?wsdl\n`,
    }
  },
})

const xmlReply = (body: string) => ({
  status: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body,
})

const errorStyle: ErrorStyle = (given, { contentType = '' }) => {
  const refusal = { errorType: errorTypeOfStatus(given.status), message: given.detail }
  const code = given.status >= 500 ? 'Server' : 'Client'
  const reply = soapFault(given.status, { code, refusal }, mannerOf(contentType))
  return {
    status: given.status,
    headers: { ...given.headers, ...reply.headers },
    body: String(reply.body),
  }
}

export const soapGroup: OperationGroup = {
  name: 'superoffice-soap',
  operations: [
    soapCreateDefaultWebhookOperation,
    soapSaveWebhookOperation,
    soapDeleteWebhookOperation,
    soapGetWebhookOperation,
    soapGetAllWebhooksOperation,
    soapTestWebhookOperation,
    soapSignalEventOperation,
    soapGetLastErrorOperation,
    getWsdlOperation,
  ],
  errorStyle,
  credentialSchemes,
  isOfApplications: true,
  isBoundToHosts: true,
  ownsPath: (path) => ownPath.test(path) && !path.startsWith('/v1/'),
}

const ownPath = /^\/[^/]+\/Remote(\/|$)/i
