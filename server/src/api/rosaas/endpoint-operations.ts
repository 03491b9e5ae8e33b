/** Endpoints of a product: listed, read, made, changed, deleted, and switched on and off. */
import { Type } from 'typebox'
import { changeSubscription } from '../../manage/change-subscription.ts'
import type { ConfigFault } from '../../manage/check-subscription-config.ts'
import { createSubscription } from '../../manage/create-subscription.ts'
import { deleteSubscription } from '../../manage/delete-subscription.ts'
import { pauseSubscription } from '../../manage/pause-subscription.ts'
import { resumeSubscription } from '../../manage/resume-subscription.ts'
import type { ApiContext } from '../context.ts'
import { type Answer, type PathTenant, productOperation } from '../operation.ts'
import { isProblem, problem, type Problem } from '../problems.ts'
import {
  ActivationBody,
  EndpointBody,
  endpointBodyExample,
  NewEndpointBody,
} from './endpoint-schemas.ts'
import {
  endpointDetailExample,
  endpointDetailView,
  endpointExample,
  endpointId,
  endpointOf,
  endpointsOf,
  endpointUnknown,
  endpointView,
} from './endpoints.ts'
import { readEndpoint } from './read-endpoint.ts'
import { answeredDone, answeredWith, isDone, shown, tag } from './rosaas-answers.ts'
import { rosaasKinds } from './rosaas-kinds.ts'
import { EndpointDetailView, EndpointView, NewIdView } from './rosaas-views.ts'

const listEndpointsOperation = productOperation({
  id: 'rosaasListEndpoints',
  method: 'GET',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'All endpoints of a product, oldest first.',
  responses: shown('The endpoints', Type.Array(EndpointView), [endpointExample]),

  handle(request) {
    const kinds = rosaasKinds(request.context.ports)
    const { productId } = request.params
    return answeredWith(endpointsOf(request).map((one) => endpointView(one, productId, kinds)))
  },
})

const getEndpointOperation = productOperation({
  id: 'rosaasGetEndpoint',
  method: 'GET',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'One endpoint.',
  responses: shown('The endpoint', EndpointDetailView, endpointDetailExample),

  handle(request) {
    const { productId, endpointId: id } = request.params
    const endpoint = endpointOf(id, request)
    if (endpoint === null) return endpointUnknown
    const kinds = rosaasKinds(request.context.ports)
    return answeredWith(endpointDetailView(endpoint, productId, kinds))
  },
})

const createEndpointOperation = productOperation({
  id: 'rosaasCreateEndpoint',
  method: 'POST',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Make an endpoint.',
  body: { kind: 'json', schema: NewEndpointBody, example: endpointBodyExample },
  responses: shown('Made', NewIdView, { id: endpointExample.id }),

  async handle({ tenant, params, body, context }) {
    const config = readEndpoint(body, null, factsOf(context))
    if (isProblem(config)) return config
    const result = await createSubscription(
      {
        tenantKey: tenant.key,
        owner: { kind: 'product', id: params.productId.toLowerCase() },
        externalKey: null,
        application: null,
        config,
        state: body.isActive === false ? 'paused' : 'active',
        subscriptionsMax: context.tenantLimits.subscriptionsMax(tenant.key),
      },
      context,
    )
    switch (result.kind) {
      case 'created':
        return answeredWith({ id: endpointId(result.subscription) })
      case 'refused':
        return configProblem(result.faults)
      case 'limit-reached':
        return problem('subscription-limit-reached')
      case 'external-key-taken':
        throw new Error('an endpoint has no key of its own that could be taken')
    }
  },
})

const changeEndpointOperation = productOperation({
  id: 'rosaasChangeEndpoint',
  method: 'PUT',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Put another definition in the place of an endpoint; whether it is active stays.',
  body: {
    kind: 'json',
    schema: EndpointBody,
    example: { ...endpointBodyExample, eventsToListen: [2] },
  },
  responses: isDone,

  async handle(request) {
    const { tenant, params, body, context } = request
    const found = endpointOf(params.endpointId, request)
    if (found === null) return endpointUnknown
    await context.pipeline.upToDate(tenant.key, found.number)
    const before = endpointOf(params.endpointId, request)
    if (before === null) return endpointUnknown
    const config = readEndpoint(body, before.config, factsOf(context))
    if (isProblem(config)) return config
    const result = await changeSubscription({ before, config }, context)
    switch (result.kind) {
      case 'changed':
        return answeredDone
      case 'refused':
        return configProblem(result.faults)
      case 'conflict':
        return problem('subscription-changed')
    }
  },
})

const deleteEndpointOperation = productOperation({
  id: 'rosaasDeleteEndpoint',
  method: 'DELETE',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Delete an endpoint; what waits for it is cancelled.',
  responses: isDone,

  async handle(request) {
    const { tenant, params, context } = request
    const found = endpointOf(params.endpointId, request)
    if (found === null) return endpointUnknown
    const target = { tenantKey: tenant.key, number: found.number }
    return (await deleteSubscription(target, context)) ? answeredDone : endpointUnknown
  },
})

const setActivationOperation = productOperation({
  id: 'rosaasSetActivation',
  method: 'POST',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId/activation-status',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Switch an endpoint on or off; its events are kept meanwhile.',
  body: { kind: 'json', schema: ActivationBody, example: { isActive: false } },
  responses: isDone,

  handle: (request) => setActivation(request),
})

const changeStatusOperation = productOperation({
  id: 'rosaasChangeStatus',
  method: 'PUT',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId/change-status',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'The same by its former address.',
  body: { kind: 'json', schema: ActivationBody, example: { isActive: true } },
  responses: isDone,

  handle: (request) => setActivation(request),
})

export const endpointOperations = [
  listEndpointsOperation,
  getEndpointOperation,
  createEndpointOperation,
  changeEndpointOperation,
  deleteEndpointOperation,
  setActivationOperation,
  changeStatusOperation,
] as const

const factsOf = ({ ports }: ApiContext) => ({
  kinds: rosaasKinds(ports),
  nowMs: ports.clock.nowMs(),
})

async function setActivation(request: {
  readonly tenant: PathTenant
  readonly params: { readonly endpointId: string }
  readonly body: { readonly isActive: boolean }
  readonly context: ApiContext
}): Promise<Answer> {
  const { tenant, params, body, context } = request
  const found = endpointOf(params.endpointId, request)
  if (found === null) return endpointUnknown
  const target = { tenantKey: tenant.key, number: found.number }
  const changed = body.isActive
    ? await resumeSubscription(target, context)
    : await pauseSubscription({ ...target, reason: null }, context)
  return changed === null ? endpointUnknown : answeredDone
}

function configProblem(faults: readonly ConfigFault[]): Problem {
  const errors = faults.map(({ field, detail }) => ({ pointer: `/${field}`, detail }))
  return problem('body-invalid', { errors })
}
