/**
 * What happens now, as the server streams it. The browser takes the stream up again by itself and
 * tells the last id it had, so nothing is missed or told twice; when the server cannot go on from
 * there it says `reset`, and the page reads its list again.
 */
import { useEffect, useRef, useState } from 'react'

export type LiveKind = 'delivery' | 'event' | 'subscription' | 'alert'
export type LiveState = 'connecting' | 'open' | 'lost'

export interface LiveRow {
  readonly id: string
  readonly kind: LiveKind
  readonly data: unknown
}

/** Rows are handed on together, at most this often, so that a burst costs one rendering. */
const handOnEveryMs = 200
const kindsOfStream: readonly LiveKind[] = ['delivery', 'event', 'subscription', 'alert']

export function useLive(options: {
  /** Path of the stream, with its query; null: none. */
  readonly path: string | null
  readonly onRows: (rows: readonly LiveRow[]) => void
  readonly onReset: () => void
}): LiveState {
  const { path } = options
  const [state, setState] = useState<LiveState>('connecting')
  // The stream outlives a rendering; what it calls is always the latest.
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    if (path === null) return undefined
    return openStream(path, {
      onState: setState,
      onRows: (rows) => latest.current.onRows(rows),
      onReset: () => latest.current.onReset(),
    })
  }, [path])
  return state
}

function openStream(
  path: string,
  tell: {
    readonly onState: (state: LiveState) => void
    readonly onRows: (rows: readonly LiveRow[]) => void
    readonly onReset: () => void
  },
): () => void {
  const source = new EventSource(path)
  let waiting: LiveRow[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const handOn = (): void => {
    timer = null
    const rows = waiting
    waiting = []
    tell.onRows(rows)
  }
  for (const kind of kindsOfStream) {
    source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
      waiting.push({ id: lastEventId, kind, data: JSON.parse(data) })
      timer ??= setTimeout(handOn, handOnEveryMs)
    })
  }
  source.addEventListener('reset', () => tell.onReset())
  source.addEventListener('open', () => tell.onState('open'))
  source.addEventListener('error', () => tell.onState('lost'))
  return () => {
    source.close()
    if (timer !== null) clearTimeout(timer)
  }
}
