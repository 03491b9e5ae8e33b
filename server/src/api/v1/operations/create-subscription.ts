import { tenantOperation } from '../../operation.ts'
import { secretExample, subscriptionBodyExample, subscriptionExample } from '../examples.ts'
import { SubscriptionBody } from '../schemas.ts'
import { makeSubscription } from '../make-subscription.ts'
import { SubscriptionWithSecretView } from '../view-schemas.ts'

export const createSubscriptionOperation = tenantOperation({
  id: 'createSubscription',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Make a subscription. Its signing secret is shown this once.',
  description:
    'Every event accepted after the answer is matched with it, by its type and, where there is a `filter`, by its data. An ed25519 key stays here; its public half is in `public_keys`.',
  body: { kind: 'json', schema: SubscriptionBody, example: subscriptionBodyExample },
  problems: ['subscription-limit-reached', 'disk-full'],
  responses: {
    201: {
      description: 'Made; `secret` is shown this once',
      schema: SubscriptionWithSecretView,
      example: { ...subscriptionExample, secret: secretExample },
    },
  },

  handle: (request) => makeSubscription({ ...request, externalKey: null }),
})
