/** The part of an address behind the question mark: names and texts, nothing else. */
import { useRouter, useRouterState } from '@tanstack/react-router'

export type Search = Readonly<Record<string, string | undefined>>

export function readSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  )
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? '' : `?${text}`
}

/**
 * The filters of a page, as the address has them, and how to change some: an empty text or
 * undefined takes one away. `replace` leaves no step to go back to, for what is typed.
 */
export function useSearch(): readonly [
  Search,
  (change: Search, options?: { readonly replace?: boolean }) => void,
] {
  const router = useRouter()
  const search = useRouterState({ select: ({ location }) => location.search as Search })
  const change = (changes: Search, options?: { readonly replace?: boolean }): void => {
    void router.navigate({
      to: '.',
      search: { ...search, ...changes },
      replace: options?.replace === true,
    })
  }
  return [search, change]
}

/** What the address names, such as `tenantId`; the page stands only where it does. */
export function useNamed(name: string): string {
  const value = useNamedIfAny(name)
  if (value === null) throw new Error(`the address names no ${name}`)
  return value
}

/** The same where the page stands at several addresses. */
export function useNamedIfAny(name: string): string | null {
  const params = useRouterState({
    select: ({ matches }) => (matches.at(-1)?.params ?? {}) as Readonly<Record<string, string>>,
  })
  return params[name] ?? null
}
