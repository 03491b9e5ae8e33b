/** A list of the API with its four states: loading, failed, empty, and rows. */
import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from './DataTable.tsx'
import type { Listed } from './listed.ts'
import { Failed, Loading } from './states.tsx'

export function List<Row>(
  props: Omit<DataTableProps<Row>, 'rows' | 'onEnd' | 'isComplete' | 'isLoadingMore'> & {
    readonly list: Listed<Row>
    /** What stands where there is nothing. */
    readonly empty: ReactNode
  },
) {
  const { list, empty, ...table } = props
  if (list.isLoading) return <Loading />
  if (list.error !== null && list.rows.length === 0) {
    return <Failed error={list.error} onRetry={list.reload} />
  }
  if (list.rows.length === 0 && list.isComplete) return <>{empty}</>
  return (
    <DataTable
      {...table}
      rows={list.rows}
      onEnd={list.loadMore}
      isComplete={list.isComplete}
      isLoadingMore={list.isLoadingMore}
    />
  )
}
