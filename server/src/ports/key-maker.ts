/**
 * A key maker makes and completes signing secrets, for which ed25519 needs cryptography that the
 * domain does not have. It keeps nothing: a crash loses at most a secret nobody was shown.
 * Every implementation passes test/contract/key-maker-contract.ts.
 */
import type { SigningSecret } from '../domain/signing-secret.ts'

export interface KeyMaker {
  /** A new secret from fresh random bytes: 32 for HMAC, a seed with its public key for ed25519. */
  makeSecret(kind: 'hmac' | 'ed25519'): SigningSecret
  /**
   * A given secret in the form that is kept: an ed25519 seed gets its public half. Null when the
   * halves of an ed25519 key do not belong together, so that nothing it signs would verify.
   */
  completeSecret(secret: SigningSecret): SigningSecret | null
  /** What receivers may be shown: `whpk_…`; null for a symmetric secret, which has none. */
  publicKey(secret: SigningSecret): string | null
}
