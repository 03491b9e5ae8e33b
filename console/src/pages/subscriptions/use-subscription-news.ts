/**
 * Keeps what is shown of subscriptions as it is now, by one stream a page: browsers have few
 * connections to one server, and each open tab needs its own. Counters move with every attempt and
 * are told of no one by one, so they are read again now and then.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '../../api/live.ts'
import { readAgain } from './subscription-calls.ts'

/** For the queries whose counters are shown. */
export const countersEveryMs = 10_000

export function useSubscriptionNews(tenantId: string, hasDeliveries = false): void {
  const queries = useQueryClient()
  const readDeliveries = (): void =>
    void queries.invalidateQueries({ queryKey: [tenantId, 'deliveries'] })
  const kinds = hasDeliveries ? 'subscription,delivery' : 'subscription'
  useLive({
    path: `/v1/tenants/${encodeURIComponent(tenantId)}/live?kinds=${kinds}`,
    onRows: (rows) => {
      if (rows.some(({ kind }) => kind === 'subscription')) readAgain(queries, tenantId)
      if (rows.some(({ kind }) => kind === 'delivery')) readDeliveries()
    },
    onReset: () => {
      readAgain(queries, tenantId)
      if (hasDeliveries) readDeliveries()
    },
  })
}
