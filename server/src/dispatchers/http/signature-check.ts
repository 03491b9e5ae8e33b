/**
 * Whether a key has signed something, by the algorithm that an ASN.1 AlgorithmIdentifier names.
 * Serves revocation: a list or an answer that its authority has not signed proves nothing. SHA-1
 * and what is older are not accepted; they can be forged.
 */
import { constants, type KeyObject, verify } from 'node:crypto'
import { contentOf, derTag, elementsIn, hexOf, readDer } from './der.ts'

export interface Signed {
  /** The AlgorithmIdentifier, DER. */
  readonly algorithm: Uint8Array
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** Object identifiers (DER content, hex) and their digest; null: the scheme has its own. */
const digests: Readonly<Record<string, string | null>> = {
  '2a864886f70d01010b': 'sha256', // sha256WithRSAEncryption
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256', // ecdsa-with-SHA256
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
  '2b6570': null, // Ed25519
  '2b6571': null, // Ed448
}

const pss = '2a864886f70d01010a'
const pssDigests: Readonly<Record<string, string>> = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

/** Whether the algorithm is one that is accepted. Throws for what is no AlgorithmIdentifier. */
export function isAcceptedAlgorithm(algorithm: Uint8Array): boolean {
  return schemeOf(algorithm) !== null
}

/** False also for a key of another kind and for an algorithm that is not accepted. */
export function isSignedBy(key: KeyObject, { algorithm, bytes, signature }: Signed): boolean {
  try {
    const scheme = schemeOf(algorithm)
    if (scheme === null) return false
    const padding = scheme.isPss
      ? {
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_AUTO,
        }
      : {}
    return verify(scheme.digest, bytes, { key, ...padding }, signature)
  } catch {
    return false
  }
}

function schemeOf(algorithm: Uint8Array): { digest: string | null; isPss: boolean } | null {
  const [oid, parameters] = elementsIn(contentOf(readDer(algorithm), derTag.sequence))
  const name = hexOf(contentOf(oid, derTag.oid))
  if (name === pss) {
    const digest = parameters === undefined ? undefined : pssDigests[pssDigestOid(parameters)]
    return digest === undefined ? null : { digest, isPss: true }
  }
  const digest = digests[name]
  return digest === undefined ? null : { digest, isPss: false }
}

/** The hash of RSASSA-PSS-params (RFC 4055); left out it is SHA-1, which is none of ours. */
function pssDigestOid(parameters: { readonly content: Uint8Array }): string {
  const [first] = elementsIn(parameters.content)
  if (first?.tag !== 0xa0) return ''
  const [oid] = elementsIn(contentOf(readDer(first.content), derTag.sequence))
  return hexOf(contentOf(oid, derTag.oid))
}
