import { isDeepStrictEqual } from 'node:util'
import { changeSubscription } from '../../../manage/change-subscription.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { subscriptionExample } from '../examples.ts'
import { SubscriptionPatch } from '../schemas.ts'
import { configProblem, patchedConfig } from '../subscription-config.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView } from '../view-schemas.ts'

export const changeSubscriptionOperation = tenantOperation({
  id: 'changeSubscription',
  method: 'PATCH',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Change some fields of a subscription; what is left out stays as it is.',
  description:
    'A merge patch: `headers` are merged, and null removes one; `filter` is taken whole, and null removes it. Changed event types or a changed filter touch only later events; URL, headers and signature hold for every attempt from now on.',
  body: {
    kind: 'json',
    schema: SubscriptionPatch,
    example: { event_types: ['contact.*'], filter: null, headers: { 'X-Old-Token': null } },
    contentTypes: ['application/json', 'application/merge-patch+json'],
  },
  problems: [
    'subscription-unknown',
    'subscription-changed',
    'subscription-of-other-dialect',
    'disk-full',
  ],
  responses: {
    200: { description: 'Changed', schema: SubscriptionView, example: subscriptionExample },
  },

  async handle(request) {
    const { params, body, context } = request
    const before = subscriptionOf(params.subscriptionId, request)
    if (before === null) return problem('subscription-unknown')
    if (before.config.dialect !== 'standard-webhooks') {
      return problem('subscription-of-other-dialect')
    }
    const config = patchedConfig(body, before.config, context.ports.keyMaker)
    if (isProblem(config)) return config
    if (isDeepStrictEqual(config, before.config)) return subscriptionReply(before, context)
    const result = await changeSubscription({ before, config }, context)
    switch (result.kind) {
      case 'changed':
        return subscriptionReply(result.subscription, context)
      case 'refused':
        return configProblem(result.faults)
      case 'conflict':
        return problem('subscription-changed')
    }
  },
})
