import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'

export type EventTypeRow = Schemas['EventType']
export type OwnEventType = Schemas['OwnEventType']

/** The whole catalogue: it is some hundred rows, in one answer. */
export function useEventTypes(tenantId: string): UseQueryResult<readonly EventTypeRow[]> {
  return useQuery({
    queryKey: ['tenant', tenantId, 'event-types'],
    staleTime: 60_000,
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/event-types', { params: { path: { tenantId } } })),
    select: ({ data }) => data,
  })
}
