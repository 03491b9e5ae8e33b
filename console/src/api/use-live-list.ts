/** A `LiveList` on a page: read at once, again when its stream has begun, and told what comes. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type LiveRow, type LiveState, useLive } from './live.ts'
import { LiveList, type LiveListOptions, type LiveListView } from './live-list.ts'

export interface LiveListUse<Row> {
  readonly list: LiveListView<Row>
  readonly state: LiveState | 'off'
  /** Shows the rows that wait. */
  readonly release: () => void
}

export function useLiveList<Row>(options: {
  /** Another one is another list. */
  readonly key: string
  readonly list: LiveListOptions<Row>
  /** Path of the stream; null: not live. */
  readonly path: string | null
  readonly rowOf: (live: LiveRow) => Row | null
  /** Whether the reader looks at rows that must not move now. */
  readonly isReading: () => boolean
  readonly onNew?: (rows: readonly Row[]) => void
  /** Something was told, new or not. */
  readonly onTold?: () => void
}): LiveListUse<Row> {
  const { key, path } = options
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  // The options of the key stand for all that the list depends on.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const list = useMemo(() => new LiveList<Row>(options.list), [key])
  const view = useSyncExternalStore(list.subscribe, list.view)
  useEffect(() => list.reload(), [list])
  const state = useLive({
    path,
    onReset: list.reload,
    // What happened between the first reading and the beginning of the stream is in neither.
    onBegin: list.reload,
    onRows: (live) => {
      const { rowOf, isReading, onNew, onTold } = latest.current
      const rows = live.map(rowOf).filter((row) => row !== null)
      const added = list.tell(rows, { isReading: isReading() })
      if (added.length > 0) onNew?.(added)
      onTold?.()
    },
  })
  return { list: view, state: path === null ? 'off' : state, release: list.release }
}
