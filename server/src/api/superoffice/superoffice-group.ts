/**
 * The REST API of SuperOffice's webhooks, under every tenant's own path: the operations, the way
 * credentials are shown, and the error bodies that its clients know.
 */
import { type ErrorStyle, type Operation, operation, type OperationGroup } from '../operation.ts'
import { isTenantId } from '../../domain/tenant.ts'
import { problem } from '../problems.ts'
import { agentOperations } from './agents/agents-group.ts'
import { callDirectory } from './discovery.ts'
import { createWebhookOperation } from './operations/create-webhook.ts'
import { deleteWebhookOperation } from './operations/delete-webhook.ts'
import { getApiVersionsOperation } from './operations/get-api-versions.ts'
import { getDefaultWebhookOperation } from './operations/get-default-webhook.ts'
import { getLastErrorOperation } from './operations/get-last-error.ts'
import { getWebhookOperation } from './operations/get-webhook.ts'
import { listWebhooksOperation } from './operations/list-webhooks.ts'
import { patchWebhookOperation } from './operations/patch-webhook.ts'
import { putWebhookOperation } from './operations/put-webhook.ts'
import { readUsageArchiveOperation } from './operations/read-usage-archive.ts'
import { signalEventOperation } from './operations/signal-event.ts'
import { testWebhookOperation } from './operations/test-webhook.ts'
import { superOfficeTag } from './operations/webhook-reply.ts'
import { errorBody, errorTypeOfStatus } from './superoffice-errors.ts'
import { CallsView } from './webhook-views.ts'
import { publicBase } from '../public-base.ts'
import { answered, credentialSchemes, listedCall } from './webhook-request.ts'

const webhookOperations: readonly Operation[] = [
  getDefaultWebhookOperation,
  listWebhooksOperation,
  createWebhookOperation,
  getWebhookOperation,
  putWebhookOperation,
  patchWebhookOperation,
  deleteWebhookOperation,
  testWebhookOperation,
  signalEventOperation,
  getLastErrorOperation,
  readUsageArchiveOperation,
]

/** GET api/v1: the calls there are, read off the operations themselves. Needs no key. */
const listCallsOperation = operation({
  id: 'superofficeListCalls',
  method: 'GET',
  path: '/:tenantId/api/v1',
  allow: 'anyone',
  tag: superOfficeTag,
  summary: 'Which calls the web API has.',
  responses: {
    200: {
      description: 'URL, method, description',
      schema: CallsView,
      example: {
        'https://hooks.example.com/Cust12345/api/v1/Webhook': { GET: 'All webhooks' },
      },
    },
  },

  handle(request) {
    const { tenantId } = request.params
    if (!isTenantId(tenantId)) return problem('tenant-unknown')
    const calls = [...webhookOperations, ...agentOperations].map(listedCall)
    return answered(200, callDirectory(`${publicBase(request)}/${tenantId}`, calls))
  },
})

const errorStyle: ErrorStyle = (given) => ({
  status: given.status,
  headers: { ...given.headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(errorBody(errorTypeOfStatus(given.status), given.detail)),
})

export const superOfficeGroup: OperationGroup = {
  name: 'superoffice',
  operations: [getApiVersionsOperation, listCallsOperation, ...webhookOperations],
  errorStyle,
  credentialSchemes,
  isOfApplications: true,
  isBoundToHosts: true,
  ownsPath: (path) => ownPath.test(path) && !path.startsWith('/v1/'),
}

const ownPath = /^\/[^/]+\/api(\/|$)/i
