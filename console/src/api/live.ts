/**
 * What happens now, as the server streams it. The browser takes the stream up again by itself and
 * tells the last id it had, so nothing is missed or told twice; when the server cannot go on from
 * there it says `reset`, and the page reads its list again. Where the browser gives up, as it does
 * when something on the way answers in the server's place, we take it up.
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
/** How long after the browser gave up. */
const openAgainMs = 3_000
const kindsOfStream: readonly LiveKind[] = ['delivery', 'event', 'subscription', 'alert']

export function useLive(options: {
  /** Path of the stream, with its query; null: none. */
  readonly path: string | null
  readonly onRows: (rows: readonly LiveRow[]) => void
  readonly onReset: () => void
  /** A stream has begun: what was before it is not told. */
  readonly onBegin?: () => void
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
      onBegin: () => latest.current.onBegin?.(),
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
    readonly onBegin: () => void
  },
): () => void {
  let source: EventSource
  let lastId = ''
  let waiting: LiveRow[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  let again: ReturnType<typeof setTimeout> | null = null
  const handOn = (): void => {
    timer = null
    const rows = waiting
    waiting = []
    tell.onRows(rows)
  }
  const open = (): void => {
    again = null
    tell.onState('connecting')
    source = new EventSource(lastId === '' ? path : withPlace(path, lastId))
    for (const kind of kindsOfStream) {
      source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
        lastId = lastEventId
        waiting.push({ id: lastEventId, kind, data: JSON.parse(data) })
        timer ??= setTimeout(handOn, handOnEveryMs)
      })
    }
    source.addEventListener('reset', ({ lastEventId }: MessageEvent<string>) => {
      lastId = lastEventId
      tell.onReset()
    })
    source.addEventListener('open', () => {
      tell.onState('open')
      if (lastId === '') tell.onBegin()
    })
    source.addEventListener('error', () => {
      tell.onState('lost')
      if (source.readyState === EventSource.CLOSED) again ??= setTimeout(open, openAgainMs)
    })
  }
  open()
  return () => {
    source.close()
    if (timer !== null) clearTimeout(timer)
    if (again !== null) clearTimeout(again)
  }
}

function withPlace(path: string, lastId: string): string {
  const mark = path.includes('?') ? '&' : '?'
  return `${path}${mark}last_event_id=${encodeURIComponent(lastId)}`
}
