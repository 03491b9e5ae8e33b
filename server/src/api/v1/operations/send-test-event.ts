import { sendTestEvent } from '../../../manage/send-test-event.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { timingsExample } from '../examples.ts'
import { replyView } from '../history-views.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { TestView } from '../test-view-schema.ts'

export const sendTestEventOperation = tenantOperation({
  id: 'sendTestEvent',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/test',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Send a made-up event once, now, and tell what came back.',
  description: 'Nothing is stored, retried or counted, and a paused subscription is tested too.',
  problems: ['subscription-unknown', 'test-not-sent'],
  responses: {
    200: {
      description: 'What came back',
      schema: TestView,
      example: {
        is_accepted: true,
        reply: { status: 204, headers: [], body: '', timings: timingsExample },
      },
    },
  },

  async handle(request) {
    const { tenant, params, context } = request
    const found = subscriptionOf(params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    const result = await sendTestEvent({ tenantKey: tenant.key, number: found.number }, context)
    if (result === null) return problem('subscription-unknown')
    const { isAccepted, reply } = result
    return { status: 200, body: { is_accepted: isAccepted, reply: replyView(reply) } }
  },
})
