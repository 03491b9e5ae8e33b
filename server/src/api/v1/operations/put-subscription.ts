import type { Subscription } from '../../../domain/subscription.ts'
import { changeSubscription } from '../../../manage/change-subscription.ts'
import { createSubscription } from '../../../manage/create-subscription.ts'
import { findByExternalKey } from '../../../manage/find-subscription.ts'
import type { ApiContext } from '../../context.ts'
import { type Answer, type Caller, type PathTenant, tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { secretExample, subscriptionBodyExample, subscriptionExample } from '../examples.ts'
import { SubscriptionBody } from '../schemas.ts'
import { configOf, configProblem } from '../subscription-config.ts'
import { createdReply, subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView, SubscriptionWithSecretView } from '../view-schemas.ts'
import type { Static } from 'typebox'

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
  body: { kind: 'json', schema: SubscriptionBody, example: subscriptionBodyExample },
  problems: [
    'subscription-limit-reached',
    'subscription-changed',
    'subscription-of-other-dialect',
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
    const put = { ...request, externalKey: params.key }
    const present = findByExternalKey(tenant.key, params.key, context)
    return present === null ? create(put) : replace(present, put)
  },
})

interface Put {
  readonly tenant: PathTenant
  readonly externalKey: string
  readonly body: Static<typeof SubscriptionBody>
  readonly caller: Caller
  readonly context: ApiContext
}

async function create(put: Put): Promise<Answer> {
  const { tenant, externalKey, body, caller, context } = put
  const config = configOf(body, null, context.ports.keyMaker)
  if (isProblem(config)) return config
  const result = await createSubscription(
    {
      tenantKey: tenant.key,
      owner: { kind: 'tenant', id: tenant.id },
      externalKey,
      application: caller.kind === 'tenant' ? caller.key.application : null,
      config,
      state: 'active',
      subscriptionsMax: context.config.subscriptionsPerTenantMax,
    },
    context,
  )
  switch (result.kind) {
    case 'created':
      return createdReply(result.subscription, context)
    case 'refused':
      return configProblem(result.faults)
    case 'limit-reached':
      return problem('subscription-limit-reached')
    case 'external-key-taken':
      return problem('subscription-changed')
  }
}

async function replace(present: Subscription, { body, context }: Put): Promise<Answer> {
  if (present.config.dialect !== 'standard-webhooks') {
    return problem('subscription-of-other-dialect')
  }
  const config = configOf(body, present.config, context.ports.keyMaker)
  if (isProblem(config)) return config
  if (JSON.stringify(config) === JSON.stringify(present.config)) {
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
