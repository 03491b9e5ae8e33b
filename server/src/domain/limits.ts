/** Bounds of the product that are not settings: a named constant with its unit and its reason. */

export const dayMs = 24 * 3_600_000
/** Kept of a receiver's answer; SuperOffice's `last_error` column has this length. */
export const replyCharactersMax = 4_000
/** Read of a receiver's answer before the socket is dropped; the status has decided by then. */
export const replyBytesMax = 64 * 1024
/** Deeper JSON would be accepted by `JSON.parse` and then break `JSON.stringify`. */
export const jsonDepthMax = 64
export const jsonKeysMax = 10_000
export const idempotencyKeyCharactersMax = 256
export const idempotencyKeptMs = 7 * dayMs
export const eventPatternsMax = 200
/** Of a subscription's filter: operators with `all`, `any` and `not`, each a comparison an event. */
export const filterOperatorsMax = 100
/** Of `all`, `any` and `not` within each other; deeper is not read by people. */
export const filterDepthMax = 8
export const filterPathCharactersMax = 256
export const filterPathPartsMax = 16
export const filterTextCharactersMax = 1_000
export const filterListValuesMax = 200
/** Of a whole filter as JSON: each is kept in memory. */
export const filterCharactersMax = 16 * 1024
/**
 * Elements and comparisons for one filter and one event, about a millisecond. An event that takes
 * more is wanted: one too many is better than one too few.
 */
export const filterStepsMax = 100_000
export const eventTypesPerTenantMax = 200
/** Of one event type's schema as JSON. */
export const dataSchemaCharactersMax = 32 * 1024
/** Of all schemas and examples of a tenant as JSON: they are kept in memory. */
export const eventTypeCharactersPerTenantMax = 1024 * 1024
export const eventTypeExampleCharactersMax = 4 * 1024
export const dataSchemaDepthMax = 16
/** Schemas within a schema, each counted as often as references lead to it. */
export const dataSchemaPartsMax = 1_000
/** Places and comparisons of one check, some tens of milliseconds at most. */
export const dataSchemaStepsMax = 200_000
/** Each alert of a subscription is a mail to each. */
export const notifyEmailsMax = 20
export const customHeadersMax = 50
export const customHeaderCharactersMax = 4_096
export const urlCharactersMax = 4_000
export const pageSizeDefault = 50
export const pageSizeMax = 250
/** Rows a list query may examine before it answers with a cursor, matched or not. */
export const rowsExaminedMax = 10_000
/** Statuses, or error classes, that deliveries are looked for by at a time. */
export const filterValuesMax = 6
/** Newest deliveries that facets are counted of. */
export const facetRowsMax = 10_000
/** Of subscriptions, types and the like in an answer of facets: the most frequent. */
export const facetValuesMax = 100
/** Of one export of deliveries: some 25 MB, held in memory until it is answered. */
export const exportedRowsMax = 100_000
/** Explained in one answer: each costs a version of a subscription and an attempt. */
export const explanationsMax = 100
/** Runs of one delivery in an answer about its event: the latest; a list of deliveries has all. */
export const runsShownMax = 20
/** Of a script's source; scripts decide, they hold no data. */
export const scriptCharactersMax = 64 * 1024
export const scriptsPerTenantMax = 100
export const batchEventsMax = 1_000
export const signingSecretsOldMax = 10
export const secretGraceMsMax = 7 * dayMs
export const secretGraceMsDefault = 24 * 3_600_000
/** What one tenant may be given by its operator; the setting for all of them has the same bound. */
export const tenantSubscriptionsMax = 100_000
/** More than a node takes in, so that more would limit nothing. */
export const tenantEventsPerSecondMax = 100_000
export const appsPerPartnerMax = 200
export const versionsPerAppMax = 1_000
export const savesPerVersionMax = 10_000
/** What is told of a tenant names them all in one record, and has to find room there. */
export const approvalsPerTenantMax = 200
/** Those that are not revoked. */
export const clientsPerProductMax = 100
/** More at a time would only share the same endpoints. */
export const openReplaysPerTenantMax = 5
export const inboxesPerTenantMax = 20
export const inboxNameCharactersMax = 100
export const inboxStepsMax = 50
/** Longer than any attempt waits. */
export const inboxDelayMsMax = 30_000
/** Of an inbox's whole script as JSON. */
export const inboxScriptCharactersMax = 32 * 1024
/** Requests that an inbox keeps, all in memory. */
export const inboxRequestsMax = 200
/** Kept of one request's body. */
export const inboxBodyBytesMax = 1024 * 1024
/** Kept of one inbox's requests. */
export const inboxBytesMax = 2 * 1024 * 1024
/** Kept of all inboxes' requests. */
export const inboxBytesInAllMax = 64 * 1024 * 1024
