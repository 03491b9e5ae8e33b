/** The keys that work on every page: the palette, the sheet, and `g` with a letter to go somewhere. */
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePreferences } from '../text/preferences.ts'
import { isPlainKey } from '../ui/use-row-keys.ts'
import type { PlaceGroup } from './places.ts'

const placeOfLetter = { d: 'deliveries', e: 'events', s: 'subscriptions', i: 'inboxes' } as const
/** How long after `g` a letter still belongs to it. */
const chordMs = 1_500

interface GlobalKeys {
  readonly groups: readonly PlaceGroup[]
  readonly openPalette: () => void
  readonly openSheet: () => void
}

export function useGlobalKeys(options: GlobalKeys): void {
  const router = useRouter()
  const { hasShortcuts } = usePreferences()
  const latest = useRef(options)
  const goneAt = useRef(0)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { groups, openPalette, openSheet } = latest.current
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette()
        return
      }
      if (!hasShortcuts || !isPlainKey(event)) return
      const isChord = Date.now() - goneAt.current < chordMs
      goneAt.current = event.key === 'g' ? Date.now() : 0
      if (isChord && event.key in placeOfLetter) {
        const name = placeOfLetter[event.key as keyof typeof placeOfLetter]
        const place = groups.flatMap(({ places }) => places).find((each) => each.name === name)
        if (place !== undefined) void router.navigate({ to: place.path })
      } else if (event.key === '?') {
        openSheet()
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('[data-search]')
        if (field === null) return
        event.preventDefault()
        field.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [hasShortcuts, router])
}
