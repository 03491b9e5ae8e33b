/**
 * What a receiver of Posthorn's webhooks needs: one verifier for each wire format, and what the
 * receivers for each framework (`posthorn-receiver/express` …) are made of. Verify the raw body first,
 * use what comes back, and answer 200.
 */
export { type Answer, RetryLaterError } from './answer.ts'
export type { BodyLimits } from './body-limits.ts'
export type { HeaderSource } from './header-value.ts'
export type { PublishedKeys } from './issuer-keys.ts'
export type { RawBody } from './raw-body.ts'
export {
  createReceiver,
  type IncomingWebhook,
  type Receiver,
  type ReceiverOptions,
  type Trouble,
} from './receiver.ts'
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
  rosaasEventOf,
  type RosaasMetaData,
} from './rosaas-events.ts'
export { createMemorySeenStore, type SeenStore } from './seen-store.ts'
export {
  type AnyEvents,
  createStandardWebhooksVerifier,
  type StandardWebhooksOptions,
  type StandardWebhooksVerifier,
  type VerifiedWebhook,
  type WebhookEvent,
  type WebhookEventOf,
  webhookEventOf,
} from './standard-webhooks.ts'
export {
  createSuperOfficeVerifier,
  type SuperOfficeOptions,
  type SuperOfficeVerifier,
  type VerifiedNotification,
} from './superoffice.ts'
export {
  type SuperOfficeEvent,
  type SuperOfficeEventName,
  superOfficeEventOf,
} from './superoffice-event.ts'
export {
  createTenantStatusVerifier,
  type TenantChange,
  type TenantStatusEvent,
  tenantStatusEventOf,
  type TenantStatusOptions,
  type TenantStatusVerifier,
  type VerifiedTenantStatus,
} from './tenant-status.ts'
export { VerificationError, type VerificationErrorCode } from './verification-error.ts'
export type { RawRequest, ReceivedWebhook, Verifier } from './verifier.ts'
