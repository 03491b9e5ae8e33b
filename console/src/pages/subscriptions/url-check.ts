/**
 * What can be said of a URL while it is typed. The server decides; this only spares a round trip,
 * so it knows the obvious cases and no more.
 */
export type UrlVerdict =
  'urlMissing' | 'urlMalformed' | 'urlScheme' | 'urlUser' | 'urlPlain' | 'urlPrivate' | 'urlGood'

/** Those with which a URL can be saved nowhere. */
export const urlFaults: readonly UrlVerdict[] = [
  'urlMissing',
  'urlMalformed',
  'urlScheme',
  'urlUser',
]

export function checkUrl(text: string): UrlVerdict {
  if (text.trim() === '') return 'urlMissing'
  if (!URL.canParse(text)) return 'urlMalformed'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'urlScheme'
  if (!/^https?:\/\//i.test(text.trim())) return 'urlMalformed'
  if (url.username !== '' || url.password !== '') return 'urlUser'
  if (isPrivate(url.hostname)) return 'urlPrivate'
  return url.protocol === 'http:' ? 'urlPlain' : 'urlGood'
}

const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/i
const privateV4 =
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./
const privateV6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\]$/i

function isPrivate(host: string): boolean {
  return privateNames.test(host) || privateV4.test(host) || privateV6.test(host)
}
