/**
 * The token of a one-time link stands behind `#`, which browsers send to no server. It is taken out
 * of the address at once, so that it stays in no history.
 */
export interface LinkToken {
  readonly token: string
  /** The link makes the first account of the installation. */
  readonly isFirst: boolean
}

export function tokenOfHash(): LinkToken | null {
  const values = new URLSearchParams(location.hash.slice(1))
  const token = values.get('token')
  if (token === null || token === '') return null
  history.replaceState(history.state, '', location.pathname)
  return { token, isFirst: token.startsWith('phs_first_') }
}
