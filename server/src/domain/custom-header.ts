/**
 * Rules for the HTTP headers that a subscription's owner may add to its messages. They are checked
 * when a subscription is saved and again when a message is rendered, since a definition can also
 * come in by import. A dialect names its own headers beyond these by `Dialect.isOwnHeader`.
 */

/** Hop-by-hop and framing headers (and `proxy-*`): whoever sets one moves the message's border. */
const framingHeaders: ReadonlySet<string> = new Set([
  // The dispatcher alone asks for `identity`: what a receiver compressed would be kept unread.
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const headerNamePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const headerValuePattern = /^[\t\x20-\x7e\x80-\xff]*$/

/** Whether the name is one that no custom header may have in any dialect. */
export function isFramingHeader(lowerCaseName: string): boolean {
  return framingHeaders.has(lowerCaseName) || lowerCaseName.startsWith('proxy-')
}

/** Whether a text may be a header's name: a token (RFC 9110, section 5.1). */
export function isHeaderName(text: string): boolean {
  return headerNamePattern.test(text)
}

/** Whether a text may be a header's value: no CR, LF, NUL or other control, nothing past Latin-1. */
export function isHeaderValue(text: string): boolean {
  return headerValuePattern.test(text)
}
