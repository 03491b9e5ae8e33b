/**
 * A session is somebody's being signed in to the console: a cookie stands for it, and of that the
 * store keeps a digest alone.
 */
import type { AccountId } from './account.ts'
import type { KeyId } from './ids.ts'

/** Who signed in, and what has to stay as it was for the session to live. */
export type SessionHolder =
  | { readonly kind: 'account'; readonly accountId: AccountId; readonly signInCount: number }
  /** Ends with the key; `portal`: with one that was given for a portal link. */
  | { readonly kind: 'key' | 'portal'; readonly tenantKey: number; readonly keyId: KeyId }
  /** The proof is of the operator's key as it was then. */
  | { readonly kind: 'operator-key'; readonly proof: string }

export interface Session {
  readonly holder: SessionHolder
  readonly createdAtMs: number
  readonly endsAtMs: number
  /** Noted once a minute. */
  readonly usedAtMs: number
}

export const sessionMsMax = 12 * 3_600_000
export const sessionIdleMsMax = 2 * 3_600_000
/** Of one account or key; another one ends the oldest. */
export const sessionsPerHolderMax = 20
