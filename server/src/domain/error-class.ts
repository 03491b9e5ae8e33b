/**
 * The closed list of error classes: the same words in API, console, metrics and command line.
 * A failed attempt has exactly one.
 */
export const errorClasses = [
  'dns',
  'address-refused',
  'connect-refused',
  'connect-timeout',
  'connect-failed',
  'no-route',
  'tls-self-signed',
  'tls-expired',
  'tls-wrong-host',
  'tls-unknown-ca',
  'tls-revoked',
  'tls-failed',
  'timeout-first-byte',
  'timeout-body',
  'reset',
  'reply-garbled',
  'reply-too-large',
  'message-refused',
  'status-1xx',
  'status-2xx-unwanted',
  'status-3xx',
  'status-4xx',
  'status-410',
  'status-429',
  'status-5xx',
  'script-missing',
  'script-failed',
  'script-timeout',
  'script-memory',
] as const

export type ErrorClass = (typeof errorClasses)[number]

/** The class of a reply's status that a dialect did not take for success. */
export function statusErrorClass(status: number): ErrorClass {
  if (status === 410) return 'status-410'
  if (status === 429) return 'status-429'
  if (status < 200) return 'status-1xx'
  if (status < 300) return 'status-2xx-unwanted'
  if (status < 400) return 'status-3xx'
  return status < 500 ? 'status-4xx' : 'status-5xx'
}
