/**
 * An issuer key maker makes the keys that issuers sign tokens with, each with a certificate signed
 * by itself. The platform draws the key's primes, so its chance is behind this port. It keeps
 * nothing: a crash loses at most a key that nobody was shown. Every implementation passes
 * test/contract/issuer-key-maker-contract.ts.
 */
import type { IssuerKey } from '../domain/issuer-key.ts'

export interface IssuerKeyRequest {
  /** The issuer's URL; its host is the certificate's subject. */
  readonly issuer: string
  readonly keyId: string
  /** When the certificate begins and ends, epoch milliseconds; whole seconds count. */
  readonly fromMs: number
  readonly untilMs: number
}

export interface IssuerKeyMaker {
  /** A new RSA key of 2048 bits, another one each time. */
  makeKey(request: IssuerKeyRequest): Promise<IssuerKey>
}
