/**
 * A list as a real table. Long ones hold only the rows in sight and say how many there are; more
 * are asked for as the reader comes near the end. `j` and `k` go through the rows, `Enter` opens
 * the one they stand on, `x` selects it.
 */
import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { usePreferences } from '../text/preferences.ts'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'
import { useRowKeys } from './use-row-keys.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** The cell; the first column's should hold the link that opens the row. */
  readonly cell: (row: Row) => ReactNode
  readonly isNumeric?: boolean
  /** Stands in the head in place of the title: a button that sorts, a filter. */
  readonly head?: ReactNode
  readonly sorted?: 'ascending' | 'descending' | 'none'
  /** CSS width. */
  readonly width?: string
}

export interface Selection {
  readonly keys: ReadonlySet<string>
  readonly onChange: (keys: ReadonlySet<string>) => void
}

export interface DataTableProps<Row> {
  /** What the list is of, for readers of the screen. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Rows that have just arrived. */
  readonly freshKeys?: ReadonlySet<string>
  readonly selection?: Selection
  /** There are more; called near the end. */
  readonly onEnd?: () => void
  readonly isComplete?: boolean
  readonly isLoadingMore?: boolean
  /** CSS height of the scrolled part; without it the table is as high as its rows, up to 70vh. */
  readonly height?: string
  /** The scrolled part, for who has to know where the reader is. */
  readonly scroller?: RefObject<HTMLDivElement | null>
}

const rowHeights = { comfortable: 44, compact: 32 } as const
const overscan = 8
const nearEndRows = 20

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, onEnd, isComplete = true } = props
  const t = useTexts(uiTexts)
  const { density } = usePreferences()
  const ownScroller = useRef<HTMLDivElement>(null)
  const scroll = props.scroller ?? ownScroller
  // By its key, so that the reader stays at the row when others come before it.
  const [currentKey, setCurrentKey] = useState<string | null>(null)
  const rowKey = useLatest(props.rowKey)
  const current = useMemo(() => {
    const index = currentKey === null ? -1 : rows.findIndex((row) => rowKey(row) === currentKey)
    return index === -1 ? null : index
  }, [currentKey, rows, rowKey])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeights[density],
    overscan,
    // Rows keep their place while new ones are put before them. One function for as long as the
    // rows are the same: another one would have all of them measured again.
    getItemKey: useCallback(
      (index: number) => (rows[index] === undefined ? index : rowKey(rows[index])),
      [rows, rowKey],
    ),
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!isComplete && rows.length > 0 && lastShown >= rows.length - nearEndRows) onEnd?.()
  }, [isComplete, lastShown, rows.length, onEnd])
  useRowKeys({
    rowCount: rows.length,
    current,
    onMove: (index) => {
      setCurrentKey(rows[index] === undefined ? null : rowKey(rows[index]))
      virtual.scrollToIndex(index)
    },
    table: scroll,
  })
  const pick = usePick(props.selection)
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div>
      <div
        ref={scroll}
        className="table-scroll"
        style={{ maxHeight: props.height ?? '70vh' }}
        // It scrolls, so the keyboard must be able to reach it.
        tabIndex={0}
        data-density={density}
      >
        <table className="table" aria-label={props.label} aria-rowcount={rows.length + 1}>
          <Head {...props} />
          <tbody>
            <Gap height={before} />
            {items.map(({ index }) => {
              const row = rows[index]
              if (row === undefined) return null
              const key = rowKey(row)
              return (
                <Row
                  key={key}
                  rowKey={key}
                  row={row}
                  columns={columns as readonly Column<unknown>[]}
                  index={index}
                  isCurrent={currentKey === key}
                  isFresh={props.freshKeys?.has(key) === true}
                  isPicked={props.selection?.keys.has(key) === true}
                  pick={props.selection === undefined ? null : pick}
                />
              )
            })}
            <Gap height={after} />
          </tbody>
        </table>
      </div>
      {!isComplete && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          onClick={() => onEnd?.()}
          disabled={props.isLoadingMore === true}
        >
          {t(props.isLoadingMore === true ? 'loadingMore' : 'loadMore')}
        </Button>
      )}
    </div>
  )
}

function Head<Row>(props: DataTableProps<Row>) {
  const { columns, selection } = props
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection !== undefined && (
          <th style={{ width: '36px' }}>
            <PickAll {...props} selection={selection} />
          </th>
        )}
        {columns.map(({ key, title, head, sorted, isNumeric, width }) => (
          <th
            key={key}
            scope="col"
            data-numeric={isNumeric === true || undefined}
            aria-sort={sorted}
            style={{ width }}
          >
            {head ?? title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Drawn again only when something of it is another one: a long list scrolls by this. */
const Row = memo(function TableRow(props: {
  readonly row: unknown
  readonly rowKey: string
  readonly columns: readonly Column<unknown>[]
  readonly index: number
  readonly isCurrent: boolean
  readonly isFresh: boolean
  readonly isPicked: boolean
  readonly pick: ((key: string) => void) | null
}) {
  const t = useTexts(uiTexts)
  const { row, rowKey, pick } = props
  return (
    <tr
      aria-rowindex={props.index + 2}
      data-row={props.index}
      data-key={rowKey}
      data-current={props.isCurrent || undefined}
      data-fresh={props.isFresh || undefined}
    >
      {pick !== null && (
        <td>
          {/* The browser's own: hundreds of them are drawn in a second of scrolling. */}
          <input
            type="checkbox"
            className="pick"
            aria-label={t('pickRow', { name: rowKey })}
            checked={props.isPicked}
            onChange={() => pick(rowKey)}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <td key={column.key} data-numeric={column.isNumeric === true || undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
})

/** The same function for good, which calls the latest one. */
function useLatest<Value, Answer>(call: (value: Value) => Answer): (value: Value) => Answer {
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })
  return useCallback((value: Value) => latest.current(value), [])
}

function usePick(selection: Selection | undefined): (key: string) => void {
  return useLatest((key: string) => selection?.onChange(toggled(selection.keys, key)))
}

function PickAll<Row>(props: DataTableProps<Row> & { readonly selection: Selection }) {
  const { selection, rows, rowKey } = props
  const t = useTexts(uiTexts)
  const isAll = rows.length > 0 && rows.every((row) => selection.keys.has(rowKey(row)))
  return (
    <input
      type="checkbox"
      className="pick"
      aria-label={t('pickAll')}
      checked={isAll}
      ref={(input) => {
        if (input !== null) input.indeterminate = !isAll && selection.keys.size > 0
      }}
      onChange={() => selection.onChange(new Set(isAll ? [] : rows.map(rowKey)))}
    />
  )
}

/** Stands for the rows out of sight. */
function Gap({ height }: { readonly height: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
