/** What the page of a product reads: the product itself, its endpoints and the events there are. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'

export type Product = Schemas['Product']
/** Its secret is never among what is read. */
export type Endpoint = Omit<Schemas['RosaasEndpoint'], 'signingSecret'>
export type EventType = Schemas['RosaasEventType']

/** Null: the tenant is no product. */
export function useProduct(tenantId: string) {
  return useQuery({
    queryKey: ['tenant', tenantId, 'product'],
    queryFn: async () => {
      const { data } = await call(
        client.GET('/v1/tenants/{tenantId}/products', { params: { path: { tenantId } } }),
      )
      return data[0] ?? null
    },
  })
}

export function useEndpoints(tenantId: string, productId: string) {
  return useQuery({
    queryKey: ['tenant', tenantId, 'endpoints'],
    queryFn: async () => {
      const { data } = await call(
        client.GET('/api/management/sadmin/v1/products/{productId}/WebhookEndpoints', {
          params: { path: { productId } },
        }),
      )
      return data
    },
  })
}

/** The catalogue is that of the running version: it changes with the service alone. */
export function useEventTypes(tenantId: string, productId: string) {
  return useQuery({
    queryKey: ['tenant', tenantId, 'rosaas-event-types'],
    staleTime: Infinity,
    queryFn: async () => {
      const { data } = await call(
        client.GET('/api/management/sadmin/v1/products/{productId}/event-types', {
          params: { path: { productId } },
        }),
      )
      return data
    },
  })
}

export function useProductChanged(tenantId: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['tenant', tenantId] })
}
