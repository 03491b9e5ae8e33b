/** The keys that go through the rows of a list, unless the reader has turned single keys off. */
import { type RefObject, useEffect, useRef } from 'react'
import { usePreferences } from '../text/preferences.ts'

interface RowKeys {
  readonly rowCount: number
  readonly current: number | null
  readonly onMove: (index: number) => void
  readonly table: RefObject<HTMLElement | null>
}

export function useRowKeys(options: RowKeys): void {
  const { hasShortcuts } = usePreferences()
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    if (!hasShortcuts) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (!isPlainKey(event)) return
      if (act(event.key, latest.current)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [hasShortcuts])
}

/** A key that is meant for the page: no modifier, and not typed into a field or on a control. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  const { target } = event
  if (!(target instanceof HTMLElement)) return true
  if (target.closest('[role=dialog]') !== null) return false
  return !target.isContentEditable && !/^(input|textarea|select)$/i.test(target.tagName)
}

function act(key: string, { rowCount, current, onMove, table }: RowKeys): boolean {
  if (key === 'j' || key === 'k') {
    const next = current === null ? 0 : current + (key === 'j' ? 1 : -1)
    if (next >= 0 && next < rowCount) onMove(next)
    return true
  }
  if (current === null) return false
  const row = table.current?.querySelector(`[data-row="${current}"]`)
  if (key === 'Enter' && document.activeElement?.closest('a,button') == null) {
    row?.querySelector<HTMLElement>('a')?.click()
    return true
  }
  if (key === 'x') {
    row?.querySelector<HTMLElement>('input[type=checkbox]')?.click()
    return true
  }
  return false
}
