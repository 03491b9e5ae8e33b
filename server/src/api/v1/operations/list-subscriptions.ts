import { pageSizeDefault } from '../../../domain/limits.ts'
import { tenantOperation } from '../../operation.ts'
import { pageExample, subscriptionExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { PageQuery } from '../schemas.ts'
import { maySee } from '../subscription-ids.ts'
import { pageOf, SubscriptionView } from '../view-schemas.ts'
import { subscriptionView } from '../views.ts'

export const listSubscriptionsOperation = tenantOperation({
  id: 'listSubscriptions',
  method: 'GET',
  path: '/v1/tenants/:tenantId/subscriptions',
  allow: ['operator', 'tenant:read'],
  tag: 'Subscriptions',
  summary: 'List subscriptions of every dialect, oldest first.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of subscriptions',
      schema: pageOf(SubscriptionView),
      example: pageExample(subscriptionExample),
    },
  },

  async handle({ tenant, query, caller, context }) {
    const after = readCursor(listOf(tenant), query.cursor)
    if (after !== null && typeof after !== 'string') return after
    const limit = query.limit ?? pageSizeDefault
    const afterNumber = after === null ? 0 : Number(after)
    const rest = context.pipeline.subscriptions
      .list(tenant.key)
      .filter((one) => one.number > afterNumber && maySee(caller, one))
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    const hasMore = rest.length > limit && last !== undefined
    return {
      status: 200,
      body: {
        data: page.map((one) => subscriptionView(one, context.ports.keyMaker)),
        next_cursor: hasMore ? writeCursor(listOf(tenant), String(last.number)) : null,
      },
    }
  },
})

/** A cursor of another tenant's list is none of this one. */
const listOf = ({ key }: { readonly key: number }): string => `subscriptions of ${key}`
