/**
 * What a receiver of Posthorn's webhooks needs: one verifier for each wire format. Verify the raw
 * body first, use what comes back, and answer 200.
 */
export {
  createRosaasVerifier,
  type RosaasOptions,
  type RosaasVerifier,
  type VerifiedRosaasWebhook,
} from './rosaas.ts'
export {
  type RosaasEvent,
  type RosaasEventCode,
  rosaasEventNames,
  type RosaasMetaData,
} from './rosaas-events.ts'
export {
  createStandardWebhooksVerifier,
  type StandardWebhooksOptions,
  type StandardWebhooksVerifier,
  type VerifiedWebhook,
} from './standard-webhooks.ts'
export {
  createSuperOfficeVerifier,
  type SuperOfficeOptions,
  type SuperOfficeVerifier,
  type VerifiedNotification,
} from './superoffice.ts'
export {
  createTenantStatusVerifier,
  type TenantChange,
  type TenantStatusNotification,
  type TenantStatusOptions,
  type TenantStatusVerifier,
} from './tenant-status.ts'
export type { PublishedKeys } from './issuer-keys.ts'
export type { HeaderSource } from './header-value.ts'
export type { RawBody } from './raw-body.ts'
export { VerificationError, type VerificationErrorCode } from './verification-error.ts'
