/**
 * The rules that every subscription's configuration keeps, whichever API it came by: a target that
 * may be used, and custom headers that cannot move a message's border or forge what the dialect
 * says. What is wrong is a list of faults, and no fault repeats a header's value.
 */
import { isFramingHeader, isHeaderName, isHeaderValue } from '../domain/custom-header.ts'
import { customHeaderCharactersMax, customHeadersMax } from '../domain/limits.ts'
import type { SubscriptionConfig } from '../domain/subscription.ts'
import type { ManageParts } from './manage-parts.ts'

export interface ConfigFault {
  readonly field: 'url' | 'headers'
  /** The header's name; null for the field as a whole. */
  readonly header: string | null
  /** What is wrong and how to mend it, to follow the field's name. */
  readonly detail: string
}

/** Everything wrong with a configuration; the target is judged unless it is the one `before` had. */
export async function checkSubscriptionConfig(
  config: SubscriptionConfig,
  before: SubscriptionConfig | null,
  { ports, tenantKey }: Pick<ManageParts, 'ports'> & { readonly tenantKey: number },
): Promise<readonly ConfigFault[]> {
  const dialect = ports.dialects(config.dialect)
  const faults = headerFaults(config.headers, (name) => dialect.isOwnHeader(name))
  const isSameTarget = before?.url === config.url && before.dispatcher === config.dispatcher
  const dispatcher = ports.dispatchers(config.dispatcher)
  const refusal = isSameTarget ? null : await dispatcher.check(config.url, { isolation: tenantKey })
  if (refusal === null) return faults
  return [{ field: 'url', header: null, detail: refusal.detail }, ...faults]
}

function headerFaults(
  headers: SubscriptionConfig['headers'],
  isOwnHeader: (lowerCaseName: string) => boolean,
): readonly ConfigFault[] {
  const names = Object.keys(headers)
  if (names.length > customHeadersMax) {
    const detail = `has ${names.length} headers; at most ${customHeadersMax} may be added`
    return [{ field: 'headers', header: null, detail }]
  }
  const seen = new Set<string>()
  return names.flatMap((name): readonly ConfigFault[] => {
    const lowerCaseName = name.toLowerCase()
    const isSecond = seen.has(lowerCaseName)
    seen.add(lowerCaseName)
    const detail = isSecond
      ? 'stands twice, in different spellings'
      : headerFault(name, headers[name] ?? '', isOwnHeader(lowerCaseName))
    return detail === null ? [] : [{ field: 'headers', header: name, detail }]
  })
}

function headerFault(name: string, value: string, isOwn: boolean): string | null {
  if (!isHeaderName(name))
    return "is no header name: letters, digits and !#$%&'*+-.^_`|~ may be in one"
  if (isFramingHeader(name.toLowerCase()))
    return 'frames the message and is set by the sender alone'
  if (isOwn) return 'is set by the dialect itself and cannot be replaced'
  if (name.length + value.length > customHeaderCharactersMax) {
    return `is longer than ${customHeaderCharactersMax} characters with its value`
  }
  return isHeaderValue(value)
    ? null
    : 'has a value with line ends, other control characters, or characters beyond Latin-1'
}
