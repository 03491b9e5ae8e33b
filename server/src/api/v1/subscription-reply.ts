/** Answers about one subscription: with its secret the one time it may be seen, without it else. */
import type { Subscription } from '../../domain/subscription.ts'
import type { ApiContext } from '../context.ts'
import type { OperationReply } from '../operation.ts'
import { shownSecret, subscriptionView } from './views.ts'

const noStore = { 'cache-control': 'no-store' }

export function createdReply(subscription: Subscription, context: ApiContext): OperationReply {
  return { ...secretReply(subscription, context), status: 201 }
}

export function secretReply(subscription: Subscription, { ports }: ApiContext): OperationReply {
  const view = subscriptionView(subscription, ports.keyMaker)
  const secret = shownSecret(subscription.config.secrets.current)
  return { status: 200, headers: noStore, body: { ...view, secret } }
}

export function subscriptionReply(
  subscription: Subscription,
  { ports }: ApiContext,
): OperationReply {
  return { status: 200, body: subscriptionView(subscription, ports.keyMaker) }
}
