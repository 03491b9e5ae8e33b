/**
 * The agents: SuperOffice's remote procedure calls on webhooks, which its published TypeScript
 * client makes. All are POST and all work on what REST works on; a GET at the same address tells
 * what the call is and does nothing (web API documentation, "Agents").
 */
import { isTenantId } from '../../../domain/tenant.ts'
import { type ErrorStyle, type Operation, operation, type OperationGroup } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { callDirectory } from '../discovery.ts'
import { errorBody, errorTypeOfStatus, type Refusal } from '../superoffice-errors.ts'
import { publicBase } from '../../public-base.ts'
import { answered, credentialSchemes, listedCall, refused } from '../webhook-request.ts'
import { agentTag, malformedBody } from './agent-request.ts'
import { agentCreateDefaultWebhookOperation } from './operations/create-default-webhook.ts'
import { agentDeleteWebhookOperation } from './operations/delete-webhook.ts'
import { agentGetAllWebhooksOperation } from './operations/get-all-webhooks.ts'
import { agentGetLastErrorOperation } from './operations/get-last-error.ts'
import { agentGetWebhookOperation } from './operations/get-webhook.ts'
import { agentSaveWebhookOperation } from './operations/save-webhook.ts'
import { agentSignalEventOperation } from './operations/signal-event.ts'
import { agentTestWebhookOperation } from './operations/test-webhook.ts'

export const agentOperations: readonly Operation[] = [
  agentCreateDefaultWebhookOperation,
  agentSaveWebhookOperation,
  agentDeleteWebhookOperation,
  agentGetWebhookOperation,
  agentGetAllWebhooksOperation,
  agentTestWebhookOperation,
  agentSignalEventOperation,
  agentGetLastErrorOperation,
]

/** GET at the address of a call. Needs no key, and is the same for every context identifier. */
const describeCallOperation = operation({
  id: 'superofficeAgentDescribeCall',
  method: 'GET',
  path: '/:tenantId/api/v1/Agents/Webhook/:callName',
  allow: 'anyone',
  tag: agentTag,
  summary: 'What a call of the agent does; it is not carried out.',
  responses: { 200: { description: 'URL, method, description' } },

  handle(request) {
    const { tenantId, callName } = request.params
    if (!isTenantId(tenantId)) return problem('tenant-unknown')
    const ending = `/${callName.toLowerCase()}`
    const named = agentOperations.filter(({ path }) => path.toLowerCase().endsWith(ending))
    if (named.length === 0) return refused(callUnknown)
    const base = `${publicBase(request)}/${tenantId}`
    return answered(200, callDirectory(base, named.map(listedCall)))
  },
})

const callUnknown: Refusal = {
  kind: 'refused',
  status: 404,
  errorType: 'SoNotFoundException',
  message: 'The agent has no call of that name. The calls are listed at api/v1.',
}

/** What cannot be read has a shape of its own; all else is refused as in REST. */
const errorStyle: ErrorStyle = (given) => ({
  status: given.status,
  headers: { ...given.headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(
    given.status === 400
      ? malformedBody(given.detail)
      : errorBody(errorTypeOfStatus(given.status), given.detail),
  ),
})

export const agentsGroup: OperationGroup = {
  name: 'superoffice-agents',
  operations: [...agentOperations, describeCallOperation],
  errorStyle,
  credentialSchemes,
  isOfApplications: true,
  isBoundToHosts: true,
  ownsPath: (path) => ownPath.test(path) && !path.startsWith('/v1/'),
}

const ownPath = /^\/[^/]+\/api\/v1\/Agents(\/|$)/i
