/** The key that a request shows, in whichever of the documented ways. */
import type { OperationGroup } from './operation.ts'

/** No key of ours is longer; an operator's own may be up to this. */
const keyCharactersMax = 512

const bearer = 'Bearer '
const schemePattern = /^([A-Za-z]+) +([^ ].*)$/

/** The key in an Authorization header, or null when there is none that the group takes. */
export function secretOf(
  authorization: string | undefined,
  schemes: OperationGroup['credentialSchemes'],
): string | null {
  if (authorization === undefined) return null
  if (authorization.startsWith(bearer))
    return boundedSecret(authorization.slice(bearer.length).trim())
  const match = schemePattern.exec(authorization)
  const value = match?.[2]?.trim() ?? ''
  switch (schemes.get(match?.[1]?.toLowerCase() ?? '')) {
    case 'key':
      return boundedSecret(value)
    case 'password':
      return boundedSecret(passwordOf(value))
    case undefined:
      return null
  }
}

/** What follows the user's name in `Basic` credentials. */
function passwordOf(base64: string): string {
  const text = Buffer.from(base64, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1 ? '' : text.slice(colon + 1)
}

/** Null: nobody's key is of that length. */
export const boundedSecret = (secret: string): string | null =>
  secret.length > 0 && secret.length <= keyCharactersMax ? secret : null
