/**
 * A list as a real table. Long ones hold only the rows in sight and say how many there are; more
 * are asked for as the reader comes near the end. `j` and `k` go through the rows, `Enter` opens
 * the one they stand on, `x` selects it.
 */
import { Button, Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
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
}

const rowHeights = { comfortable: 44, compact: 32 } as const
const overscan = 12
const nearEndRows = 20

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, onEnd, isComplete = true } = props
  const t = useTexts(uiTexts)
  const { density } = usePreferences()
  const scroll = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<number | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeights[density],
    overscan,
    // Rows keep their place while new ones are put before them.
    getItemKey: (index) => (rows[index] === undefined ? index : props.rowKey(rows[index])),
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
      setCurrent(index)
      virtual.scrollToIndex(index)
    },
    table: scroll,
  })
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
          <thead>
            <tr aria-rowindex={1}>
              {props.selection !== undefined && (
                <th style={{ width: '36px' }}>
                  <PickAll {...props} selection={props.selection} />
                </th>
              )}
              {columns.map(({ key, title, isNumeric, width }) => (
                <th key={key} scope="col" data-numeric={isNumeric} style={{ width }}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={before} />
            {items.map(({ index }) => {
              const row = rows[index]
              if (row === undefined) return null
              return (
                <TableRow
                  key={props.rowKey(row)}
                  {...props}
                  row={row}
                  index={index}
                  isCurrent={current === index}
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

function TableRow<Row>(
  props: DataTableProps<Row> & {
    readonly row: Row
    readonly index: number
    readonly isCurrent: boolean
  },
) {
  const { row, selection } = props
  const t = useTexts(uiTexts)
  const key = props.rowKey(row)
  return (
    <tr
      aria-rowindex={props.index + 2}
      data-row={props.index}
      data-key={key}
      data-current={props.isCurrent || undefined}
      data-fresh={props.freshKeys?.has(key) === true || undefined}
    >
      {selection !== undefined && (
        <td>
          <Checkbox
            size="xs"
            aria-label={t('pickRow', { name: key })}
            checked={selection.keys.has(key)}
            onChange={() => selection.onChange(toggled(selection.keys, key))}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <td key={column.key} data-numeric={column.isNumeric}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

function PickAll<Row>(props: DataTableProps<Row> & { readonly selection: Selection }) {
  const { selection, rows, rowKey } = props
  const t = useTexts(uiTexts)
  const isAll = rows.length > 0 && rows.every((row) => selection.keys.has(rowKey(row)))
  return (
    <Checkbox
      size="xs"
      aria-label={t('pickAll')}
      checked={isAll}
      indeterminate={!isAll && selection.keys.size > 0}
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

export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
