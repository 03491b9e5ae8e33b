/** What subscriptions are called, for lists that only know their ids. */
import { useQuery } from '@tanstack/react-query'
import type { Account } from './account.ts'
import { call, client, type Schemas } from './client.ts'

export interface NamedSubscription {
  readonly id: string
  readonly label: string
}

const readMax = 250

/** The first of them; an id that is not among them is shown as it is. */
export function useSubscriptionNames(account: Account): {
  readonly all: readonly NamedSubscription[]
  readonly labelOf: (id: string) => string
} {
  const { data } = useQuery({
    queryKey: [...account.key, 'subscriptions', 'names'],
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/subscriptions', {
          ...account.at,
          params: { path: { tenantId: account.id }, query: { limit: readMax } },
        }),
      ),
    select: named,
  })
  return data ?? nothing
}

const nothing = { all: [], labelOf: shortId }

function named({ data }: { readonly data: readonly Schemas['Subscription'][] }) {
  const all = data.map(({ id, name, url }) => ({ id, label: name ?? hostOf(url) }))
  const labels = new Map(all.map(({ id, label }) => [id, label]))
  return { all, labelOf: (id: string) => labels.get(id) ?? shortId(id) }
}

function hostOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return pathname === '/' ? host : host + pathname
  } catch {
    return url
  }
}

/** The end of an id tells two of them apart; its beginning is the time. */
export function shortId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 4)}…${id.slice(-8)}`
}
