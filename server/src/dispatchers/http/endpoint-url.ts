/**
 * Reads the URL of an endpoint into what a connection needs. Serves the check at save and every
 * send alike, so that nothing can be stored that is read differently later. It resolves no name
 * and judges no address: the host comes out in its one plain spelling for those who do.
 */
import { urlCharactersMax } from '../../domain/limits.ts'
import type { TargetRefusal } from '../../ports/dispatcher.ts'

export interface EndpointUrl {
  /** Scheme, host and port: what shares connections. */
  readonly origin: string
  /** Path with query, as it goes into the request line. */
  readonly path: string
  readonly isTls: boolean
  /** Lower case, without brackets and trailing dot: a plain address or a name. */
  readonly host: string
  readonly port: number
  /** Of the listener of this process that it leads to, an inbox's; null: it leads where its host does. */
  readonly inboxPort: number | null
}

// The WHATWG parser would drop tabs and line ends and take a backslash for a slash.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const trickyPattern = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/
const webPattern = /^https?:\/\/[^/?#]/i

/** An endpoint, or why the text cannot be one. `http:` counts only where the operator allows it. */
export function readEndpointUrl(text: string, allowHttp: boolean): EndpointUrl | TargetRefusal {
  if (text.length > urlCharactersMax) {
    return refusal('too-long', `The URL is longer than ${urlCharactersMax} characters.`)
  }
  if (trickyPattern.test(text) || !URL.canParse(text)) {
    return refusal('not-a-url', 'The text is not a URL such as https://example.com/webhook.')
  }
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    const schemes = allowHttp ? 'https:// or http://' : 'https://'
    return refusal('not-https', `The URL has to begin with ${schemes}.`)
  }
  if (!webPattern.test(text)) {
    return refusal('not-a-url', 'The URL needs a host right after its two slashes.')
  }
  if (authorityOf(text).includes('@')) {
    return refusal(
      'has-credentials',
      'The URL holds a user name or password; prove the sender by the signature instead.',
    )
  }
  const isTls = url.protocol === 'https:'
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  if (port === 0 || portsOfOthers.has(port)) {
    return refusal('address-refused', `Port ${port} belongs to another protocol; use a web port.`)
  }
  const path = url.pathname + url.search
  return { origin: url.origin, path, isTls, host: plainHost(url), port, inboxPort: null }
}

function refusal(reason: TargetRefusal['reason'], detail: string): TargetRefusal {
  return { reason, detail }
}

/** As written: an empty user name leaves no trace in the parsed URL. */
function authorityOf(text: string): string {
  return text.slice(text.indexOf('//') + 2).split(/[/?#]/, 1)[0] ?? ''
}

function plainHost(url: URL): string {
  const { hostname } = url
  if (hostname.startsWith('[')) return hostname.slice(1, -1)
  return hostname.replace(/\.$/, '')
}

/** Ports on which a POST would speak to mail, chat or shells (WHATWG Fetch, port blocking). */
const portsOfOthers: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
  103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
  512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
  995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667,
  6668, 6669, 6679, 6697, 10080, 11211,
])
