/** The list of events that fit the filters, kept current by the live feed. */
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import type { LiveRow } from '../../api/live.ts'
import type { ListPage } from '../../api/pages.ts'
import { type LiveListUse, useLiveList } from '../../api/use-live-list.ts'
import { instantOf } from '../../text/instant-of.ts'
import { isOfType } from '../deliveries/delivery-filters.ts'
import { type EventFilters, eventFilterText, eventQueryOf } from './event-filters.ts'

/** What the live feed tells of an event; the list knows more. */
export type EventRow = Pick<Schemas['Event'], 'id' | 'type' | 'accepted_at' | 'matched'> &
  Partial<Schemas['Event']>

const rowsPerPage = 250

export const keyOf = ({ id }: EventRow): string => id

export function useEvents(options: {
  readonly account: Account
  readonly filters: EventFilters
  readonly isLive: boolean
  readonly isReading: () => boolean
  readonly onNew: (rows: readonly EventRow[]) => void
}): LiveListUse<EventRow> {
  const { account, filters } = options
  return useLiveList<EventRow>({
    key: `${account.kind} ${account.id} ${eventFilterText(filters)}`,
    list: {
      read: (cursor) => readEvents(account, filters, cursor),
      keyOf,
      isWanted: (row) => isAmong(filters, row),
      // An event never changes; what the list has of it is more.
      laterOf: (kept, told) => ({ ...told, ...kept }),
    },
    path: options.isLive ? `${account.api}/live?kinds=event` : null,
    rowOf,
    isReading: options.isReading,
    onNew: options.onNew,
  })
}

async function readEvents(
  account: Account,
  filters: EventFilters,
  cursor: string | undefined,
): Promise<ListPage<EventRow>> {
  const page = await call(
    client.GET('/v1/tenants/{tenantId}/events', {
      ...account.at,
      params: {
        path: { tenantId: account.id },
        query: {
          ...eventQueryOf(filters),
          limit: rowsPerPage,
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  )
  return { ...page, data: page.data.filter(({ type }) => isOfType(filters.type, type)) }
}

const isAmong = ({ type, since, until }: EventFilters, row: EventRow): boolean =>
  isOfType(type, row.type) &&
  (since === undefined || row.accepted_at >= instantOf(since)!) &&
  (until === undefined || row.accepted_at < instantOf(until)!)

const rowOf = ({ kind, data }: LiveRow): EventRow | null =>
  kind === 'event' ? (data as { readonly event: EventRow }).event : null
