/**
 * Endpoints of a product as the RoSaaS API knows them: subscriptions of its tenant in the RoSaaS
 * dialect, under UUIDs. Secrets are in none of these answers; who may see one asks for it by itself.
 */
import { hexOfUuid, uuidOf } from '../../domain/product.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { findSubscription } from '../../manage/find-subscription.ts'
import type { ApiContext } from '../context.ts'
import type { PathTenant } from '../operation.ts'
import { problem, type Problem } from '../problems.ts'
import { listenedTo, type RosaasKind } from './rosaas-kinds.ts'

interface EndpointSource {
  readonly tenant: PathTenant
  readonly context: ApiContext
}

export function endpointsOf({ tenant, context }: EndpointSource): readonly Subscription[] {
  return context.pipeline.subscriptions
    .list(tenant.key)
    .filter(isEndpoint)
    .toSorted((a, b) => a.number - b.number)
}

/** Null for an unknown, deleted or malformed id, and for one of another product. */
export function endpointOf(id: string, { tenant, context }: EndpointSource): Subscription | null {
  const hex = hexOfUuid(id)
  const found = hex === null ? null : findSubscription(tenant.key, `sub_${hex}`, context)
  return found !== null && isEndpoint(found) ? found : null
}

const isEndpoint = ({ config }: Subscription): boolean => config.dialect === 'rosaas'

export const endpointId = ({ id }: Subscription): string => uuidOf(id.slice('sub_'.length))

/** RoSaaS's number for products, among what may have endpoints. */
const entityTypeOfProducts = 3

/** As it stands in the list. */
export function endpointView(
  subscription: Subscription,
  productId: string,
  kinds: readonly RosaasKind[],
) {
  const { config, status } = subscription
  return {
    id: endpointId(subscription),
    url: config.url,
    description: config.description ?? '',
    isActive: status.state === 'active',
    entityId: productId.toLowerCase(),
    entityType: entityTypeOfProducts,
    signingSecret: null,
    eventsToListen: listenedTo(config.patterns, kinds).map(({ code }) => code),
    allEvents: config.patterns.includes('*'),
    noticeAddresses: config.dialectSettings['noticeAddresses'] ?? [],
  }
}

/** By itself, its events have their names. */
export function endpointDetailView(
  subscription: Subscription,
  productId: string,
  kinds: readonly RosaasKind[],
) {
  const eventsToListen = listenedTo(subscription.config.patterns, kinds).map(({ code, type }) => ({
    id: code,
    event: type,
  }))
  return { ...endpointView(subscription, productId, kinds), eventsToListen }
}

export const endpointExample = {
  id: '0199c3f0-b2c3-7def-9012-3456789abcde',
  url: 'https://crm.example.com/api/WebhookListener/notifyme',
  description: 'CRM',
  isActive: true,
  entityId: '0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f',
  entityType: entityTypeOfProducts,
  signingSecret: null,
  eventsToListen: [1, 2, 13],
  allEvents: false,
  noticeAddresses: [],
}

export const endpointDetailExample = {
  ...endpointExample,
  eventsToListen: [
    { id: 1, event: 'Tenant.RegisteredInRoSaasDb' },
    { id: 2, event: 'Tenant.StatusChanged' },
  ],
}

export const endpointUnknown: Problem = problem('subscription-unknown', {
  detail: 'Webhook endpoint not found.',
})
