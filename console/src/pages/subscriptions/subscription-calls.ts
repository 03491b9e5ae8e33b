/** What the pages of subscriptions ask of the API. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'

export type Subscription = Schemas['Subscription']

const pageSize = 250
/** A tenant has not that many; what is beyond is not shown. */
const pagesMax = 40

/** All subscriptions of a tenant: filters and sorting have to see each of them. */
export const subscriptionsQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [tenantId, 'subscriptions'],
    queryFn: async (): Promise<readonly Subscription[]> => {
      const all: Subscription[] = []
      let cursor: string | undefined
      for (let page = 0; page < pagesMax; page += 1) {
        const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }
        const path = { tenantId }
        // Each page is asked for with what the one before it answered.
        const answer = await call(
          client.GET('/v1/tenants/{tenantId}/subscriptions', { params: { path, query } }),
        )
        all.push(...answer.data)
        if (answer.next_cursor === null) break
        cursor = answer.next_cursor
      }
      return all
    },
  })

export const subscriptionQuery = (tenantId: string, subscriptionId: string) =>
  queryOptions({
    queryKey: [tenantId, 'subscriptions', subscriptionId],
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}', {
          params: { path: { tenantId, subscriptionId } },
        }),
      ),
  })

/** What there is to subscribe to, as far as anybody has described it. */
export const eventTypesQuery = (tenantId: string, dialect: 'superoffice' | null) =>
  queryOptions({
    queryKey: [tenantId, 'event-types', 'names', dialect],
    staleTime: 60_000,
    queryFn: async (): Promise<readonly string[]> => {
      const query = dialect === null ? {} : { dialect }
      const { data } = await call(
        client.GET('/v1/tenants/{tenantId}/event-types', { params: { path: { tenantId }, query } }),
      )
      return [...new Set(data.map(({ event_type: name }) => name))].sort()
    },
  })

export function pauseSubscription(tenantId: string, subscriptionId: string) {
  const params = { path: { tenantId, subscriptionId } }
  return call(
    client.POST('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/pause', {
      params,
      body: {},
    }),
  )
}

export function resumeSubscription(tenantId: string, subscriptionId: string) {
  const params = { path: { tenantId, subscriptionId } }
  return call(
    client.POST('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/resume', { params }),
  )
}

export function deleteSubscription(tenantId: string, subscriptionId: string) {
  const params = { path: { tenantId, subscriptionId } }
  return call(client.DELETE('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}', { params }))
}

/** After a change: lists and the page of the one are read again, in the words of each API. */
export function readAgain(queries: QueryClient, tenantId: string): void {
  void queries.invalidateQueries({ queryKey: [tenantId, 'subscriptions'] })
  void queries.invalidateQueries({ queryKey: [tenantId, 'webhooks'] })
}

/** How people call it: its name, or else where it goes. */
export const titleOf = ({ name, url }: Pick<Subscription, 'name' | 'url'>): string =>
  name === null || name === '' ? url : name

/** The attempts of the last day; they change slowly enough to be asked for now and then. */
export const activityQuery = (tenantId: string, subscriptionId: string) =>
  queryOptions({
    queryKey: [tenantId, 'activity', subscriptionId],
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/activity', {
          params: { path: { tenantId, subscriptionId } },
        }),
      ),
  })
