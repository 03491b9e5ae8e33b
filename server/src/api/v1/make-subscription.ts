/** Making a subscription, with or without a key of the caller's own: one way for both doors. */
import type { Static } from 'typebox'
import { createSubscription } from '../../manage/create-subscription.ts'
import type { ApiContext } from '../context.ts'
import type { Answer, Caller, PathTenant } from '../operation.ts'
import { isProblem, problem } from '../problems.ts'
import type { SubscriptionBody } from './schemas.ts'
import { configOf, configProblem } from './subscription-config.ts'
import { createdReply } from './subscription-reply.ts'

export interface MakeSubscription {
  readonly tenant: PathTenant
  readonly externalKey: string | null
  readonly body: Static<typeof SubscriptionBody>
  readonly caller: Caller
  readonly context: ApiContext
}

export async function makeSubscription(request: MakeSubscription): Promise<Answer> {
  const { tenant, externalKey, caller, context } = request
  const config = configOf(request.body, null, context.ports.keyMaker)
  if (isProblem(config)) return config
  const result = await createSubscription(
    {
      tenantKey: tenant.key,
      owner: { kind: 'tenant', id: tenant.id },
      externalKey,
      application: caller.kind === 'tenant' ? caller.key.application : null,
      config,
      state: 'active',
      subscriptionsMax: context.tenantLimits.subscriptionsMax(tenant.key),
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
      // Somebody made one under this key a moment ago; sent again, the request replaces it.
      return problem('subscription-changed')
  }
}
