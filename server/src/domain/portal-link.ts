/**
 * A portal link lets somebody at a tenant in without a key of their own: a token that works once, to
 * be exchanged for a key that ends by itself.
 */
import type { KeyId } from './ids.ts'
import type { KeyScope } from './tenant.ts'

export interface PortalLink {
  readonly tenantKey: number
  readonly tenantId: string
  readonly scopes: readonly KeyScope[]
  /** Not exchanged from here on. */
  readonly endsAtMs: number
  /** How long the key lives, from the exchange on. */
  readonly sessionMs: number
  /** Who made it. */
  readonly by: string
}

/** A key that was given for a link. */
export interface PortalSession {
  readonly tenantKey: number
  readonly keyId: KeyId
  readonly endsAtMs: number
}
