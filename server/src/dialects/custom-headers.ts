/**
 * The last check of the headers that a subscription's owner added: what may not be sent is left
 * out, whichever way the definition came in. Serves every dialect; the same rule refuses such a
 * header when a definition is saved.
 */
import { isFramingHeader, isHeaderName, isHeaderValue } from '../domain/custom-header.ts'

/** Appends name, value, name, value … of the custom headers that this message may carry. */
export function appendCustomHeaders(
  headers: string[],
  custom: Readonly<Record<string, string>>,
  isOwnHeader: (lowerCaseName: string) => boolean,
): void {
  for (const name of Object.keys(custom)) {
    const value = custom[name]
    const lowerCaseName = name.toLowerCase()
    if (isFramingHeader(lowerCaseName) || isOwnHeader(lowerCaseName)) continue
    if (value !== undefined && isHeaderName(name) && isHeaderValue(value)) headers.push(name, value)
  }
}
