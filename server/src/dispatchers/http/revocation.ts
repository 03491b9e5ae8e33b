/**
 * Whether a receiver's certificate is proven to be revoked: by the OCSP answer that it staples
 * itself, or by a list that the operator gave. Serves every new TLS connection, at save and for
 * deliveries alike. Absence of proof is no refusal: most receivers staple nothing, and asking the
 * authority from here would tell it who our receivers are, and stand still with it.
 */
import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { Crl } from './crl.ts'
import type { CrlLists } from './crl-files.ts'
import { contentOf, derTag, elementsIn, hexOf, integerHex, readDer } from './der.ts'
import { type Fault, faultOf } from './fault.ts'
import { judgeStaple } from './ocsp-staple.ts'
import { isSignedBy } from './signature-check.ts'

export class RevocationCheck {
  readonly #lists: CrlLists
  readonly #nowMs: () => number
  /** By list and issuer: whether the issuer's key has signed the list. */
  readonly #vouched = new WeakMap<Crl, Map<string, boolean>>()

  /** `nowMs`: the wall clock, which answers are valid by. */
  constructor(lists: CrlLists, nowMs: () => number = Date.now) {
    this.#lists = lists
    this.#nowMs = nowMs
  }

  /** Another one after a change of the lists: what was judged before has to be judged again. */
  get generation(): number {
    return this.#lists.generation
  }

  /**
   * The fault of a connection whose handshake has just ended, or null. A resumed session shows no
   * certificate; it was judged when it began. `staple`: the stapled answer, if there was one.
   */
  faultOf(socket: TLSSocket, staple: Buffer | null): Fault | null {
    if (socket.isSessionReused() || (staple === null && this.#lists.isEmpty)) return null
    const chain = chainOf(socket.getPeerCertificate(true))
    return this.#faultByStaple(chain, staple) ?? this.#faultByLists(chain)
  }

  #faultByStaple([leaf, issuer]: readonly Shown[], staple: Buffer | null): Fault | null {
    if (staple === null || leaf === undefined || issuer === undefined) return null
    const shown = { certificate: leaf.der, issuer: issuer.der }
    const verdict = judgeStaple(staple, shown, this.#nowMs())
    return verdict.kind === 'revoked'
      ? revoked(verdict.atMs, 'the OCSP answer that the receiver itself staples')
      : null
  }

  #faultByLists(chain: readonly Shown[]): Fault | null {
    if (this.#lists.isEmpty) return null
    for (const [index, { der }] of chain.entries()) {
      const { serial, issuer } = namesOf(der)
      const lists = this.#lists.of(issuer)
      if (lists.length === 0) continue
      const issuerDer = chain[index + 1]?.der
      const isRoot = issuerDer === undefined
      const signer = new X509Certificate(issuerDer ?? der)
      if (!new X509Certificate(der).verify(signer.publicKey)) {
        // An authority of the same name that has not signed it would lead past the list.
        return isRoot ? null : faultOf('tls-failed', strangeChain)
      }
      for (const list of lists) {
        const atMs = list.revoked.get(serial)
        if (atMs === undefined || !this.#isVouched(list, signer)) continue
        return revoked(
          atMs,
          index === 0 ? 'a revocation list' : 'a revocation list, for its issuer',
        )
      }
    }
    return null
  }

  #isVouched(list: Crl, issuer: X509Certificate): boolean {
    const known = this.#vouched.get(list) ?? new Map<string, boolean>()
    this.#vouched.set(list, known)
    const { fingerprint256 } = issuer
    const isKnown = known.get(fingerprint256)
    if (isKnown !== undefined) return isKnown
    const isVouched = isSignedBy(issuer.publicKey, list.signed)
    known.set(fingerprint256, isVouched)
    return isVouched
  }
}

const strangeChain =
  'The certificate is not accepted: the receiver shows an issuer that has not signed it.'

interface Shown {
  readonly der: Buffer
}

/** Longer than any chain that verifies. */
const chainMax = 10

/** From the receiver's own certificate up, as far as Node has found the issuers. */
function chainOf(certificate: DetailedPeerCertificate): readonly Shown[] {
  const chain: Shown[] = []
  let next: DetailedPeerCertificate | undefined = certificate
  while (next?.raw !== undefined && chain.length < chainMax) {
    chain.push({ der: next.raw })
    if (next.issuerCertificate === next) break
    next = next.issuerCertificate
  }
  return chain
}

/** Serial number and issuer's name (TBSCertificate: [0] version?, serial, algorithm, issuer …). */
function namesOf(certificate: Uint8Array): { readonly serial: string; readonly issuer: string } {
  const [inner] = elementsIn(contentOf(readDer(certificate), derTag.sequence))
  const parts = [...elementsIn(contentOf(inner, derTag.sequence))]
  if (parts[0]?.tag === 0xa0) parts.shift()
  const [serial, , issuer] = parts
  return {
    serial: integerHex(contentOf(serial, derTag.integer)),
    issuer: issuer === undefined ? '' : hexOf(issuer.bytes),
  }
}

function revoked(atMs: number, by: string): Fault {
  const day = new Date(atMs).toISOString().slice(0, 10)
  return faultOf('tls-revoked', `The certificate is not accepted: revoked on ${day}, by ${by}.`)
}
