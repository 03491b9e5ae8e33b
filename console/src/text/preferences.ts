/** What a reader has chosen for this browser: language, time zone, keys. Colours are Mantine's. */
import { useSyncExternalStore } from 'react'
import { type Language, languages, setLanguage } from './texts.ts'

export interface Preferences {
  readonly language: Language
  readonly timeZone: 'utc' | 'local'
  /** Single keys do things (WCAG 2.1.4 wants a way to turn them off). */
  readonly hasShortcuts: boolean
  readonly density: 'comfortable' | 'compact'
}

const storageKey = 'posthorn.preferences'
const listeners = new Set<() => void>()
let current = read()
apply()

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
  apply()
  for (const tell of listeners) tell()
}

function apply(): void {
  setLanguage(current.language)
  document.documentElement.lang = current.language
  document.documentElement.dir = directionOf(current.language)
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return languages.find(({ code }) => code === language)?.dir ?? 'ltr'
}

function read(): Preferences {
  const fallback: Preferences = {
    language: browserLanguage(),
    timeZone: 'local',
    hasShortcuts: true,
    density: 'comfortable',
  }
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>
    const isKnown = languages.some(({ code }) => code === kept.language)
    return { ...fallback, ...kept, language: isKnown ? kept.language! : fallback.language }
  } catch {
    return fallback
  }
}

function browserLanguage(): Language {
  for (const wanted of navigator.languages) {
    const code =
      wanted.slice(0, 2) === 'no' || wanted.slice(0, 2) === 'nn' ? 'nb' : wanted.slice(0, 2)
    const known = languages.find((language) => language.code === code)
    if (known !== undefined) return known.code
  }
  return 'en'
}
