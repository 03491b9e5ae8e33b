/**
 * Certificate revocation lists (RFC 5280, section 5) as an operator hands them over. Read into what
 * a look-up needs: the issuer's name, the serial numbers, and the signature that has to be the
 * issuer's own. Nothing of it refuses a certificate of another issuer, which is what Node's own
 * `crl` option does. What a list leaves out is not proven good, only not proven bad.
 */
import {
  contentOf,
  type DerElement,
  derTag,
  elementsIn,
  hexOf,
  integerHex,
  readDer,
  timeMs,
} from './der.ts'
import { isAcceptedAlgorithm, type Signed } from './signature-check.ts'

export interface Crl {
  /** The issuer's name, DER as hex. */
  readonly issuer: string
  /** Serial numbers as hex without leading zeros, with the instant of revocation. */
  readonly revoked: ReadonlyMap<string, number>
  readonly signed: Signed
}

const pemPattern = /-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/g

/** The lists in a file: PEM, one or more, or one in DER. Throws half a sentence for anything else. */
export function crlsIn(bytes: Uint8Array): readonly Crl[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = [...text.matchAll(pemPattern)]
  if (found.length === 0) {
    if (bytes[0] !== derTag.sequence) throw new Error('it holds no revocation list, PEM or DER')
    return [readOne(bytes, 'its revocation list')]
  }
  return found.map(([, base64 = ''], index) =>
    readOne(Buffer.from(base64, 'base64'), `its revocation list ${index + 1}`),
  )
}

function readOne(bytes: Uint8Array, what: string): Crl {
  let crl: Crl | string
  try {
    crl = readCrl(bytes)
  } catch (error) {
    throw new Error(`${what} cannot be read`, { cause: error })
  }
  if (typeof crl === 'string') throw new Error(`${what} ${crl}`)
  return crl
}

/** A list, or why it is one that cannot be obeyed. Throws for what is none. */
function readCrl(bytes: Uint8Array): Crl | string {
  const whole = readDer(bytes)
  const [list, algorithm, signature] = elementsIn(contentOf(whole, derTag.sequence))
  const parts = partsOf(contentOf(list, derTag.sequence))
  if (list === undefined || algorithm === undefined) throw new Error('it has no signature')
  if (!isAcceptedAlgorithm(algorithm.bytes)) {
    return 'is signed by an algorithm that is not accepted: SHA-256 or better is'
  }
  const unobeyed = unobeyedExtension(parts.extensions)
  if (unobeyed !== null) return unobeyed
  return {
    issuer: hexOf(parts.issuer.bytes),
    revoked: revokedIn(parts.entries),
    signed: {
      algorithm: algorithm.bytes,
      bytes: list.bytes,
      // The first octet says that no bits are unused.
      signature: contentOf(signature, derTag.bitString).subarray(1),
    },
  }
}

interface CrlParts {
  readonly issuer: DerElement
  readonly entries: DerElement | null
  readonly extensions: DerElement | null
}

/** TBSCertList: version?, signature, issuer, thisUpdate, nextUpdate?, entries?, [0] extensions? */
function partsOf(content: Uint8Array): CrlParts {
  const elements = [...elementsIn(content)]
  if (elements[0]?.tag === derTag.integer) elements.shift()
  const [, issuer, thisUpdate, ...rest] = elements
  if (issuer?.tag !== derTag.sequence || thisUpdate === undefined) throw new Error('it is no list')
  timeMs(thisUpdate)
  const [next] = rest
  if (next?.tag === derTag.utcTime || next?.tag === derTag.generalizedTime) rest.shift()
  const entries = rest[0]?.tag === derTag.sequence ? (rest.shift() ?? null) : null
  const extensions = rest[0]?.tag === 0xa0 ? (rest.shift() ?? null) : null
  if (rest.length > 0) throw new Error('it has more than a list has')
  return { issuer, entries, extensions }
}

function revokedIn(entries: DerElement | null): ReadonlyMap<string, number> {
  const revoked = new Map<string, number>()
  if (entries === null) return revoked
  for (const entry of elementsIn(entries.content)) {
    const [serial, time] = elementsIn(contentOf(entry, derTag.sequence))
    if (time === undefined) throw new Error('an entry has no date')
    revoked.set(integerHex(contentOf(serial, derTag.integer)), timeMs(time))
  }
  return revoked
}

const deltaIndicator = '551d1b'
const issuingDistributionPoint = '551d1c'

/** Lists that say something else than "these are revoked, of this issuer". */
function unobeyedExtension(extensions: DerElement | null): string | null {
  if (extensions === null) return null
  for (const extension of elementsIn(contentOf(readDer(extensions.content), derTag.sequence))) {
    const [oid, ...rest] = elementsIn(contentOf(extension, derTag.sequence))
    const name = hexOf(contentOf(oid, derTag.oid))
    if (name === deltaIndicator) return 'is a delta list: give the whole one'
    if (name === issuingDistributionPoint && isIndirect(rest.at(-1))) {
      return "is an indirect list, of several issuers: give each issuer's own"
    }
  }
  return null
}

function isIndirect(value: DerElement | undefined): boolean {
  const point = readDer(contentOf(value, derTag.octetString))
  for (const part of elementsIn(contentOf(point, derTag.sequence))) {
    if (part.tag === 0x84) return part.content[0] !== 0
  }
  return false
}
