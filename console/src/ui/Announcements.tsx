/** What happens by itself, said to readers of the screen: politely, and not more than now and then. */
import { useCallback, useEffect, useRef, useState } from 'react'

const sayEveryMs = 5_000

/** `note` adds to what is counted; `text` is what is to be said of all counts since the last time. */
export function useAnnouncements<Counts extends Readonly<Record<string, number>>>(
  textOf: (counts: Counts) => string,
): readonly [text: string, note: (counts: Counts) => void] {
  const [text, setText] = useState('')
  const counted = useRef<Record<string, number> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latest = useRef(textOf)
  useEffect(() => {
    latest.current = textOf
  })
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  const note = useCallback((counts: Counts) => {
    const sums: Record<string, number> = counted.current ?? {}
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count
    counted.current = sums
    timer.current ??= setTimeout(() => {
      timer.current = null
      setText(latest.current(counted.current as Counts))
      counted.current = null
    }, sayEveryMs)
  }, [])
  return [text, note]
}

export function Announcements(props: { readonly text: string }) {
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {props.text}
    </div>
  )
}
