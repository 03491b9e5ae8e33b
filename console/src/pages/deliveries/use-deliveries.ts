/** The list of deliveries that fit the filters, kept current by the live feed. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import type { LiveRow } from '../../api/live.ts'
import type { ListPage } from '../../api/pages.ts'
import { type LiveListUse, useLiveList } from '../../api/use-live-list.ts'
import {
  type DeliveryFilters,
  filterText,
  isAmong,
  isOfType,
  laterOf,
  queryOf,
} from './delivery-filters.ts'

export type Delivery = Schemas['Delivery']

const rowsPerPage = 250

export const keyOf = ({ id }: Delivery): string => id

export function useDeliveries(options: {
  readonly account: Account
  readonly filters: DeliveryFilters
  readonly isLive: boolean
  readonly isReading: () => boolean
  readonly onNew: (rows: readonly Delivery[]) => void
}): LiveListUse<Delivery> {
  const { account, filters, isLive } = options
  const countAgain = useCountAgain(account)
  return useLiveList<Delivery>({
    key: `${account.kind} ${account.id} ${filterText(filters)}`,
    list: {
      read: (cursor) => readDeliveries(account, filters, cursor),
      keyOf,
      isWanted: (row) => isAmong(filters, row),
      laterOf,
    },
    path: isLive ? `${account.api}/live?kinds=delivery` : null,
    rowOf,
    isReading: options.isReading,
    onNew: options.onNew,
    onTold: countAgain,
  })
}

/** Counts are a look at thousands of rows: they follow what happens, but not each time. */
const countAgainMs = 3_000

function useCountAgain(account: Account): () => void {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      void queryClient.invalidateQueries({ queryKey: [...account.key, 'deliveries', 'facets'] })
    }, countAgainMs)
  }
}

async function readDeliveries(
  account: Account,
  filters: DeliveryFilters,
  cursor: string | undefined,
): Promise<ListPage<Delivery>> {
  const page = await call(
    client.GET('/v1/tenants/{tenantId}/deliveries', {
      ...account.at,
      params: {
        path: { tenantId: account.id },
        query: {
          ...queryOf(filters),
          limit: rowsPerPage,
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  )
  return { ...page, data: page.data.filter((row) => isOfType(filters.type, row.event_type)) }
}

interface TellsDelivery {
  readonly delivery: Delivery
  readonly attempt: { readonly status: number | null; readonly error_class: string | null } | null
}

const rowOf = ({ kind, data }: LiveRow): Delivery | null =>
  kind === 'delivery' ? (data as TellsDelivery).delivery : null
