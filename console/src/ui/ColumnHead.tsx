/** The head of a column by which a list is sorted, with a field below that filters by it. */
import type { ReactNode } from 'react'
import type { Column } from './DataTable.tsx'

export interface Sorting {
  readonly key: string
  readonly isDescending: boolean
}

export function ColumnHead(props: {
  readonly column: string
  readonly title: string
  readonly sorting: Sorting | null
  readonly onSort: (sorting: Sorting) => void
  readonly children?: ReactNode
}) {
  const { column, sorting } = props
  const isSorted = sorting?.key === column
  const sign = !isSorted ? '↕' : sorting.isDescending ? '↓' : '↑'
  return (
    <div className="column-head">
      <button
        type="button"
        className="column-sort"
        onClick={() =>
          props.onSort({ key: column, isDescending: isSorted && !sorting.isDescending })
        }
      >
        {props.title}
        <span aria-hidden>{sign}</span>
      </button>
      {props.children}
    </div>
  )
}

/** What `aria-sort` says of a column. */
export function sortedBy(
  column: string,
  sorting: Sorting | null,
): NonNullable<Column<never>['sorted']> {
  if (sorting?.key !== column) return 'none'
  return sorting.isDescending ? 'descending' : 'ascending'
}
