/** The native API: its operations, its credentials and how it shows problems. */
import { Type } from 'typebox'
import type { DocumentedGroup } from '../documented-group.ts'
import { forPartners, operation, type Operation, type OperationGroup } from '../operation.ts'
import { rosaasDocumented } from '../rosaas/rosaas-documented.ts'
import { superOfficeDocumented } from '../superoffice/superoffice-documented.ts'
import { openApiDocument } from './openapi.ts'
import { acknowledgeAlertOperation } from './operations/acknowledge-alert.ts'
import { acceptEventOperation } from './operations/accept-event.ts'
import { acceptEventsOperation } from './operations/accept-events.ts'
import { changeSubscriptionOperation } from './operations/change-subscription.ts'
import { createKeyOperation } from './operations/create-key.ts'
import { getReplayOperation } from './operations/get-replay.ts'
import { pauseReplayOperation } from './operations/pause-replay.ts'
import { resumeReplayOperation } from './operations/resume-replay.ts'
import { cancelReplayOperation } from './operations/cancel-replay.ts'
import { createPortalLinkOperation } from './operations/create-portal-link.ts'
import { createReplayOperation } from './operations/create-replay.ts'
import { createSubscriptionOperation } from './operations/create-subscription.ts'
import { createTenantOperation } from './operations/create-tenant.ts'
import { deleteEventTypeOperation } from './operations/delete-event-type.ts'
import { deleteSubscriptionOperation } from './operations/delete-subscription.ts'
import { deleteScriptOperation } from './operations/delete-script.ts'
import { exportDeliveriesOperation } from './operations/export-deliveries.ts'
import { exchangePortalLinkOperation } from './operations/exchange-portal-link.ts'
import { explainEventOperation } from './operations/explain-event.ts'
import { followAllOperation } from './operations/follow-all.ts'
import { followTenantOperation } from './operations/follow-tenant.ts'
import { getDeliveryFacetsOperation } from './operations/get-delivery-facets.ts'
import { getDeliveryOperation } from './operations/get-delivery.ts'
import { getEventTypeOperation } from './operations/get-event-type.ts'
import { getEventOperation } from './operations/get-event.ts'
import { getHealthOperation } from './operations/get-health.ts'
import { getMetricsOperation } from './operations/get-metrics.ts'
import { getProblemOperation } from './operations/get-problem.ts'
import { getReadinessOperation } from './operations/get-readiness.ts'
import { getOverviewOperation } from './operations/get-overview.ts'
import { getSubscriptionActivityOperation } from './operations/get-subscription-activity.ts'
import { getTenantOverviewOperation } from './operations/get-tenant-overview.ts'
import { getSubscriptionOperation } from './operations/get-subscription.ts'
import { getScriptOperation } from './operations/get-script.ts'
import { getTenantLimitsOperation } from './operations/get-tenant-limits.ts'
import { getTenantOperation } from './operations/get-tenant.ts'
import { importSuperOfficeOperation } from './operations/import-superoffice.ts'
import { listAllAuditEntriesOperation } from './operations/list-all-audit-entries.ts'
import { listAuditEntriesOperation } from './operations/list-audit-entries.ts'
import { listAlertsOperation } from './operations/list-alerts.ts'
import { listDeliveriesOperation } from './operations/list-deliveries.ts'
import { listEventTypesOperation } from './operations/list-event-types.ts'
import { listEventsOperation } from './operations/list-events.ts'
import { listKeysOperation } from './operations/list-keys.ts'
import { listPublicKeysOperation } from './operations/list-public-keys.ts'
import { listReplaysOperation } from './operations/list-replays.ts'
import { listScriptsOperation } from './operations/list-scripts.ts'
import { listSubscriptionsOperation } from './operations/list-subscriptions.ts'
import { listTenantsOperation } from './operations/list-tenants.ts'
import { pauseSubscriptionOperation } from './operations/pause-subscription.ts'
import { putEventTypeOperation } from './operations/put-event-type.ts'
import { putScriptOperation } from './operations/put-script.ts'
import { putSubscriptionOperation } from './operations/put-subscription.ts'
import { putTenantLimitsOperation } from './operations/put-tenant-limits.ts'
import { resendDeliveryOperation } from './operations/resend-delivery.ts'
import { resumeSubscriptionOperation } from './operations/resume-subscription.ts'
import { revokeKeyOperation } from './operations/revoke-key.ts'
import { rotateSigningSecretOperation } from './operations/rotate-signing-secret.ts'
import { sendTestEventOperation } from './operations/send-test-event.ts'
import { inboxOperations } from './inboxes/inbox-operations.ts'
import { inboxRequestOperations } from './inboxes/inbox-request-operations.ts'
import { appOperations } from './apps/app-operations.ts'
import { appSecretOperations } from './apps/app-secret-operations.ts'
import { approvalOperations } from './apps/approval-operations.ts'
import { issuerOperations } from './apps/issuer-operations.ts'
import { partnerOperations } from './apps/partner-operations.ts'
import { publicationOperations } from './apps/publication-operations.ts'
import { stateChangeOperations } from './apps/state-change-operations.ts'
import { versionOperations } from './apps/version-operations.ts'
import { accountOperations } from './console/account-operations.ts'
import { sessionOperations } from './console/session-operations.ts'
import { clientOperations } from './products/client-operations.ts'
import { productOperations } from './products/product-operations.ts'
import { problemStyle } from './problem-style.ts'
import { ProblemView } from './view-schemas.ts'

