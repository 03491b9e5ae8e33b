/**
 * The kinds of values that settings have: each turns the text of an environment variable into a
 * value, or says in half a sentence what is wrong with it without repeating it, because it may be
 * a secret.
 */
import { isIP } from 'node:net'
import { isMailAddress } from './domain/mail-address.ts'

export type Read<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  /** Follows the setting's name: `POSTHORN_LISTEN has no port`. */
  | { readonly kind: 'malformed'; readonly why: string }

const value = <Value>(read: Value): Read<Value> => ({ kind: 'value', value: read })
const malformed = (why: string): Read<never> => ({ kind: 'malformed', why })

export interface ListenAddress {
  readonly host: string
  readonly port: number
}

/** `127.0.0.1:8400`, `[::1]:8400`, `localhost:0`. */
export function listenAddress(text: string): Read<ListenAddress> {
  const match = /^(?:\[([0-9A-Fa-f:.%a-z]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text)
  if (match === null) return malformed('is not a host and a port with a colon between')
  const port = Number(match[3])
  if (port > 65_535) return malformed('has a port above 65535')
  return value({ host: match[1] ?? match[2] ?? '', port })
}

/** A whole number within bounds; digits alone, so that `1e3` and `0x10` are caught as mistakes. */
export function count(bounds: { readonly min: number; readonly max: number }) {
  return (text: string): Read<number> => {
    if (!/^\d{1,15}$/.test(text)) return malformed('is not a whole number written in digits')
    const number = Number(text)
    if (number < bounds.min) return malformed(`is below ${bounds.min}`)
    return number > bounds.max ? malformed(`is above ${bounds.max}`) : value(number)
  }
}

export function yesOrNo(text: string): Read<boolean> {
  if (text === '1' || text === 'true') return value(true)
  if (text === '0' || text === 'false') return value(false)
  return malformed('is neither 0 nor 1')
}

export function choice<const Choice extends string>(choices: readonly Choice[]) {
  return (text: string): Read<Choice> => {
    const found = choices.find((one) => one === text)
    return found === undefined ? malformed('is none of the words it may be') : value(found)
  }
}

/** `api,worker`: each at most once, at least one. */
export function wordList<const Word extends string>(words: readonly Word[]) {
  return (text: string): Read<readonly Word[]> => {
    const given = text.split(',').map((part) => part.trim())
    const found = words.filter((word) => given.includes(word))
    return found.length === given.length
      ? value(found)
      : malformed('has a word that it may not have, or one twice')
  }
}

export function printableText(length: { readonly min: number; readonly max: number }) {
  return (text: string): Read<string> => {
    if (!/^[\x21-\x7e]*$/.test(text))
      return malformed('has characters that cannot stand in a header')
    if (text.length < length.min) return malformed(`has fewer than ${length.min} characters`)
    return text.length > length.max
      ? malformed(`has more than ${length.max} characters`)
      : value(text)
  }
}

export function bytesOfBase64(byteCount: number) {
  return (text: string): Read<Uint8Array> => {
    const bytes = Buffer.from(text, 'base64')
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && bytes.toString('base64') === text
    if (!isBase64) return malformed('is not base64 in the standard alphabet with its padding')
    return bytes.length === byteCount
      ? value(new Uint8Array(bytes))
      : malformed(`is ${bytes.length} bytes long, not ${byteCount}`)
  }
}

/** `10.0.0.0/8,192.168.1.5,fd00::/8`; a single address is a range of one. */
export function cidrList(text: string): Read<readonly string[]> {
  const ranges: string[] = []
  for (const part of text.split(',')) {
    const range = part.trim()
    if (range === '') continue
    const read = cidr(range)
    if (read === null) {
      return malformed(`has "${range}", which is neither an address nor a CIDR range`)
    }
    ranges.push(read)
  }
  return value(ranges)
}

/** Null for what is no range of addresses; one of them with a zone (`fe80::1%eth0`) is none. */
function cidr(range: string): string | null {
  const [address = '', bits, ...rest] = range.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return null
  const bitsMax = version === 4 ? 32 : 128
  if (bits === undefined) return `${address}/${bitsMax}`
  return /^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax ? range : null
}

export function filePath(text: string): Read<string> {
  return text.includes('\0') ? malformed('is not a path') : value(text)
}

/** `a.crl,b.pem`; empty: none. */
export function filePaths(text: string): Read<readonly string[]> {
  const paths = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return paths.some((path) => path.includes('\0')) ? malformed('has what is no path') : value(paths)
}

export function storeUrl(text: string): Read<string> {
  if (/^(sqlite:|postgres(ql)?:\/\/).+/.test(text)) return value(text)
  return malformed('is not a store that this version has')
}

/** A URL without the role and the password that it may carry, whatever characters they have. */
export function withoutPassword(text: string): string {
  return text.replace(/^([a-z]+:\/\/).*@/is, '$1…@')
}

export function publicUrl(text: string): Read<string> {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return malformed('is not an http(s) URL')
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return malformed('has a query, a fragment or credentials')
  }
  return value(url.href.replace(/\/+$/, ''))
}

/** The same, with at most one part in its path. */
export function issuerUrl(text: string): Read<string> {
  const read = publicUrl(text)
  if (read.kind !== 'value') return read
  const parts = new URL(read.value).pathname.split('/').filter((part) => part !== '')
  return parts.length <= 1 ? read : malformed('has more than one part in its path')
}

export interface SmtpPlace {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly isTls: boolean
  readonly credentials: { readonly user: string; readonly password: string } | null
}

/** `smtps://user:password@mail.example.org`, `smtp://127.0.0.1:25`; user and password URL-encoded. */
export function smtpUrl(text: string): Read<SmtpPlace> {
  const url = URL.parse(text)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    return malformed('is no URL that begins with smtp:// or smtps:// and names a host')
  }
  if (url.search !== '' || url.hash !== '' || !/^\/?$/.test(url.pathname)) {
    return malformed('has a path, a query or a fragment')
  }
  const isTls = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? (isTls ? 465 : 587) : Number(url.port)
  try {
    const [user, password] = [url.username, url.password].map(decodeURIComponent)
    const credentials = user ? { user, password: password ?? '' } : null
    return value({ host, port, isTls, credentials })
  } catch {
    return malformed('has a user or a password that is not URL-encoded')
  }
}

export function mailAddress(text: string): Read<string> {
  return isMailAddress(text) ? value(text) : malformed('is not one mail address')
}

export function versionText(text: string): Read<string> {
  return /^\d{1,6}(\.\d{1,6}){0,3}$/.test(text) ? value(text) : malformed('is not a version')
}

/** Origins as a content security policy lists them; `none` and `self` get their quotation marks. */
export function frameAncestors(text: string): Read<string> {
  if (text === 'none' || text === 'self') return value(`'${text}'`)
  const origins = text.split(',').map((part) => part.trim())
  const isOrigin = (origin: string): boolean =>
    URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).origin === origin
  return origins.every(isOrigin)
    ? value(origins.join(' '))
    : malformed('is neither none, nor self, nor a list of origins with scheme and without a path')
}
