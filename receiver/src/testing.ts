/**
 * `posthorn-receiver/testing`: requests as a sender would make them, for the tests of a receiver.
 * The keys in here are public and prove nothing; nothing of it belongs into what ships.
 */
export { signRosaasRequest, type RosaasSample } from './testing/rosaas.ts'
export type { SampleOptions, SignedRequest } from './testing/signed-request.ts'
export {
  signStandardWebhooksRequest,
  type StandardWebhooksSample,
} from './testing/standard-webhooks.ts'
export { signSuperOfficeRequest, type SuperOfficeSample } from './testing/superoffice.ts'
export {
  signTenantStatusRequest,
  type TenantStatusSample,
  type TokenIssuer,
} from './testing/tenant-status.ts'
export { testIssuer } from './testing/test-issuer.ts'
