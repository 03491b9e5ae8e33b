/**
 * Makes RSA keys for issuers, each with an X.509 certificate signed by itself: receivers that
 * follow the documented sample read the key from a certificate file, others from the published
 * keys, and both find the same one.
 */
import type { IssuerKey, PublicIssuerKey } from '../../domain/issuer-key.ts'
import type { IssuerKeyMaker, IssuerKeyRequest } from '../../ports/issuer-key-maker.ts'

export function createIssuerKeyMaker(): IssuerKeyMaker {
  return { makeKey }
}

async function makeKey(request: IssuerKeyRequest): Promise<IssuerKey> {
  const { keyId } = request
  const pair = await generatePair()
  const { subtle } = crypto
  // Its library is loaded with the first key: most processes never make one.
  const { selfSignedCertificate } = await import('./self-signed-certificate.ts')
  const pkcs8 = await subtle.exportKey('pkcs8', pair.privateKey)
  return {
    keyId,
    pkcs8Base64: base64(pkcs8),
    publicJwk: publicKey(keyId, await subtle.exportKey('jwk', pair.publicKey)),
    certificateBase64: base64(await selfSignedCertificate(request, pair)),
  }
}

/** The platform draws the primes; no bytes of ours could take their place. */
function generatePair() {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2_048,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

function publicKey(keyId: string, { n = '', e = '' }: { n?: string; e?: string }): PublicIssuerKey {
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid: keyId, n, e }
}

function base64(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('base64')
}
