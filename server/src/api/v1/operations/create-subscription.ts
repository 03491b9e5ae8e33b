import { createSubscription } from '../../../manage/create-subscription.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { secretExample, subscriptionBodyExample, subscriptionExample } from '../examples.ts'
import { SubscriptionBody } from '../schemas.ts'
import { createdReply } from '../subscription-reply.ts'
import { configOf, configProblem } from '../subscription-config.ts'
import { SubscriptionWithSecretView } from '../view-schemas.ts'

export const createSubscriptionOperation = tenantOperation({
  id: 'createSubscription',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Make a subscription. Its signing secret is shown this once.',
  description:
    'Every event accepted after the answer is matched with it. An ed25519 key stays here; its public half is in `public_keys`.',
  body: { kind: 'json', schema: SubscriptionBody, example: subscriptionBodyExample },
  problems: ['subscription-limit-reached'],
  responses: {
    201: {
      description: 'Made; `secret` is shown this once',
      schema: SubscriptionWithSecretView,
      example: { ...subscriptionExample, secret: secretExample },
    },
  },

  async handle({ tenant, body, caller, context }) {
    const config = configOf(body, null, context.ports.keyMaker)
    if (isProblem(config)) return config
    const result = await createSubscription(
      {
        tenantKey: tenant.key,
        owner: { kind: 'tenant', id: tenant.id },
        externalKey: null,
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
        throw new Error('a subscription without an external key clashed with one')
    }
  },
})