const getOpenApiOperation = operation({
  id: 'getOpenApi',
  method: 'GET',
  path: '/v1/openapi.json',
  allow: 'anyone',
  tag: 'Operation',
  summary: 'This document: every operation whose bodies are JSON, as OpenAPI 3.1.',
  responses: { 200: { description: 'The document', schema: Type.Object({}), example: {} } },

  handle: () => ({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: documentBytes(),
  }),
})

/** What partners do with what is theirs, as tenants do with theirs. */
const ofPartners: readonly Operation[] = [
  createKeyOperation,
  listKeysOperation,
  revokeKeyOperation,
  listEventsOperation,
  getEventOperation,
  listSubscriptionsOperation,
  getSubscriptionOperation,
  listDeliveriesOperation,
  getDeliveryFacetsOperation,
  exportDeliveriesOperation,
  getDeliveryOperation,
  resendDeliveryOperation,
  createReplayOperation,
  listReplaysOperation,
  getReplayOperation,
  pauseReplayOperation,
  resumeReplayOperation,
  cancelReplayOperation,
  listAlertsOperation,
  acknowledgeAlertOperation,
  listAuditEntriesOperation,
  followTenantOperation,
].map(forPartners)

const operations: readonly Operation[] = [
  createTenantOperation,
  listTenantsOperation,
  getTenantOperation,
  putTenantLimitsOperation,
  getTenantLimitsOperation,
  createKeyOperation,
  listKeysOperation,
  revokeKeyOperation,
  createPortalLinkOperation,
  exchangePortalLinkOperation,
  acceptEventOperation,
  acceptEventsOperation,
  listEventsOperation,
  getEventOperation,
  explainEventOperation,
  listEventTypesOperation,
  putEventTypeOperation,
  getEventTypeOperation,
  deleteEventTypeOperation,
  createSubscriptionOperation,
  putSubscriptionOperation,
  listSubscriptionsOperation,
  getSubscriptionOperation,
  listPublicKeysOperation,
  changeSubscriptionOperation,
  deleteSubscriptionOperation,
  rotateSigningSecretOperation,
  sendTestEventOperation,
  pauseSubscriptionOperation,
  resumeSubscriptionOperation,
  importSuperOfficeOperation,
  putScriptOperation,
  listScriptsOperation,
  getScriptOperation,
  deleteScriptOperation,
  ...inboxOperations,
  ...inboxRequestOperations,
  listDeliveriesOperation,
  getDeliveryFacetsOperation,
  exportDeliveriesOperation,
  getDeliveryOperation,
  resendDeliveryOperation,
  createReplayOperation,
  listReplaysOperation,
  getReplayOperation,
  pauseReplayOperation,
  resumeReplayOperation,
  cancelReplayOperation,
  listAlertsOperation,
  acknowledgeAlertOperation,
  listAuditEntriesOperation,
  listAllAuditEntriesOperation,
  followTenantOperation,
  followAllOperation,
  getOverviewOperation,
  getTenantOverviewOperation,
  getSubscriptionActivityOperation,
  ...stateChangeOperations,
  ...approvalOperations,
  ...partnerOperations,
  ...ofPartners,
  ...appOperations,
  ...appSecretOperations,
  ...versionOperations,
  ...publicationOperations,
  ...issuerOperations,
  ...productOperations,
  ...clientOperations,
  ...sessionOperations,
  ...accountOperations,
  getHealthOperation,
  getReadinessOperation,
  getMetricsOperation,
  getProblemOperation,
  getOpenApiOperation,
]

/** What the OpenAPI document tells of: this API first. */
export const documentedGroups: readonly DocumentedGroup[] = [
  { operations, errorStyle: problemStyle, errorSchema: ProblemView },
  rosaasDocumented,
  superOfficeDocumented,
]

let document: ReturnType<typeof openApiDocument> | null = null

/** The OpenAPI document, built when it is first asked for. */
export function publishedDocument(): ReturnType<typeof openApiDocument> {
  document ??= openApiDocument(documentedGroups)
  return document
}

let bytes: Buffer | null = null

/** The same bytes for everybody: answers that wait to be read share them. */
function documentBytes(): Buffer {
  bytes ??= Buffer.from(JSON.stringify(publishedDocument()))
  return bytes
}

export const nativeGroup: OperationGroup = {
  name: 'native',
  operations,
  errorStyle: problemStyle,
  credentialSchemes: new Map([['bearer', 'key']]),
  ownsPath: (path) => path.startsWith('/v1/'),
}
