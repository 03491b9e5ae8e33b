/** Single keys of a page, such as `r`, unless the reader has turned them off. */
import { useEffect, useRef } from 'react'
import { usePreferences } from '../text/preferences.ts'
import { isPlainKey } from './use-row-keys.ts'

export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const { hasShortcuts } = usePreferences()
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!hasShortcuts) return undefined
    let before = ''
    const onKey = (event: KeyboardEvent): void => {
      // `g` and a letter go to another page: that letter is not ours.
      const isChord = before === 'g'
      before = event.key
      const run = latest.current[event.key]
      if (run === undefined || isChord || !isPlainKey(event)) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [hasShortcuts])
}
