import { pauseSubscription } from '../../../manage/pause-subscription.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { subscriptionExample } from '../examples.ts'
import { PauseBody } from '../schemas.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { subscriptionReply } from '../subscription-reply.ts'
import { SubscriptionView } from '../view-schemas.ts'

export const pauseSubscriptionOperation = tenantOperation({
  id: 'pauseSubscription',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/pause',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Stop sending to a subscription until it is resumed.',
  description:
    'Its deliveries are parked meanwhile; the SuperOffice dialect makes none for events accepted while paused. Pausing a paused one changes nothing.',
  body: {
    kind: 'json',
    schema: PauseBody,
    example: { reason: 'receiver is being moved' },
    isOptional: true,
  },
  problems: ['subscription-unknown'],
  responses: {
    200: {
      description: 'Paused',
      schema: SubscriptionView,
      example: { ...subscriptionExample, state: 'paused', reason: 'receiver is being moved' },
    },
  },

  async handle(request) {
    const { tenant, params, body, context } = request
    const found = subscriptionOf(params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    const reason = body?.reason ?? null
    const target = { tenantKey: tenant.key, number: found.number, reason }
    const paused = await pauseSubscription(target, context)
    return paused === null ? problem('subscription-unknown') : subscriptionReply(paused, context)
  },
})
