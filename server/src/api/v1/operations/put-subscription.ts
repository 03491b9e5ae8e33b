import { isDeepStrictEqual } from 'node:util'
import type { Subscription } from '../../../domain/subscription.ts'
import { changeSubscription } from '../../../manage/change-subscription.ts'
import { findByExternalKey } from '../../../manage/find-subscription.ts'
import { type Answer, tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { secretExample, subscriptionBodyExample, subscriptionExample } from '../examples.ts'
import { makeSubscription, type MakeSubscription } from '../make-subscription.ts'
import { SubscriptionBody } from '../schemas.ts'
import { configOf, configProblem } from '../subscription-config.ts'
import { subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView, SubscriptionWithSecretView } from '../view-schemas.ts'

const externalKeyPattern = /^[A-Za-z0-9._:-]{1,128}$/

export const putSubscriptionOperation = tenantOperation({
  id: 'putSubscription',
  method: 'PUT',
  path: '/v1/tenants/:tenantId/subscriptions/by-key/:key',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Make a subscription under a key of your own, or replace the one that has it.',
  description:
    'Sending the same again changes nothing. What the body leaves out gets its default, except the signing secret: that stays.',
  subject: {
    path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId',
    named({ tenant, params, context }) {
      const present = findByExternalKey(tenant.key, params['key'] ?? '', context)
      return present === null ? null : { subscriptionId: present.id }
    },
  },
  body: { kind: 'json', schema: SubscriptionBody, example: subscriptionBodyExample },
  problems: [
    'subscription-limit-reached',
    'subscription-changed',
    'subscription-of-other-dialect',
    'disk-full',
  ],
  responses: {
    200: {
      description: 'Replaced, or as it was',
      schema: SubscriptionView,
      example: { ...subscriptionExample, external_key: 'warehouse' },
    },
    201: {
      description: 'Made; `secret` is shown this once',
      schema: SubscriptionWithSecretView,
      example: { ...subscriptionExample, external_key: 'warehouse', secret: secretExample },
    },
  },

  handle(request) {
    const { tenant, params, context } = request
    if (!externalKeyPattern.test(params.key)) {
      const detail = 'The key in the path has to be 1 to 128 of A-Z a-z 0-9 . _ : and -.'
      return problem('request-malformed', { detail })
    }
    const present = findByExternalKey(tenant.key, params.key, context)
    return present === null
      ? makeSubscription({ ...request, externalKey: params.key })
      : replace(present, request)
  },
})

async function replace(
  present: Subscription,
  { body, context }: Pick<MakeSubscription, 'body' | 'context'>,
): Promise<Answer> {
  if (present.config.dialect !== 'standard-webhooks') {
    return problem('subscription-of-other-dialect')
  }
  const config = configOf(body, present.config, context.ports.keyMaker)
  if (isProblem(config)) return config
  if (isDeepStrictEqual(config, present.config)) {
    return subscriptionReply(present, context)
  }
  const result = await changeSubscription({ before: present, config }, context)
  switch (result.kind) {
    case 'changed':
      return subscriptionReply(result.subscription, context)
    case 'refused':
      return configProblem(result.faults)
    case 'conflict':
      return problem('subscription-changed')
  }
}
