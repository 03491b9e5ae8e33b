/**
 * Reads DER (ITU-T X.690) element by element, as far as certificates and their revocation lists
 * need it. Serves `crl.ts`, where a list of a hundred thousand entries must not become a million
 * objects. Whatever the bytes are, it ends: each step goes forward, and nothing is read twice.
 */

export interface DerElement {
  /** The identifier octet: class, form and number in one. */
  readonly tag: number
  /** The element with its header, as it is signed and compared. */
  readonly bytes: Uint8Array
  readonly content: Uint8Array
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const

/** The element at a place; throws when it is cut short or no DER. */
export function readDer(bytes: Uint8Array, at = 0): DerElement {
  const tag = bytes[at]
  const first = bytes[at + 1]
  // Names of tags beyond 30 take several octets; none of the structures read here has one.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw notDer()
  let length = first
  let start = at + 2
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw notDer()
    length = 0
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[start++] ?? 0)
  }
  const end = start + length
  if (end > bytes.length) throw notDer()
  return { tag, bytes: bytes.subarray(at, end), content: bytes.subarray(start, end) }
}

/** The elements that a constructed one holds, in order. */
export function* elementsIn(content: Uint8Array): Generator<DerElement> {
  for (let at = 0; at < content.length;) {
    const element = readDer(content, at)
    yield element
    at += element.bytes.length
  }
}

/** The content of an element of the wanted tag; throws for any other. */
export function contentOf(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw notDer()
  return element.content
}

/** A whole number as hex without leading zeros, which is how serial numbers are compared. */
export function integerHex(content: Uint8Array): string {
  return hexOf(content).replace(/^(00)+(?=..)/, '')
}

/** The instant of a UTCTime or a GeneralizedTime in the form that RFC 5280 asks for. */
export function timeMs(element: DerElement): number {
  const text = Buffer.from(element.content).toString('latin1')
  const isShort = element.tag === derTag.utcTime
  const match = (isShort ? shortTimePattern : longTimePattern).exec(text)
  if (match === null) throw notDer()
  const [year = 0, month = 1, ...rest] = match.slice(1).map(Number)
  const [day = 1, hour = 0, minute = 0, second = 0] = rest
  // RFC 5280, section 4.1.2.5.1: two digits from 50 on are of the last century.
  const century = isShort ? (year < 50 ? 2000 : 1900) : 0
  return Date.UTC(century + year, month - 1, day, hour, minute, second)
}

const shortTimePattern = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
const longTimePattern = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

function notDer(): Error {
  return new Error('it is cut short, or no DER')
}
