/**
 * The key that the issuer of an environment signs tokens with. Its public half is published, with
 * a certificate for receivers that read keys from certificates; the private half is a signing
 * secret and never leaves the service.
 */

/** The public half as a JSON Web Key (RFC 7517), with the id that tokens name it by. */
export interface PublicIssuerKey {
  readonly kty: 'RSA'
  readonly use: 'sig'
  readonly alg: 'RS256'
  readonly kid: string
  /** Modulus and exponent, base64url. */
  readonly n: string
  readonly e: string
}

export interface PublishedIssuerKey {
  readonly publicJwk: PublicIssuerKey
  /** The certificate in DER, base64 with padding. */
  readonly certificateBase64: string
}

export interface IssuerKey extends PublishedIssuerKey {
  readonly keyId: string
  /** PKCS #8 in base64. */
  readonly pkcs8Base64: string
}

export interface JsonWebKeySet {
  readonly keys: readonly (PublicIssuerKey & { readonly x5c: readonly string[] })[]
}

/** The document that receivers find the keys in, each with its certificate as `x5c`. */
export function jwksOf(published: readonly PublishedIssuerKey[]): JsonWebKeySet {
  return {
    keys: published.map(({ publicJwk, certificateBase64 }) => ({
      kty: publicJwk.kty,
      use: publicJwk.use,
      alg: publicJwk.alg,
      kid: publicJwk.kid,
      n: publicJwk.n,
      e: publicJwk.e,
      x5c: [certificateBase64],
    })),
  }
}
