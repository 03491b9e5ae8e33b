/** Lists of the API, page after page: the newest at once, older ones as the reader comes to them. */
import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import type { Listed } from '../ui/listed.ts'

export interface ListPage<Item> {
  readonly data: readonly Item[]
  readonly next_cursor: string | null
}

/**
 * The rows of a list. A page may be empty and still not be the last: the API looks at a bounded
 * number of rows a call, so the next ones are asked for until something is there or nothing is left.
 */
export function useList<Item>(
  queryKey: QueryKey,
  read: (cursor: string | undefined) => Promise<ListPage<Item>>,
): Listed<Item> {
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })
  const rows = query.data?.pages.flatMap((page) => page.data) ?? []
  return {
    rows,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    reload: () => void query.refetch(),
  }
}

/** Page sizes that lists of the API allow. */
const pageRowsMax = 100

/**
 * A whole list that the API gives oldest first and people read newest first. `rowsMax` bounds what
 * is read; a list that may be longer than that is read page after page instead.
 */
export async function readNewestFirst<Item>(
  rowsMax: number,
  read: (page: { readonly cursor?: string; readonly limit: number }) => Promise<ListPage<Item>>,
): Promise<readonly Item[]> {
  const rows: Item[] = []
  let cursor: string | null = null
  do {
    const page: ListPage<Item> = await read({
      limit: pageRowsMax,
      ...(cursor === null ? {} : { cursor }),
    })
    rows.push(...page.data)
    cursor = page.next_cursor
  } while (cursor !== null && rows.length < rowsMax)
  return rows.toReversed()
}
