/**
 * The last look at a message before it leaves: header names and values are checked at save and
 * here again, since a dialect's output or an imported definition must not move the message's
 * border. Serves every send; a refused message opens no connection.
 */
import { isFramingHeader, isHeaderName, isHeaderValue } from '../../domain/custom-header.ts'
import type { Message } from '../../domain/message.ts'

/** Names met before and found fit; names repeat, and the full look costs more than the rest. */
const fitNames = new Set<string>()
const fitNamesMax = 1_000

/** What is wrong with a message's headers, in one sentence without their values; else null. */
export function faultOfHeaders(headers: Message['headers']): string | null {
  if (headers.length % 2 !== 0) return 'The message has a header name without a value.'
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? ''
    if (!fitNames.has(name)) {
      const fault = faultOfName(name)
      if (fault !== null) return fault
      if (fitNames.size >= fitNamesMax) fitNames.clear()
      fitNames.add(name)
    }
    if (!isHeaderValue(headers[at + 1] ?? '')) {
      return `The value of the header ${name} holds characters that no header may hold.`
    }
  }
  return null
}

function faultOfName(name: string): string | null {
  if (!isHeaderName(name)) return 'The message has a header whose name is not a token.'
  if (isFramingHeader(name.toLowerCase())) {
    return `The header ${name} is set by the connection alone.`
  }
  return null
}
