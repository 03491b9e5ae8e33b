import { secretGraceMsDefault } from '../../../domain/limits.ts'
import { rotateSigningSecret } from '../../../manage/rotate-signing-secret.ts'
import { tenantOperation } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import { secretExample, subscriptionExample } from '../examples.ts'
import { RotateBody } from '../schemas.ts'
import { readSecret } from '../subscription-config.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { secretReply } from '../subscription-reply.ts'
import { SubscriptionWithSecretView } from '../view-schemas.ts'
import { iso } from '../views.ts'

export const rotateSigningSecretOperation = tenantOperation({
  id: 'rotateSigningSecret',
  method: 'POST',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/secret/rotate',
  allow: ['operator', 'tenant:manage'],
  tag: 'Subscriptions',
  summary: 'Give a subscription a new signing secret, shown this once.',
  description:
    'The secret it replaces goes on signing beside the new one for `grace_seconds` (one day by default, 0: it stops at once). A secret of your own replaces the one of its kind; without one, every current secret gets a fresh one.',
  body: {
    kind: 'json',
    schema: RotateBody,
    example: { grace_seconds: 3600 },
    isOptional: true,
  },
  problems: [
    'subscription-unknown',
    'subscription-of-other-dialect',
    'subscription-changed',
    'rotation-limit-reached',
    'disk-full',
  ],
  responses: {
    200: {
      description: 'Rotated; `secret` is shown this once',
      schema: SubscriptionWithSecretView,
      example: { ...subscriptionExample, secret: secretExample },
    },
  },

  async handle(request) {
    const { tenant, params, body, context } = request
    const found = subscriptionOf(params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    if (found.config.dialect !== 'standard-webhooks') {
      return problem('subscription-of-other-dialect')
    }
    const given = body?.secret
    const secret = given === undefined ? null : readSecret(given, context.ports.keyMaker)
    if (secret !== null && isProblem(secret)) return secret
    const graceSeconds = body?.grace_seconds ?? secretGraceMsDefault / 1000
    const result = await rotateSigningSecret(
      { tenantKey: tenant.key, number: found.number, graceMs: graceSeconds * 1000, secret },
      context,
    )
    switch (result.kind) {
      case 'rotated':
        return secretReply(result.subscription, context)
      case 'unknown':
        return problem('subscription-unknown')
      case 'conflict':
        return problem('subscription-changed')
      case 'limit-reached': {
        const first = iso(result.firstEndsAtMs)
        const detail = `At most 10 replaced secrets may be within their grace at a time. The next one ends at ${first}; rotate again then.`
        return problem('rotation-limit-reached', { detail })
      }
    }
  },
})
