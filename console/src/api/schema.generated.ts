/** Generated from docs/reference/openapi.generated.json by `npm run generate`. */

export interface paths {
    "/{tenantId}/api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which versions of the web API there are.
         * @description Needs no key.
         */
        get: operations["superofficeGetApiVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which calls the web API has.
         * @description Needs no key.
         */
        get: operations["superofficeListCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Archive/dynamic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statistics of webhooks: columns of webhook_usage, filtered by its id.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `read`.
         */
        get: operations["superofficeReadUsageArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All webhooks of the application, filtered by nameFilter, eventFilter and statusFilter.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `read`.
         */
        get: operations["superofficeListWebhooks"];
        put?: never;
        /**
         * Save a new webhook. An active one has to answer a test event with 200 first.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["superofficeCreateWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook/{eventName}/{primaryKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signal that an event has happened. 204 means it is on disk and will be delivered.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `ingest`.
         */
        post: operations["superofficeSignalEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `read`.
         */
        get: operations["superofficeGetWebhook"];
        /**
         * Replace a webhook.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["superofficePutWebhook"];
        post?: never;
        /**
         * Delete a webhook.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["superofficeDeleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change members of a webhook by a JSON patch (array) or a merge patch (object).
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        patch: operations["superofficePatchWebhook"];
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook/{webhookId}/LastError": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest error of a webhook; an empty text when there was none.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `read`.
         */
        get: operations["superofficeGetLastError"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The default webhook, to be filled in and saved.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage` or `read`.
         */
        get: operations["superofficeGetDefaultWebhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{tenantId}/api/v1/Webhook/Test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the test event once and tell what the target answered.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["superofficeTestWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/apps/v1/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An access token for the id and the secret of a client. It is good for an hour.
         * @description Needs no key.
         */
        post: operations["rosaasAuthenticateClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/apps/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every event with its code, and an example that can be handed in as it stands.
         * @description Needs a key of a tenant with a product with the scope `read` or `ingest` (which `manage` includes).
         */
        get: operations["rosaasListOwnEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/apps/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events, newest first.
         * @description Where a call looked at as many events as it may, a page is not full and has `hasMore` all the same; `next` is what to hand in as `starting_after`, or as `ending_before`.
         *
         *     Needs a key of a tenant with a product with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasListOwnEvents"];
        put?: never;
        /**
         * Hand in an event. When it is answered it is on disk, and will be delivered.
         * @description Needs a key of a tenant with a product with the scope `ingest`.
         */
        post: operations["rosaasHandInEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/apps/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event.
         * @description Needs a key of a tenant with a product with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasGetOwnEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every event with its code, and an example that can be handed in as it stands.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasListEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events, newest first.
         * @description Where a call looked at as many events as it may, a page is not full and has `hasMore` all the same; `next` is what to hand in as `starting_after`, or as `ending_before`.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasListEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasGetEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All endpoints of a product, oldest first.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasListEndpoints"];
        put?: never;
        /**
         * Make an endpoint.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["rosaasCreateEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One endpoint.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasGetEndpoint"];
        /**
         * Put another definition in the place of an endpoint; whether it is active stays.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["rosaasChangeEndpoint"];
        post?: never;
        /**
         * Delete an endpoint; what waits for it is cancelled.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["rosaasDeleteEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/activation-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch an endpoint on or off; its events are kept meanwhile.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["rosaasSetActivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/change-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The same by its former address.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["rosaasChangeStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/reveal-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the secret of one endpoint. It is kept who asked for it, and when.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["rosaasRevealSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/secret-reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was shown the secret of an endpoint, the last hundred, newest first.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["rosaasListReveals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/generate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A fresh secret to be put into an endpoint; nothing is stored.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["rosaasGenerateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process lives.
         * @description Needs no key.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics in the text format of Prometheus.
         * @description Needs the operator's key.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether events can be handed in now.
         * @description Needs no key.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The apps of all partners, oldest first; or those whose versions wait for the operator.
         * @description Needs the operator's key.
         */
        get: operations["listApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one app.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["getApp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name, or who is told of trouble. It holds at once, without publishing.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        patch: operations["changeApp"];
        trace?: never;
    };
    "/v1/apps/{appId}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The secrets of an app, revoked ones too, oldest first; none of their texts.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        get: operations["listAppSecrets"];
        put?: never;
        /**
         * Make a secret that opens this app alone. It is shown this once.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["createAppSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/secrets/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a secret: from the answer on it opens nothing.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        delete: operations["revokeAppSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tenants that have approved the app, by id.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["listAppTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The versions of an app, oldest first.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["listAppVersions"];
        put?: never;
        /**
         * Make a draft. It begins with the settings of another version.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["createAppVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one version, with where it counts and where it waits.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["getAppVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Save settings of a draft. Each save adds to the change log of the version.
         * @description The section is saved as a whole. Where the version is published to SOD it counts there at once; in stage and production nothing changes before a publication. A version that waits for, or was published to, one of those is locked.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        patch: operations["saveAppVersion"];
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request to publish a version. In SOD it counts at once; elsewhere the operator decides.
         * @description A custom app is asked for in stage, and its approval there counts in production too. A standard app is published in stage first, tested, and asked for again in production.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["requestAppPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/publications/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a request back; the version may be edited again.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        delete: operations["withdrawAppPublication"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/publications/{environment}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish what was asked for: from now on it counts in that environment.
         * @description With `If-Match`, what is published is what was looked at: its owner may take a request back, edit the version, and ask again.
         *
         *     Needs the operator's key.
         */
        post: operations["approveAppPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/publications/{environment}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse what was asked for, with the reason; the version may be edited again.
         * @description Needs the operator's key.
         */
        post: operations["rejectAppPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/saves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The change log of a version: who saved what, oldest first.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["listAppVersionSaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/versions/{version}/saves/{save}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a version was after one save, as a JSON file to download and compare.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["getAppVersionSave"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, of all tenants and partners and of the installation itself, the newest first.
         * @description Needs the operator's key.
         */
        get: operations["listAllAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/issuers/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An environment's issuer: where it is, and which keys it has published.
         * @description Needs the operator's key.
         */
        get: operations["getIssuer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/issuers/{environment}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new signing key. It is published now and signs in an hour, so that nobody misses it.
         * @description The key before it stays published until its last token has expired and caches have gone by. With `at_once`, for a key that others may have seen, the new one signs now and the old ones are published no more: receivers that cache keys refuse messages until they look again.
         *
         *     Needs the operator's key.
         */
        post: operations["rotateIssuerKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens to events, deliveries, subscriptions and alerts of all tenants.
         * @description A stream of server-sent events that goes on until one of the two ends it. Each has an `id`; who comes back with the last one in the header `Last-Event-ID`, as browsers do, gets everything since, once.
         *
         *     - `delivery`: an attempt was recorded, or a delivery ended without one (`attempt` is null then).
         *     - `event`: an event was accepted.
         *     - `subscription`: a subscription was changed, began to fail or recovered; `state` is `deleted` when it was deleted.
         *     - `alert`: an alert was raised.
         *     - `reset`: something is missing before this place, because the id is too old (`unknown-id`) or the reader was too slow (`too-slow`): read the lists again.
         *     - `partial`: `other_nodes` other nodes share the store, and what they do is not told here: read the lists now and then. With 0 it is whole again.
         *
         *     Every 15 seconds of silence there is a comment. What ends by retention, or with a subscription that was deleted, is not told one by one. A key may have 20 such connections open.
         *
         *     `tenant` is `partner:…` for what happens to a partner's apps.
         *
         *     Needs the operator's key.
         */
        get: operations["followAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document: every operation whose bodies are JSON, as OpenAPI 3.1.
         * @description Needs no key.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How things stand: the last hour by the minute, what waits, what fails, the store.
         * @description The figures of minutes are counted in memory since the process began; of several nodes each counts what it does itself. `p50_ms` and the like are how long attempts took, to within a fifth. `ledger`, `failing` and `open_alerts` are of all nodes.
         *
         *     Needs the operator's key.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the partners by id.
         * @description Needs the operator's key.
         */
        get: operations["listPartners"];
        put?: never;
        /**
         * Make a partner, the account that owns apps.
         * @description Needs the operator's key.
         */
        post: operations["createPartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one partner.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["getPartner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say who is told of trouble with apps that name nobody.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        patch: operations["changePartner"];
        trace?: never;
    };
    "/v1/partners/{partnerId}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what people were told of subscriptions in trouble, the newest first.
         * @description An alert is raised when a subscription begins to fail or is disabled, where its owner asked for it. It is mailed to the recipients, if a mail server is set, and kept as long as events are. A page may be shorter than asked for: what a key may not see is left out.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/alerts/{alertId}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that somebody has seen an alert; of several times the first counts.
         * @description It changes nothing else: mails that wait are sent all the same.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerAcknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All apps of a partner, oldest first.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["listAppsOfPartner"];
        put?: never;
        /**
         * Make an app, with a client id for each environment.
         * @description It begins with one empty configuration version, which counts in SOD. Tokens of an environment are for the client id there.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["createApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, and what it was before and after, the newest first.
         * @description Every change that was made over any of the APIs, but events, test events and what only reads. Secrets, header values and the source of scripts are hidden. A key sees nothing of what became of webhooks of another application.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries to subscriptions that the key may see, newest event first.
         * @description A page may be empty and still have a `next_cursor`: one call looks at a bounded number of deliveries, matching or not.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with its attempts: what was sent, what came back, how long it took.
         * @description Requests are rendered again from the event and the subscription as it was; `body_is_exact` says whether the digest kept with the attempt proves the body the same. Values of custom headers are hidden.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerGetDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, as a new one with its own retries.
         * @description The earlier delivery stays as it was. While its subscription is paused or disabled the new one waits.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerResendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first.
         * @description A page may be empty and still have a `next_cursor`: one call looks at a bounded number of events, matching or not.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event with its deliveries, and why subscriptions got none.
         * @description Which subscriptions got it comes in pages: first those that have deliveries, each with its latest runs, then the others. Those that the key may not see are left out, so a page may be empty and still have a `next_cursor`; `matched` says how many it was for, all of them. The data is in every page.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerGetEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a tenant's keys, revoked ones too, oldest first.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        get: operations["partnerListKeys"];
        put?: never;
        /**
         * Make a key for a tenant's program. The key itself is shown this once.
         * @description Keys with the same `application` are one application in the sense of the SuperOffice API, so that a key can be replaced without orphaning its webhooks. By default a key is an application by itself.
         *
         *     Needs the operator's key.
         */
        post: operations["partnerCreateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key for good. From the answer on it opens nothing.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        delete: operations["partnerRevokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens to events, deliveries, subscriptions and alerts that the key may see.
         * @description A stream of server-sent events that goes on until one of the two ends it. Each has an `id`; who comes back with the last one in the header `Last-Event-ID`, as browsers do, gets everything since, once.
         *
         *     - `delivery`: an attempt was recorded, or a delivery ended without one (`attempt` is null then).
         *     - `event`: an event was accepted.
         *     - `subscription`: a subscription was changed, began to fail or recovered; `state` is `deleted` when it was deleted.
         *     - `alert`: an alert was raised.
         *     - `reset`: something is missing before this place, because the id is too old (`unknown-id`) or the reader was too slow (`too-slow`): read the lists again.
         *     - `partial`: `other_nodes` other nodes share the store, and what they do is not told here: read the lists now and then. With 0 it is whole again.
         *
         *     Every 15 seconds of silence there is a comment. What ends by retention, or with a subscription that was deleted, is not told one by one. A key may have 20 such connections open.
         *
         *     Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerFollowTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List replays and how far they have come, but those that send to a subscription that the key may not see.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListReplays"];
        put?: never;
        /**
         * Send many events again, chosen by a filter, at a bounded rate.
         * @description The range of events is fixed when the replay is made. It is counted, then begins. With `dry_run` it is only counted: exactly, unless `is_at_least` says that there was no time to count all. A key that may not see all webhooks of the tenant replays those that it may see.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerCreateReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A replay, how far it has come, and how long it will take.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerGetReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/replays/{replayId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a replay before it is done.
         * @description Nothing more is begun; deliveries that had begun go on. It cannot be resumed.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerCancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/replays/{replayId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a replay until it is resumed.
         * @description Nothing more is begun once this is answered; deliveries that had begun go on. Pausing a paused one changes nothing.
         *
         *     Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerPauseReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/replays/{replayId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused replay go on where it was.
         * @description Needs the operator's key, or a key of the partner with the scope `manage`.
         */
        post: operations["partnerResumeReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions of every dialect, oldest first.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerListSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partnerId}/subscriptions/{subscriptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a subscription; its secret and the values of its headers are not shown.
         * @description Needs the operator's key, or a key of the partner with the scope `read` (which `manage` includes).
         */
        get: operations["partnerGetSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portal-links/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the token of a portal link for a key. It works once.
         * @description The key is revoked within ten seconds of `expires_at`.
         *
         *     Needs no key.
         */
        post: operations["exchangePortalLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem means: where the `type` of every problem points to.
         * @description Needs no key.
         */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants by id.
         * @description Needs the operator's key.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Make a tenant under an id of your own.
         * @description Needs the operator's key.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one tenant.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what people were told of subscriptions in trouble, the newest first.
         * @description An alert is raised when a subscription begins to fail or is disabled, where its owner asked for it. It is mailed to the recipients, if a mail server is set, and kept as long as events are. A page may be shorter than asked for: what a key may not see is left out.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/alerts/{alertId}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that somebody has seen an alert; of several times the first counts.
         * @description It changes nothing else: mails that wait are sent all the same.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The apps that the tenant has approved.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/approvals/{appId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let an app be told of this tenant, in the environment that the tenant is in.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["approveApp"];
        post?: never;
        /**
         * Approve an app no longer: it is told nothing new of this tenant.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["withdrawApproval"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, and what it was before and after, the newest first.
         * @description Every change that was made over any of the APIs, but events, test events and what only reads. Secrets, header values and the source of scripts are hidden. A key sees nothing of what became of webhooks of another application.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The clients of the product, revoked ones too, oldest first; none of their secrets.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        get: operations["listClients"];
        put?: never;
        /**
         * Make a client of the tenant's product. Its secret is shown this once.
         * @description The secret opens nothing by itself: `POST /api/identity/apps/v1/auth` gives an access token of an hour for it, which opens the RoSaaS API.
         *
         *     Needs the operator's key.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a client: from the answer on it gets no access token, and those it has end.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["revokeClient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries to subscriptions that the key may see, newest event first.
         * @description A page may be empty and still have a `next_cursor`: one call looks at a bounded number of deliveries, matching or not.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with its attempts: what was sent, what came back, how long it took.
         * @description Requests are rendered again from the event and the subscription as it was; `body_is_exact` says whether the digest kept with the attempt proves the body the same. Values of custom headers are hidden.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, as a new one with its own retries.
         * @description The earlier delivery stays as it was. While its subscription is paused or disabled the new one waits.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/environment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which environment a tenant is in. What it approved counts where it approved it.
         * @description Needs the operator's key.
         */
        put: operations["setTenantEnvironment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the event types that the tenant has described, and those that dialects document.
         * @description Its own come first; their schemas are read one by one. Those of the systems behind the dialects are the same for all, with examples, and bind nobody. Producers may hand in any other type as well.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/event-types/{eventType}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event type that the tenant has described, with its schema.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getEventType"];
        /**
         * Describe an event type, with the schema that the data of its events have to fit.
         * @description With `mode` `warn` data that do not fit are accepted, and the answer says what is wrong; with `refuse` they are refused with 422 and nothing is stored. It holds for events handed in from now on; several nodes all know it within seconds. Types that nobody described are taken as they are. The same again changes nothing.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["putEventType"];
        post?: never;
        /**
         * Take back what was said of an event type.
         * @description Its events are taken as before, whatever their data; those that are kept stay.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["deleteEventType"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first.
         * @description A page may be empty and still have a `next_cursor`: one call looks at a bounded number of events, matching or not.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Hand in an event. 202 means it is on disk and will be delivered.
         * @description An event that matches no subscription is kept too. `data` goes out as the very bytes it came in. Where the tenant has described the event type, data that do not fit its schema are refused, or accepted with `warnings`.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `ingest`.
         */
        post: operations["acceptEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event with its deliveries, and why subscriptions got none.
         * @description Which subscriptions got it comes in pages: first those that have deliveries, each with its latest runs, then the others. Those that the key may not see are left out, so a page may be empty and still have a `next_cursor`; `matched` says how many it was for, all of them. The data is in every page.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/events/{eventId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say step by step why each subscription got an event or did not.
         * @description Subscriptions come in pages: first those that have deliveries, each with its latest runs, then the others. Those that the key may not see are left out, so a page may be empty and still have a `next_cursor`. With `subscription` there is one answer and no page.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["explainEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in up to 1000 events, with a result for each.
         * @description A JSON array, or one event a line as application/x-ndjson. Every item is accepted or refused by itself: look at each `status`, also where it is a fault of ours. An item may have an `idempotency_key`.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `ingest`.
         */
        post: operations["acceptEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/imports/superoffice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over webhooks of SuperOffice: the list that its GET Webhook answers, as it is.
         * @description Secrets, headers and states come along; nothing is sent to a target. Up to 1000 rows; when one cannot be stored, none is. A webhook's number in SuperOffice stays its external key (`superoffice:17`), so that the same import again makes nothing twice: a webhook that is here becomes what its row says, but keeps its state unless the row says Stopped. A row without one is made anew each time. `Events` may be one text with commas, `State` a number. Events about a webhook (`webhook17.errors`) are translated to its number here. What a save would refuse is stored and told in `warnings`. A crash may leave a part: import again.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["importSuperOffice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inboxes of a tenant, oldest first; at most 20.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listInboxes"];
        put?: never;
        /**
         * Make an inbox, a receiver inside this installation.
         * @description Give its `url` to a subscription of any dialect, and what is sent to it is kept and answered as its script says: by default 200. Whoever may save a subscription of this installation and knows the `url` may send to it; what arrived is shown to this tenant alone. The latest 200 requests are kept, in memory, with 1 MiB of each body: 2 MiB an inbox and 64 MiB in all, of which the oldest go first. A restart forgets them.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["createInbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/inboxes/{inboxId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one inbox.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        /**
         * Delete an inbox with what it keeps.
         * @description What subscriptions still send to it is answered 404.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["deleteInbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/inboxes/{inboxId}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What arrived at an inbox, the latest first.
         * @description Values of headers are shown to keys that may manage the tenant; other keys see those that can be no secret.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listInboxRequests"];
        put?: never;
        post?: never;
        /**
         * Forget what arrived at an inbox; its script goes on where it is.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["emptyInbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/inboxes/{inboxId}/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say what an inbox answers from the next request on, beginning with the first step.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["putInboxScript"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a tenant's keys, revoked ones too, oldest first.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key for a tenant's program. The key itself is shown this once.
         * @description Keys with the same `application` are one application in the sense of the SuperOffice API, so that a key can be replaced without orphaning its webhooks. By default a key is an application by itself.
         *
         *     Needs the operator's key.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key for good. From the answer on it opens nothing.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the limits that the operator has set for the tenant; null: those of all tenants.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getTenantLimits"];
        /**
         * Say how many subscriptions the tenant may have, and how many events it may hand in.
         * @description Both hold over every API, from the answer on; several nodes all know it within seconds, and each counts events for itself. An event beyond `events_per_second` is refused with 429 (`tenant-rate-exceeded`), and nothing of it is stored; a second’s worth, at least one, may come at once. Events that are refused for another reason before they would be stored do not count; a repeat under an idempotency key does. What the tenant has already stays, also above `subscriptions_max`.
         *
         *     Needs the operator's key.
         */
        put: operations["putTenantLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens to events, deliveries, subscriptions and alerts that the key may see.
         * @description A stream of server-sent events that goes on until one of the two ends it. Each has an `id`; who comes back with the last one in the header `Last-Event-ID`, as browsers do, gets everything since, once.
         *
         *     - `delivery`: an attempt was recorded, or a delivery ended without one (`attempt` is null then).
         *     - `event`: an event was accepted.
         *     - `subscription`: a subscription was changed, began to fail or recovered; `state` is `deleted` when it was deleted.
         *     - `alert`: an alert was raised.
         *     - `reset`: something is missing before this place, because the id is too old (`unknown-id`) or the reader was too slow (`too-slow`): read the lists again.
         *     - `partial`: `other_nodes` other nodes share the store, and what they do is not told here: read the lists now and then. With 0 it is whole again.
         *
         *     Every 15 seconds of silence there is a comment. What ends by retention, or with a subscription that was deleted, is not told one by one. A key may have 20 such connections open.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["followTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How things stand for a tenant: the last hour by the minute, what waits, what fails.
         * @description The figures of minutes are of the whole tenant, counted in memory since the process began for the 500 tenants that were busy last; of several nodes each counts what it does itself. `p50_ms` and the like are how long attempts took, to within a fifth. `failing` and `open_alerts` are of subscriptions that the key may see.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getTenantOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/portal-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a token that lets somebody at the tenant in once, without a key of their own.
         * @description Put it into a link to a page of yours, behind the `#`, so that no log has it. The page exchanges it at `/v1/portal-links/exchange` for a key that ends by itself.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["createPortalLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The product that the tenant is, or none.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Make the tenant a product of RoSaaS, with that system's API and events.
         * @description A tenant is one product at most, and stays it. From then on it takes events of the RoSaaS catalogue alone.
         *
         *     Needs the operator's key.
         */
        post: operations["openProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a product.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name of a product, or what happens to events with faults.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/v1/tenants/{tenantId}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List replays and how far they have come, but those that send to a subscription that the key may not see.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listReplays"];
        put?: never;
        /**
         * Send many events again, chosen by a filter, at a bounded rate.
         * @description The range of events is fixed when the replay is made. It is counted, then begins. With `dry_run` it is only counted: exactly, unless `is_at_least` says that there was no time to count all. A key that may not see all webhooks of the tenant replays those that it may see.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["createReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A replay, how far it has come, and how long it will take.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/replays/{replayId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a replay before it is done.
         * @description Nothing more is begun; deliveries that had begun go on. It cannot be resumed.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/replays/{replayId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a replay until it is resumed.
         * @description Nothing more is begun once this is answered; deliveries that had begun go on. Pausing a paused one changes nothing.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["pauseReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/replays/{replayId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused replay go on where it was.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["resumeReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scripts of a tenant, by name, without their source; at most 100.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listScripts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/scripts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A script with its source.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        get: operations["getScript"];
        /**
         * Store a script under a name, or replace the one that has it.
         * @description Webhooks of SuperOffice of the type `crmscript` name it in their target. Every attempt that begins after the answer runs it. It is stored as it is, and read by whoever may manage the tenant: no place for a secret. Scripts belong to the tenant, not to an application: every key that may manage the tenant may replace one that webhooks of other applications run, and a script reads the `Properties` of every webhook that runs it.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["putScript"];
        post?: never;
        /**
         * Remove a script that no webhook runs any more.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["deleteScript"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/state-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to the tenant, oldest first, with who was told.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listStateChanges"];
        put?: never;
        /**
         * Say what happens to a tenant's installation; the apps it approved are told.
         * @description The state, who changed it and why, and who is to be told are stored in one step. Saying what already holds changes nothing and tells nobody: 200 with the present state. With the changes of an upgrade, version_name and file_version are those it leads to.
         *
         *     Needs the operator's key.
         */
        post: operations["changeTenantState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/state-changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One change: who did it and why, and for every approved app whether it was told.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getStateChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions of every dialect, oldest first.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Make a subscription. Its signing secret is shown this once.
         * @description Every event accepted after the answer is matched with it, by its type and, where there is a `filter`, by its data. An ed25519 key stays here; its public half is in `public_keys`.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a subscription; its secret and the values of its headers are not shown.
         * @description Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /**
         * Delete a subscription; what still waits for it is cancelled.
         * @description Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /**
         * Change some fields of a subscription; what is left out stays as it is.
         * @description A merge patch: `headers` are merged, and null removes one; `filter` is taken whole, and null removes it. Changed event types or a changed filter touch only later events; URL, headers and signature hold for every attempt from now on.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        patch: operations["changeSubscription"];
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many attempts a subscription had in each of the last 24 hours, and how many failed.
         * @description Counted in memory since the process began, for the 5,000 subscriptions that were busy last; of several nodes only the one that sends for the subscription counts them. Totals of all time are in the health of the subscription.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["getSubscriptionActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop sending to a subscription until it is resumed.
         * @description Its deliveries are parked meanwhile; the SuperOffice dialect makes none for events accepted while paused. Pausing a paused one changes nothing.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["pauseSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/public-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ed25519 keys that verify what a subscription is sent now.
         * @description The current ones first, then those that still sign beside them for a while after a rotation. Empty where it is signed with HMAC alone.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `read` (which `manage` includes).
         */
        get: operations["listPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a paused or disabled subscription back.
         * @description It counts as healthy again, and what was parked follows in the order of acceptance at a bounded rate.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["resumeSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a subscription a new signing secret, shown this once.
         * @description The secret it replaces goes on signing beside the new one for `grace_seconds` (one day by default, 0: it stops at once). A secret of your own replaces the one of its kind; without one, every current secret gets a fresh one.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["rotateSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a made-up event once, now, and tell what came back.
         * @description Nothing is stored, retried or counted, and a paused subscription is tested too.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        post: operations["sendTestEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscriptions/by-key/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a subscription under a key of your own, or replace the one that has it.
         * @description Sending the same again changes nothing. What the body leaves out gets its default, except the signing secret: that stays.
         *
         *     Needs the operator's key, or a key of the tenant with the scope `manage`.
         */
        put: operations["putSubscription"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Accepted */
        Accepted: {
            id: string;
            /** @description how many subscriptions it goes to */
            matched: number;
            /** @description what does not fit the schema of the event type, or what a product documents, and is let pass */
            warnings?: {
                detail: string;
                pointer: string;
            }[];
        };
        /** Alert */
        Alert: {
            acknowledged_at: string | null;
            /** Format: date-time */
            at: string;
            id: string;
            /** @description whether its owner asked for it to be shown */
            is_in_app: boolean;
            /** @enum {unknown} */
            kind: "failing" | "disabled" | "paused" | "resumed";
            mails: {
                attempt_count: number;
                due_at: string | null;
                ended_at: string | null;
                last_error: string | null;
                recipient: string;
                /** @enum {unknown} */
                state: "waiting" | "sent" | "abandoned";
            }[];
            subject: string;
            subscription_id: string | null;
            /** @description plain text; it may hold what a receiver answered */
            text: string;
            /** @description who is to see it, by the ids that the owner gave */
            users: {
                id: string;
                name: string | null;
            }[];
        };
        /** App */
        App: {
            client_ids: {
                production: string;
                sod: string;
                stage: string;
            };
            /** Format: date-time */
            created_at: string;
            error_emails: string[];
            id: string;
            /** @enum {unknown} */
            kind: "custom" | "standard";
            name: string;
            partner: string;
            published: {
                production: number | null;
                sod: number | null;
                stage: number | null;
            };
            requested: {
                production: number | null;
                sod: number | null;
                stage: number | null;
            };
            version_count: number;
        };
        /** Approval */
        Approval: {
            app: string;
            /** Format: date-time */
            at: string;
            by: string;
            /**
             * @description sod (development), stage (certification) or production
             * @enum {unknown}
             */
            environment: "sod" | "stage" | "production";
            tenant: string;
        };
        /** AppVersion */
        AppVersion: {
            app: string;
            /** Format: date-time */
            created_at: string;
            customer_state_change: {
                common: {
                    endpoint: string | null;
                    /** @description turns on data traffic */
                    is_on: boolean;
                    send_error_email: boolean;
                };
                per_environment: {
                    /** @description null: the common value counts there */
                    production: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                    /** @description null: the common value counts there */
                    sod: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                    /** @description null: the common value counts there */
                    stage: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                };
            };
            environments: {
                production: {
                    /** Format: date-time */
                    at: string;
                    by: string;
                    reason: string | null;
                    /** @enum {unknown} */
                    state: "requested" | "published" | "rejected" | "replaced";
                } | null;
                sod: {
                    /** Format: date-time */
                    at: string;
                    by: string;
                    reason: string | null;
                    /** @enum {unknown} */
                    state: "requested" | "published" | "rejected" | "replaced";
                } | null;
                stage: {
                    /** Format: date-time */
                    at: string;
                    by: string;
                    reason: string | null;
                    /** @enum {unknown} */
                    state: "requested" | "published" | "rejected" | "replaced";
                } | null;
            };
            is_locked: boolean;
            label: string;
            save_count: number;
            /** Format: date-time */
            saved_at: string;
            saved_by: string;
            version: number;
        };
        /** AppVersionSave */
        AppVersionSave: {
            app: string;
            /** Format: date-time */
            at: string;
            by: string;
            customer_state_change: {
                common: {
                    endpoint: string | null;
                    /** @description turns on data traffic */
                    is_on: boolean;
                    send_error_email: boolean;
                };
                per_environment: {
                    /** @description null: the common value counts there */
                    production: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                    /** @description null: the common value counts there */
                    sod: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                    /** @description null: the common value counts there */
                    stage: {
                        endpoint: string | null;
                        /** @description turns on data traffic */
                        is_on: boolean;
                        send_error_email: boolean;
                    } | null;
                };
            };
            label: string;
            save: number;
            version: number;
        };
        /** Attempt */
        Attempt: {
            error_class: ("dns" | "address-refused" | "connect-refused" | "connect-timeout" | "connect-failed" | "no-route" | "tls-self-signed" | "tls-expired" | "tls-wrong-host" | "tls-unknown-ca" | "tls-revoked" | "tls-failed" | "timeout-first-byte" | "timeout-body" | "reset" | "reply-garbled" | "reply-too-large" | "message-refused" | "status-1xx" | "status-2xx-unwanted" | "status-3xx" | "status-4xx" | "status-410" | "status-429" | "status-5xx" | "script-missing" | "script-failed" | "script-timeout" | "script-memory") | null;
            id: string;
            number: number;
            /** @enum {unknown} */
            outcome: "accepted" | "refused" | "unreached";
            reply: string;
            request: {
                body: string;
                body_is_cut: boolean;
                /** @description whether the digest kept with the attempt proves it the same */
                body_is_exact: boolean;
                headers: {
                    name: string;
                    value: string;
                }[];
                line: string;
            } | null;
            retry_after_ms: number | null;
            /** Format: date-time */
            started_at: string;
            status: number | null;
            subscription_version: number;
            timings: components["schemas"]["Timings"];
            /** @description in a sentence; null: accepted */
            why: string | null;
        };
        /** AuditEntry */
        AuditEntry: {
            /** @description `operator`, or the id of a key */
            actor: string;
            actor_name: string | null;
            /** @description null: it is gone, or nothing was shown */
            after: unknown;
            /** Format: date-time */
            at: string;
            /** @description null: it was not there, or nothing shows it */
            before: unknown;
            id: string;
            /** @description what its path named */
            named: {
                [key: string]: string;
            };
            /** @description its id in this document, or in that of its own API */
            operation: string;
            /** @description what it was answered with */
            status: number;
        };
        /** BatchResult */
        BatchResult: {
            data: {
                id?: string;
                is_repeat?: boolean;
                matched?: number;
                problem?: {
                    code: string;
                    detail: string;
                    errors?: {
                        detail: string;
                        pointer: string;
                    }[];
                    status: number;
                    title: string;
                    type: string;
                };
                status: number;
                /** @description what does not fit the schema of the event type, or what a product documents, and is let pass */
                warnings?: {
                    detail: string;
                    pointer: string;
                }[];
            }[];
        };
        /** Client */
        Client: {
            client_id: string;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
            name: string;
            revoked_at: string | null;
            scopes: ("manage" | "read" | "ingest")[];
        };
        /** Delivery */
        Delivery: {
            /** Format: date-time */
            accepted_at: string;
            attempt_count: number;
            due_at: string | null;
            ended_at: string | null;
            event_id: string;
            event_type: string;
            id: string;
            is_quarantined: boolean;
            run: number;
            /** @enum {unknown} */
            run_kind: "accepted" | "resend" | "replay";
            /** @enum {unknown} */
            state: "pending" | "parked" | "delivered" | "exhausted" | "cancelled" | "expired";
            subscription_id: string | null;
        };
        /** DeliveryDetail */
        DeliveryDetail: {
            /** Format: date-time */
            accepted_at: string;
            attempt_count: number;
            attempts: components["schemas"]["Attempt"][];
            due_at: string | null;
            ended_at: string | null;
            event_id: string;
            event_type: string;
            id: string;
            is_quarantined: boolean;
            run: number;
            /** @enum {unknown} */
            run_kind: "accepted" | "resend" | "replay";
            /** @enum {unknown} */
            state: "pending" | "parked" | "delivered" | "exhausted" | "cancelled" | "expired";
            subscription_id: string | null;
        };
        /** DryRun */
        DryRun: {
            /** @constant */
            dry_run: true;
            matched: number;
            subscriptions: {
                /** @enum {unknown} */
                effect: "deliver" | "park" | "skip";
                id: string;
                name: string | null;
                state: string;
            }[];
            /** @description what does not fit the schema of the event type, or what a product documents, and is let pass */
            warnings?: {
                detail: string;
                pointer: string;
            }[];
        };
        /** Event */
        Event: {
            /** Format: date-time */
            accepted_at: string;
            id: string;
            matched: number;
            /** Format: date-time */
            occurred_at: string;
            /** @description as it was handed in; subscriptions with the ordering per-key keep the order of each key */
            order_key: string | null;
            /** @description as it was handed in; nothing is erased by it yet */
            subject: string | null;
            traceparent: string | null;
            type: string;
        };
        /** EventDetail */
        EventDetail: {
            /** Format: date-time */
            accepted_at: string;
            /** @description as it came in, byte for byte */
            data: Record<string, never>;
            deliveries: components["schemas"]["Delivery"][];
            id: string;
            matched: number;
            /** @description hand it back as `cursor` for the next page; null at the end */
            next_cursor: string | null;
            /** Format: date-time */
            occurred_at: string;
            /** @description as it was handed in; subscriptions with the ordering per-key keep the order of each key */
            order_key: string | null;
            /** @description as it was handed in; nothing is erased by it yet */
            subject: string | null;
            traceparent: string | null;
            type: string;
            without_delivery: {
                reason: ("created-later" | "deleted-before" | "type-not-wanted" | "data-not-wanted" | "paused" | "not-watching") | null;
                subscription_id: string;
            }[];
        };
        /** EventExplanation */
        EventExplanation: {
            /** Format: date-time */
            accepted_at: string;
            event_id: string;
            event_type: string;
            /** @description hand it back as `cursor` for the next page; null at the end */
            next_cursor: string | null;
            subscriptions: {
                deliveries: components["schemas"]["Delivery"][];
                name: string | null;
                reason: ("created-later" | "deleted-before" | "type-not-wanted" | "data-not-wanted" | "paused" | "not-watching") | null;
                /** @enum {unknown} */
                state: "active" | "paused" | "disabled" | "deleted";
                steps: {
                    detail: string;
                    is_passed: boolean;
                    /** @enum {unknown} */
                    step: "tenant" | "existed" | "pattern" | "filter" | "state" | "watching" | "delivery";
                }[];
                subscription_id: string;
            }[];
        };
        /** EventType */
        EventType: {
            description: string;
            /** @description whose documents name it; null: the tenant has described it */
            dialect: string | null;
            /** @description its name; a part in braces varies */
            event_type: string;
            /** @description an event that can be handed in as it stands */
            example: {
                data: {
                    [key: string]: unknown;
                };
                type: string;
            } | null;
            /** @description what becomes of data that do not fit its schema; null: it has none */
            mode: ("off" | "warn" | "refuse") | null;
            /** @description what a receiver of that dialect then finds in the body */
            payload: {
                [key: string]: unknown;
            } | null;
            /** @description what it is about, where a dialect says so */
            subject: string | null;
            /** @description the tenant's own name for this state of it */
            version: string | null;
        };
        /** Import */
        Import: {
            changed: number;
            created: number;
            data: {
                name: string | null;
                /** @description its number here, which the SuperOffice API knows it by */
                number: number | null;
                /** @enum {unknown} */
                result: "created" | "changed" | "unchanged";
                subscription_id: string | null;
                /** @description its number in SuperOffice; null: the row has none */
                superoffice_id: number | null;
                /** @description what is stored and will not work as it is */
                warnings: string[];
            }[];
            dry_run: boolean;
            unchanged: number;
        };
        /** Inbox */
        Inbox: {
            /** Format: date-time */
            created_at: string;
            id: string;
            name: string | null;
            /** @description requests that are kept now */
            request_count: number;
            script: components["schemas"]["InboxScript"];
            /** @description what a subscription names to send to it */
            url: string;
        };
        /** InboxRequest */
        InboxRequest: {
            /** @description as text, or in base64 where `is_text` is false */
            body: string;
            /** @description length of the body as received */
            bytes: number;
            /** @description name and value of each line, as received */
            headers: [
                string,
                string
            ][];
            id: string;
            /** @description the kept bytes are UTF-8 */
            is_text: boolean;
            /** @description false: the body is longer than what is kept of it */
            is_whole: boolean;
            method: string;
            /** Format: date-time */
            received_at: string;
            reply: {
                status: number;
            } | {
                /** @constant */
                closed: true;
            };
        };
        /** InboxScript */
        InboxScript: {
            /**
             * @description what follows the last step: that one again, or all of them from the first
             * @enum {unknown}
             */
            after: "repeat-last" | "loop";
            steps: {
                body: string;
                /** @description `before`: hangs up without an answer; `mid-body`: in the middle of its body */
                close: ("before" | "mid-body") | null;
                delay_ms: number;
                headers: {
                    [key: string]: string;
                };
                retry_after_seconds: number | null;
                status: number;
            }[];
        };
        /** Issuer */
        Issuer: {
            /** @enum {unknown} */
            environment: "sod" | "stage" | "production";
            issuer: string;
            keys: {
                /** Format: date-time */
                created_at: string;
                is_signing: boolean;
                key_id: string;
                published_until: string | null;
                /** Format: date-time */
                signs_from: string;
            }[];
        };
        /** Key */
        Key: {
            application: string;
            /** Format: date-time */
            created_at: string;
            id: string;
            last_used_at: string | null;
            name: string;
            /** @description the first characters of the secret */
            prefix: string;
            revoked_at: string | null;
            scopes: ("manage" | "read" | "ingest")[];
        };
        /** NewClient */
        NewClient: {
            client_id: string;
            /** @description shown this once */
            client_secret: string;
            /** Format: date-time */
            created_at: string;
            last_used_at: string | null;
            name: string;
            revoked_at: string | null;
            scopes: ("manage" | "read" | "ingest")[];
        };
        /** NewKey */
        NewKey: {
            application: string;
            /** Format: date-time */
            created_at: string;
            id: string;
            /** @description the secret, shown this once */
            key: string;
            last_used_at: string | null;
            name: string;
            /** @description the first characters of the secret */
            prefix: string;
            revoked_at: string | null;
            scopes: ("manage" | "read" | "ingest")[];
        };
        /** Overview */
        Overview: {
            /** Format: date-time */
            at: string;
            backlog: {
                in_flight: number;
                oldest_queued_ms: number;
                /** @description in memory, not under way yet */
                queued: number;
                /** @description open and not in memory: due later, or parked; null: not counted for a tenant */
                waiting: number | null;
            };
            /** @description subscriptions that fail or were disabled, the newest trouble first; at most 20 */
            failing: {
                dialect: string;
                failures_in_a_row: number;
                last_error: string | null;
                name: string | null;
                reason: string | null;
                /** Format: date-time */
                since: string;
                /** @enum {unknown} */
                state: "active" | "paused" | "disabled";
                subscription_id: string;
                tenant: string;
                url: string;
            }[];
            last_hour: {
                accepted: number;
                attempts: number;
                delivered: number;
                failed_attempts: number;
                p50_ms: number | null;
                p95_ms: number | null;
                p99_ms: number | null;
                /** @description attempts that were accepted, of all; null: there were none */
                success_rate: number | null;
            };
            ledger: {
                accepted: number;
                cancelled: number;
                delivered: number;
                exhausted: number;
                expired: number;
                open: number;
                replays: number;
                resends: number;
            };
            /** @description the last 60, the present one last */
            minutes: {
                accepted: number;
                /** Format: date-time */
                at: string;
                delivered: number;
                failed_attempts: number;
                p50_ms: number | null;
                p95_ms: number | null;
                p99_ms: number | null;
            }[];
            /** @description that share the store and live; none where the store is one process’s own */
            nodes: {
                is_self: boolean;
                number: number;
                roles: string[];
            }[];
            /** @description alerts that nobody has acknowledged; 200 stands for that many and more */
            open_alerts: number;
            /**
             * Format: date-time
             * @description when this process began: minutes before are all nothing
             */
            started_at: string;
            store: {
                /** @description null: not known */
                free_bytes: number | null;
                is_writable: boolean;
                kind: string;
            };
            version: string;
        };
        /** OwnEventType */
        OwnEventType: {
            /** Format: date-time */
            changed_at: string;
            description: string;
            event_type: string;
            example: Record<string, never> | null;
            /**
             * @description what becomes of data that do not fit: off (nothing), warn (accepted, with `warnings` in the answer) or refuse (422); warn when left out
             * @enum {unknown}
             */
            mode: "off" | "warn" | "refuse";
            /** @description counted from 1, and up by one with each change */
            revision: number;
            schema: Record<string, never> | null;
            version: string | null;
        };
        /** Partner */
        Partner: {
            /** Format: date-time */
            created_at: string;
            id: string;
            name: string;
            technical_contact: string | null;
        };
        /** PortalKey */
        PortalKey: {
            application: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            id: string;
            /** @description the secret, shown this once */
            key: string;
            last_used_at: string | null;
            name: string;
            /** @description the first characters of the secret */
            prefix: string;
            revoked_at: string | null;
            scopes: ("manage" | "read" | "ingest")[];
            tenant: string;
        };
        /** PortalLink */
        PortalLink: {
            /** Format: date-time */
            expires_at: string;
            /** @description works once; shown this once */
            link_token: string;
        };
        /** Problem */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            instance: string;
            status: number;
            title: string;
            type: string;
        };
        /** Product */
        Product: {
            /** Format: date-time */
            created_at: string;
            name: string;
            product_id: string;
            /**
             * @description strict: events that lack what is documented of them are refused; warn: they are taken, and their warnings shown
             * @enum {unknown}
             */
            validation: "strict" | "warn";
        };
        /** PublicKey */
        PublicKey: {
            /** @description when a key that was replaced stops signing; null: it is current */
            ends_at: string | null;
            jwk: {
                /** @constant */
                alg: "EdDSA";
                /** @constant */
                crv: "Ed25519";
                /** @constant */
                kty: "OKP";
                /** @constant */
                use: "sig";
                /** @description the 32 bytes in base64url */
                x: string;
            };
            /** @description whpk_… as Standard Webhooks has it */
            public_key: string;
        };
        /** Replay */
        Replay: {
            /** Format: date-time */
            created_at: string;
            ended_at: string | null;
            filter: {
                event_types: string[] | null;
                include_undelivered: boolean;
                since: string | null;
                states: string[] | null;
                subscription: string | null;
                until: string | null;
            };
            id: string;
            percent: number | null;
            rate_per_second: number;
            /** @description at its rate; null while it is counted or paused */
            seconds_left: number | null;
            started_count: number;
            /** @enum {unknown} */
            state: "running" | "paused" | "cancelled" | "done";
            /** @description deliveries that its filter found before it began; null: not counted yet */
            total_count: number | null;
        };
        /** ReplayEstimate */
        ReplayEstimate: {
            count: number;
            /** @constant */
            dry_run: true;
            /** @description whether the count stopped at its bound */
            is_at_least: boolean;
            sample: string[];
        };
        /** Resend */
        Resend: {
            id: string;
        };
        /** RosaasAcceptedEvent */
        RosaasAcceptedEvent: {
            Event: string;
            /** @description the code of an event */
            EventCode: number;
            Id: string;
            /** @description only where validation warns, and has to */
            Warnings?: components["schemas"]["RosaasError"][];
        };
        /** RosaasAccessToken */
        RosaasAccessToken: {
            token: {
                accessToken: string;
                /** @description in seconds */
                expiresIn: number;
                /** @constant */
                tokenType: "Bearer";
            };
        };
        /** RosaasEndpoint */
        RosaasEndpoint: {
            /** @description also those that are yet to come */
            allEvents: boolean;
            description: string;
            /** @description the id of the product */
            entityId: string;
            /** @description of what it is an endpoint; 3: of a product */
            entityType: number;
            eventsToListen: number[];
            id: string;
            isActive: boolean;
            noticeAddresses: string[];
            /** @description never shown here */
            signingSecret: null;
            url: string;
        };
        /** RosaasEndpointDetail */
        RosaasEndpointDetail: {
            /** @description also those that are yet to come */
            allEvents: boolean;
            description: string;
            /** @description the id of the product */
            entityId: string;
            /** @description of what it is an endpoint; 3: of a product */
            entityType: number;
            eventsToListen: {
                event: string;
                /** @description the code of an event */
                id: number;
            }[];
            id: string;
            isActive: boolean;
            noticeAddresses: string[];
            /** @description never shown here */
            signingSecret: null;
            url: string;
        };
        /** RosaasError */
        RosaasError: {
            /** @description what is wrong, and how to mend it */
            message: string;
            /** @description which member or parameter; empty: none by itself */
            parameter: string;
            /** @description 1001 missing, 1005 not found, 1006 invalid, 1010 unauthorised, 1016 not allowed; empty where RoSaaS has no code */
            sysCode: string;
        };
        /** RosaasEvent */
        RosaasEvent: {
            /** Format: date-time */
            Created: string;
            Event: string;
            /** @description the code of an event */
            EventCode: number;
            Id: string;
            MetaData: Record<string, never>;
            /** @description endpoints that it has not been delivered to yet */
            PendingWebhooks: number;
            previous_attributes?: Record<string, never>;
            ProductId: string;
            TenantSystemName: string;
            /** @description only where validation warns, and has to */
            Warnings?: components["schemas"]["RosaasError"][];
        };
        /** RosaasEventPage */
        RosaasEventPage: {
            hasMore: boolean;
            items: components["schemas"]["RosaasEvent"][];
            /** @description an id for `starting_after`, or for `ending_before` */
            next?: string;
        };
        /** RosaasEventType */
        RosaasEventType: {
            aliases: string[];
            /** @description what an endpoint then finds in the body */
            body: Record<string, never>;
            description: string;
            event: string;
            /** @description can be handed in as it stands */
            example: Record<string, never>;
            /** @description the code of an event */
            id: number;
            metaData: {
                description: string;
                isNullable: boolean;
                name: string;
                /** @enum {unknown} */
                type: "string" | "integer" | "decimal" | "boolean" | "timestamp";
            }[];
        };
        /** RosaasMetadata */
        RosaasMetadata: {
            errors: components["schemas"]["RosaasError"][];
            success: boolean;
        };
        /** RosaasNewEvent */
        RosaasNewEvent: {
            /** Format: date-time */
            Created?: string;
            /** @description its name or an alias; this or its code */
            Event?: string;
            /** @description the code of an event */
            EventCode?: number;
            MetaData: Record<string, never>;
            previous_attributes?: Record<string, never>;
            TenantSystemName: string;
        };
        /** RosaasNewId */
        RosaasNewId: {
            id: string;
        };
        /** RosaasRefusal */
        RosaasRefusal: {
            metadata: components["schemas"]["RosaasMetadata"];
        };
        /** RosaasReveal */
        RosaasReveal: {
            by: string;
            /** Format: date-time */
            date: string;
        };
        /** RosaasSecret */
        RosaasSecret: {
            signingSecret: string;
        };
        /** Script */
        Script: {
            /** Format: date-time */
            created_at: string;
            name: string;
            source: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** StateChange */
        StateChange: {
            after: components["schemas"]["TenantState"];
            apps: {
                app: string;
                app_name: string;
                event: string | null;
                partner: string;
                /** @enum {unknown} */
                state: "due" | "told" | "not-approved-here" | "not-published" | "switched-off";
            }[];
            /** Format: date-time */
            at: string;
            before: components["schemas"]["TenantState"];
            by: string;
            /** @enum {unknown} */
            change: "provisioning-started" | "provisioning-finished" | "provisioning-failed" | "migration-started" | "upgrade-announced" | "upgrade-started" | "upgrade-finished" | "maintenance-started" | "outage-started" | "maintenance-finished" | "backup-restored" | "suspend" | "resume" | "delete" | "deleted" | "delete-failed" | "move" | "incident-started" | "incident-ended" | "notify";
            id: string;
            notice: ("upgrade" | "backup-restored" | "suspend" | "resume" | "delete" | "move") | null;
            tenant: string;
            why: string | null;
        };
        /** Subscription */
        Subscription: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            dialect: string;
            event_types: string[];
            external_key: string | null;
            /** @description as it was given */
            filter: Record<string, never> | null;
            header_names: string[];
            health: components["schemas"]["SubscriptionHealth"];
            id: string;
            is_releasing: boolean;
            name: string | null;
            notify_emails: string[];
            /**
             * @description of subscriptions of this API; those of other systems have settings of their own
             * @enum {unknown}
             */
            notify_on: "failing" | "disabled";
            /** @description as it stands in delivery ids and other APIs */
            number: number;
            old_secrets: {
                /** Format: date-time */
                ends_at: string;
                /** @enum {unknown} */
                kind: "hmac" | "ed25519";
            }[];
            /** @enum {unknown} */
            on_exhausted: "skip" | "block";
            /** @enum {unknown} */
            ordering: "none" | "per-key";
            /** @description whpk_… of ed25519 keys */
            public_keys: string[];
            rate_limit: {
                per_second: number;
            } | null;
            reason: string | null;
            retry: {
                delays_ms?: number[];
                timeout_ms?: number;
            } | null;
            /** @enum {unknown} */
            signature: "hmac" | "ed25519" | "both" | "none";
            /** @enum {unknown} */
            state: "active" | "paused" | "disabled" | "deleted";
            /** Format: date-time */
            state_since: string;
            /** Format: date-time */
            updated_at: string;
            url: string;
            version: number;
        };
        /** SubscriptionActivity */
        SubscriptionActivity: {
            /** @description the last 24, the present one last */
            hours: {
                /** Format: date-time */
                at: string;
                attempts: number;
                failed: number;
            }[];
            /**
             * Format: date-time
             * @description when this process began to count
             */
            since: string;
        };
        /** SubscriptionHealth */
        SubscriptionHealth: {
            attempts: number;
            failed_attempts: number;
            failing_since: string | null;
            failures_in_a_row: number;
            is_failing: boolean;
            is_sick: boolean;
            is_slowed: boolean;
            last_attempt_at: string | null;
            last_error: string | null;
            last_success_at: string | null;
            rests_until: string | null;
        };
        /** SubscriptionWithSecret */
        SubscriptionWithSecret: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            dialect: string;
            event_types: string[];
            external_key: string | null;
            /** @description as it was given */
            filter: Record<string, never> | null;
            header_names: string[];
            health: components["schemas"]["SubscriptionHealth"];
            id: string;
            is_releasing: boolean;
            name: string | null;
            notify_emails: string[];
            /**
             * @description of subscriptions of this API; those of other systems have settings of their own
             * @enum {unknown}
             */
            notify_on: "failing" | "disabled";
            /** @description as it stands in delivery ids and other APIs */
            number: number;
            old_secrets: {
                /** Format: date-time */
                ends_at: string;
                /** @enum {unknown} */
                kind: "hmac" | "ed25519";
            }[];
            /** @enum {unknown} */
            on_exhausted: "skip" | "block";
            /** @enum {unknown} */
            ordering: "none" | "per-key";
            /** @description whpk_… of ed25519 keys */
            public_keys: string[];
            rate_limit: {
                per_second: number;
            } | null;
            reason: string | null;
            retry: {
                delays_ms?: number[];
                timeout_ms?: number;
            } | null;
            /** @description the symmetric signing secret, shown this once; null with ed25519 alone */
            secret: string | null;
            /** @enum {unknown} */
            signature: "hmac" | "ed25519" | "both" | "none";
            /** @enum {unknown} */
            state: "active" | "paused" | "disabled" | "deleted";
            /** Format: date-time */
            state_since: string;
            /** Format: date-time */
            updated_at: string;
            url: string;
            version: number;
        };
        /** SuperofficeAssociate */
        SuperofficeAssociate: {
            AssociateId: number;
            Deleted: boolean;
            EjUserId: number;
            FieldProperties: Record<string, never>;
            FormalName: string;
            FullName: string;
            GroupIdx: number;
            Name: string;
            PersonId: number;
            Rank: number;
            TableRight: null;
            Tooltip: string;
            Type: string;
            UserName: string;
        };
        /** SuperofficeError */
        SuperofficeError: {
            /** @constant */
            Error: true;
            ErrorMessage: string;
            ErrorSource: string;
            /** @description the name of the exception that clients compare */
            ErrorType: string;
            Message: string;
        };
        /** SuperofficeListItem */
        SuperofficeListItem: {
            ChildItems: Record<string, never>[];
            ColorBlock: number;
            Deleted: boolean;
            ExtraInfo: string | null;
            FullName: string | null;
            IconHint: string | null;
            Id: number;
            Name: string | null;
            Rank: number;
            StyleHint: string | null;
            ToolTip: string | null;
            Type: string | null;
        };
        /** SuperofficeUsageArchive */
        SuperofficeUsageArchive: {
            "odata.metadata": string;
            "odata.nextLink": null;
            value: ({
                EntityName: string;
                PrimaryKey: string;
            } & {
                [key: string]: number | string;
            })[];
        };
        /** SuperofficeVersions */
        SuperofficeVersions: {
            Documentation: string;
            NetServer: string;
            NetServerAssembly: string;
            NetServerDate: string;
            NetServerLabel: string;
            NetServerVersion: string;
            Services: string;
            ServicesCurrent: string;
            v1: string;
            Version: string;
        };
        /** SuperofficeWebhook */
        SuperofficeWebhook: {
            ConsecutiveErrors: number;
            Description: string | null;
            ErrorAssociates: components["schemas"]["SuperofficeListItem"][] | null;
            ErrorEmails: string[] | null;
            ErrorsEmail: string | null;
            Events: string[] | null;
            Headers: {
                [key: string]: string;
            } | null;
            LastError: string | null;
            Name: string | null;
            NotifyVia: string | null;
            NotifyWhen: string | null;
            Properties: Record<string, never> | null;
            /** @description UTC to the second, without a zone */
            Registered: string;
            RegisteredAssociate: components["schemas"]["SuperofficeAssociate"] | null;
            /** @description stars where the caller may not see it; sent back as stars it stays */
            Secret: string | null;
            /** @enum {unknown} */
            State: "Unknown" | "Active" | "Stopped" | "TooManyErrors";
            TargetUrl: string | null;
            TotalCalls: number;
            TotalErrors: number;
            /** @description webhook, or crmscript */
            Type: string;
            /** @description UTC to the second, without a zone */
            Updated: string;
            UpdatedAssociate: components["schemas"]["SuperofficeAssociate"] | null;
            WebhookId: number;
        };
        /** SuperofficeWebhookBody */
        SuperofficeWebhookBody: {
            Description?: string | null;
            ErrorAssociates?: {
                Id: number;
                Name?: string | null;
            }[] | null;
            ErrorEmails?: string[] | null;
            ErrorsEmail?: string | null;
            Events?: string[] | null;
            Headers?: {
                [key: string]: string;
            } | null;
            Name?: string | null;
            /** @description None, Email, InApp */
            NotifyVia?: string | null;
            /** @description None, FirstFailure, Disabling */
            NotifyWhen?: string | null;
            Properties?: Record<string, never> | null;
            /** @description stars where the caller may not see it; sent back as stars it stays */
            Secret?: string | null;
            State?: ("Unknown" | "Active" | "Stopped" | "TooManyErrors") | null;
            TargetUrl?: string | null;
            Type?: string | null;
            /** @description 0 or none: a new one */
            WebhookId?: number;
        };
        /** SuperofficeWebhookPatch */
        SuperofficeWebhookPatch: {
            /** @enum {unknown} */
            op: "add" | "replace" | "remove" | "test";
            path: string;
            value?: unknown;
        }[] | {
            Description?: string | null;
            ErrorAssociates?: {
                Id: number;
                Name?: string | null;
            }[] | null;
            ErrorEmails?: string[] | null;
            ErrorsEmail?: string | null;
            Events?: string[] | null;
            Headers?: {
                [key: string]: string;
            } | null;
            Name?: string | null;
            /** @description None, Email, InApp */
            NotifyVia?: string | null;
            /** @description None, FirstFailure, Disabling */
            NotifyWhen?: string | null;
            Properties?: Record<string, never> | null;
            /** @description stars where the caller may not see it; sent back as stars it stays */
            Secret?: string | null;
            State?: ("Unknown" | "Active" | "Stopped" | "TooManyErrors") | null;
            TargetUrl?: string | null;
            Type?: string | null;
            /** @description 0 or none: a new one */
            WebhookId?: number;
        };
        /** SuperofficeWebhookResult */
        SuperofficeWebhookResult: {
            FieldProperties: Record<string, never>;
            /** @description what the target answered, or why nothing */
            Message: string;
            Success: boolean;
            TableRight: null;
        };
        /** SuperofficeWebhookWithLinks */
        SuperofficeWebhookWithLinks: {
            _Links: {
                Archive: string;
                Self: string;
            };
            ConsecutiveErrors: number;
            Description: string | null;
            ErrorAssociates: components["schemas"]["SuperofficeListItem"][] | null;
            ErrorEmails: string[] | null;
            ErrorsEmail: string | null;
            Events: string[] | null;
            Headers: {
                [key: string]: string;
            } | null;
            LastError: string | null;
            Name: string | null;
            NotifyVia: string | null;
            NotifyWhen: string | null;
            Properties: Record<string, never> | null;
            /** @description UTC to the second, without a zone */
            Registered: string;
            RegisteredAssociate: components["schemas"]["SuperofficeAssociate"] | null;
            /** @description stars where the caller may not see it; sent back as stars it stays */
            Secret: string | null;
            /** @enum {unknown} */
            State: "Unknown" | "Active" | "Stopped" | "TooManyErrors";
            TargetUrl: string | null;
            TotalCalls: number;
            TotalErrors: number;
            /** @description webhook, or crmscript */
            Type: string;
            /** @description UTC to the second, without a zone */
            Updated: string;
            UpdatedAssociate: components["schemas"]["SuperofficeAssociate"] | null;
            WebhookId: number;
        };
        /** Tenant */
        Tenant: {
            /** Format: date-time */
            created_at: string;
            /**
             * @description sod (development), stage (certification) or production
             * @enum {unknown}
             */
            environment: "sod" | "stage" | "production";
            file_version: string;
            id: string;
            name: string;
            public_endpoint: string | null;
            state: string;
            state_since: string | null;
            upgrade: {
                file_version: string;
                version_name: string;
            } | null;
            version_name: string;
        };
        /** TenantLimits */
        TenantLimits: {
            events_per_second: number | null;
            subscriptions_max: number | null;
        };
        /** TenantOverview */
        TenantOverview: {
            /** Format: date-time */
            at: string;
            backlog: {
                in_flight: number;
                oldest_queued_ms: number;
                /** @description in memory, not under way yet */
                queued: number;
                /** @description open and not in memory: due later, or parked; null: not counted for a tenant */
                waiting: number | null;
            };
            /** @description subscriptions that fail or were disabled, the newest trouble first; at most 20 */
            failing: {
                dialect: string;
                failures_in_a_row: number;
                last_error: string | null;
                name: string | null;
                reason: string | null;
                /** Format: date-time */
                since: string;
                /** @enum {unknown} */
                state: "active" | "paused" | "disabled";
                subscription_id: string;
                tenant: string;
                url: string;
            }[];
            last_hour: {
                accepted: number;
                attempts: number;
                delivered: number;
                failed_attempts: number;
                p50_ms: number | null;
                p95_ms: number | null;
                p99_ms: number | null;
                /** @description attempts that were accepted, of all; null: there were none */
                success_rate: number | null;
            };
            /** @description the last 60, the present one last */
            minutes: {
                accepted: number;
                /** Format: date-time */
                at: string;
                delivered: number;
                failed_attempts: number;
                p50_ms: number | null;
                p95_ms: number | null;
                p99_ms: number | null;
            }[];
            /** @description alerts that nobody has acknowledged; 200 stands for that many and more */
            open_alerts: number;
            /**
             * Format: date-time
             * @description when this process began: minutes before are all nothing
             */
            started_at: string;
            version: string;
        };
        /** TenantState */
        TenantState: {
            /**
             * @description sod (development), stage (certification) or production
             * @enum {unknown}
             */
            environment: "sod" | "stage" | "production";
            file_version: string;
            public_endpoint: string | null;
            state: string;
            state_since: string | null;
            upgrade: {
                file_version: string;
                version_name: string;
            } | null;
            version_name: string;
        };
        /** TestResult */
        TestResult: {
            is_accepted: boolean;
            reply: {
                body?: string;
                detail?: string;
                /** @enum {unknown} */
                error_class?: "dns" | "address-refused" | "connect-refused" | "connect-timeout" | "connect-failed" | "no-route" | "tls-self-signed" | "tls-expired" | "tls-wrong-host" | "tls-unknown-ca" | "tls-revoked" | "tls-failed" | "timeout-first-byte" | "timeout-body" | "reset" | "reply-garbled" | "reply-too-large" | "message-refused" | "status-1xx" | "status-2xx-unwanted" | "status-3xx" | "status-4xx" | "status-410" | "status-429" | "status-5xx" | "script-missing" | "script-failed" | "script-timeout" | "script-memory";
                headers?: {
                    name: string;
                    value: string;
                }[];
                status: number | null;
                timings: components["schemas"]["Timings"];
            };
        };
        /** Timings */
        Timings: {
            connect_ms: number | null;
            dns_ms: number | null;
            first_byte_ms: number | null;
            tls_ms: number | null;
            total_ms: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    superofficeGetApiVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Version document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "v1": "https://hooks.example.com/Cust12345/api/v1",
                     *       "NetServerVersion": "12.0",
                     *       "NetServerAssembly": "12.0",
                     *       "NetServerDate": "2026-06-15T00:00:00",
                     *       "NetServerLabel": "Posthorn",
                     *       "NetServer": "Posthorn 12.0",
                     *       "Services": "Services87",
                     *       "ServicesCurrent": "Services88",
                     *       "Version": "v1",
                     *       "Documentation": "https://hooks.example.com/Cust12345/api/v1"
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeVersions"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeListCalls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description URL, method, description */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "https://hooks.example.com/Cust12345/api/v1/Webhook": {
                     *         "GET": "All webhooks"
                     *       }
                     *     }
                     */
                    "application/json": {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeReadUsageArchive: {
        parameters: {
            query?: {
                /** @description webhook_usage.webhook_usage_id eq and the id of a webhook */
                $filter?: string;
                /** @description names of columns of webhook_usage with commas between them */
                $select?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows, in value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "odata.metadata": "https://hooks.example.com/Cust12345/api/v1/Archive/$metadata",
                     *       "odata.nextLink": null,
                     *       "value": [
                     *         {
                     *           "PrimaryKey": "1",
                     *           "EntityName": "webhook_usage",
                     *           "webhook_usage.total_calls": 18
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeUsageArchive"];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeListWebhooks: {
        parameters: {
            query?: {
                /** @description an event that it has */
                eventFilter?: string;
                /** @description a part of the name */
                nameFilter?: string;
                /** @description Active, Stopped or TooManyErrors */
                statusFilter?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Array of Webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "WebhookId": 1,
                     *         "Name": "My Webhook",
                     *         "Events": [
                     *           "contact.created",
                     *           "contact.deleted"
                     *         ],
                     *         "TargetUrl": null,
                     *         "Secret": null,
                     *         "State": "Active",
                     *         "Type": "webhook",
                     *         "Headers": null,
                     *         "Properties": null,
                     *         "Registered": "0001-01-01T00:00:00",
                     *         "RegisteredAssociate": null,
                     *         "Updated": "0001-01-01T00:00:00",
                     *         "UpdatedAssociate": null,
                     *         "ErrorsEmail": null,
                     *         "ErrorEmails": null,
                     *         "ErrorAssociates": null,
                     *         "Description": null,
                     *         "NotifyVia": null,
                     *         "NotifyWhen": null,
                     *         "TotalCalls": 0,
                     *         "TotalErrors": 0,
                     *         "ConsecutiveErrors": 0,
                     *         "LastError": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SuperofficeWebhook"][];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeCreateWebhook: {
        parameters: {
            query?: {
                /** @description names of members with commas between them; the others become null */
                $select?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Name": "My Webhook",
                 *       "Events": [
                 *         "contact.created",
                 *         "contact.changed"
                 *       ],
                 *       "TargetUrl": "https://crm.example.com/notify",
                 *       "Secret": "0987654321abcdefgh",
                 *       "State": "Active",
                 *       "Type": "webhook"
                 *     }
                 */
                "application/json": components["schemas"]["SuperofficeWebhookBody"];
            };
        };
        responses: {
            /** @description The webhook, with links */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "WebhookId": 1,
                     *       "Name": "My Webhook",
                     *       "Events": [
                     *         "contact.created",
                     *         "contact.deleted"
                     *       ],
                     *       "TargetUrl": "https://crm.example.com/notify",
                     *       "Secret": null,
                     *       "State": "Active",
                     *       "Type": "webhook",
                     *       "Headers": null,
                     *       "Properties": null,
                     *       "Registered": "0001-01-01T00:00:00",
                     *       "RegisteredAssociate": null,
                     *       "Updated": "0001-01-01T00:00:00",
                     *       "UpdatedAssociate": null,
                     *       "ErrorsEmail": null,
                     *       "ErrorEmails": null,
                     *       "ErrorAssociates": null,
                     *       "Description": null,
                     *       "NotifyVia": null,
                     *       "NotifyWhen": null,
                     *       "TotalCalls": 0,
                     *       "TotalErrors": 0,
                     *       "ConsecutiveErrors": 0,
                     *       "LastError": null,
                     *       "_Links": {
                     *         "Self": "https://hooks.example.com/Cust12345/api/v1/Webhook/1",
                     *         "Archive": "https://hooks.example.com/Cust12345/api/v1/Webhook"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhookWithLinks"];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeSignalEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the event
                 * @example contact.changed
                 */
                eventName: string;
                /**
                 * @description id of the record that it is about; 0: none
                 * @example 18
                 */
                primaryKey: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme",
                 *       "rank": 3
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted, whether or not a webhook wants it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeGetWebhook: {
        parameters: {
            query?: {
                /** @description names of members with commas between them; the others become null */
                $select?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
                /**
                 * @description id of the webhook, a whole number
                 * @example 1
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, with links */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "WebhookId": 1,
                     *       "Name": "My Webhook",
                     *       "Events": [
                     *         "contact.created",
                     *         "contact.deleted"
                     *       ],
                     *       "TargetUrl": "https://crm.example.com/notify",
                     *       "Secret": null,
                     *       "State": "Active",
                     *       "Type": "webhook",
                     *       "Headers": null,
                     *       "Properties": null,
                     *       "Registered": "0001-01-01T00:00:00",
                     *       "RegisteredAssociate": null,
                     *       "Updated": "0001-01-01T00:00:00",
                     *       "UpdatedAssociate": null,
                     *       "ErrorsEmail": null,
                     *       "ErrorEmails": null,
                     *       "ErrorAssociates": null,
                     *       "Description": null,
                     *       "NotifyVia": null,
                     *       "NotifyWhen": null,
                     *       "TotalCalls": 0,
                     *       "TotalErrors": 0,
                     *       "ConsecutiveErrors": 0,
                     *       "LastError": null,
                     *       "_Links": {
                     *         "Self": "https://hooks.example.com/Cust12345/api/v1/Webhook/1",
                     *         "Archive": "https://hooks.example.com/Cust12345/api/v1/Webhook"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhookWithLinks"];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficePutWebhook: {
        parameters: {
            query?: {
                /** @description names of members with commas between them; the others become null */
                $select?: string;
            };
            header?: {
                /** @description Refuse with 412 when it was changed later. */
                "If-Unmodified-Since"?: string;
            };
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
                /**
                 * @description id of the webhook, a whole number
                 * @example 1
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Name": "My Webhook",
                 *       "Events": [
                 *         "contact.created",
                 *         "contact.changed"
                 *       ],
                 *       "TargetUrl": "https://crm.example.com/notify",
                 *       "Secret": "0987654321abcdefgh",
                 *       "State": "Active",
                 *       "Type": "webhook"
                 *     }
                 */
                "application/json": components["schemas"]["SuperofficeWebhookBody"];
            };
        };
        responses: {
            /** @description The webhook, with links */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "WebhookId": 1,
                     *       "Name": "My Webhook",
                     *       "Events": [
                     *         "contact.created",
                     *         "contact.deleted"
                     *       ],
                     *       "TargetUrl": "https://crm.example.com/notify",
                     *       "Secret": null,
                     *       "State": "Active",
                     *       "Type": "webhook",
                     *       "Headers": null,
                     *       "Properties": null,
                     *       "Registered": "0001-01-01T00:00:00",
                     *       "RegisteredAssociate": null,
                     *       "Updated": "0001-01-01T00:00:00",
                     *       "UpdatedAssociate": null,
                     *       "ErrorsEmail": null,
                     *       "ErrorEmails": null,
                     *       "ErrorAssociates": null,
                     *       "Description": null,
                     *       "NotifyVia": null,
                     *       "NotifyWhen": null,
                     *       "TotalCalls": 0,
                     *       "TotalErrors": 0,
                     *       "ConsecutiveErrors": 0,
                     *       "LastError": null,
                     *       "_Links": {
                     *         "Self": "https://hooks.example.com/Cust12345/api/v1/Webhook/1",
                     *         "Archive": "https://hooks.example.com/Cust12345/api/v1/Webhook"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhookWithLinks"];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeDeleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
                /**
                 * @description id of the webhook, a whole number
                 * @example 1
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficePatchWebhook: {
        parameters: {
            query?: {
                /** @description names of members with commas between them; the others become null */
                $select?: string;
            };
            header?: {
                /** @description Refuse with 412 when it was changed later. */
                "If-Unmodified-Since"?: string;
            };
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
                /**
                 * @description id of the webhook, a whole number
                 * @example 1
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "op": "replace",
                 *         "path": "/State",
                 *         "value": "Stopped"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["SuperofficeWebhookPatch"];
            };
        };
        responses: {
            /** @description The webhook, with links */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "WebhookId": 1,
                     *       "Name": "My Webhook",
                     *       "Events": [
                     *         "contact.created",
                     *         "contact.deleted"
                     *       ],
                     *       "TargetUrl": "https://crm.example.com/notify",
                     *       "Secret": null,
                     *       "State": "Active",
                     *       "Type": "webhook",
                     *       "Headers": null,
                     *       "Properties": null,
                     *       "Registered": "0001-01-01T00:00:00",
                     *       "RegisteredAssociate": null,
                     *       "Updated": "0001-01-01T00:00:00",
                     *       "UpdatedAssociate": null,
                     *       "ErrorsEmail": null,
                     *       "ErrorEmails": null,
                     *       "ErrorAssociates": null,
                     *       "Description": null,
                     *       "NotifyVia": null,
                     *       "NotifyWhen": null,
                     *       "TotalCalls": 0,
                     *       "TotalErrors": 0,
                     *       "ConsecutiveErrors": 0,
                     *       "LastError": null,
                     *       "_Links": {
                     *         "Self": "https://hooks.example.com/Cust12345/api/v1/Webhook/1",
                     *         "Archive": "https://hooks.example.com/Cust12345/api/v1/Webhook"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhookWithLinks"];
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeGetLastError: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
                /**
                 * @description id of the webhook, a whole number
                 * @example 1
                 */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON string */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example HTTP 500 */
                    "application/json": string;
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeGetDefaultWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "WebhookId": 0,
                     *       "Name": null,
                     *       "Events": [
                     *         "contact.created",
                     *         "contact.deleted"
                     *       ],
                     *       "TargetUrl": null,
                     *       "Secret": null,
                     *       "State": "Active",
                     *       "Type": "webhook",
                     *       "Headers": null,
                     *       "Properties": null,
                     *       "Registered": "0001-01-01T00:00:00",
                     *       "RegisteredAssociate": null,
                     *       "Updated": "0001-01-01T00:00:00",
                     *       "UpdatedAssociate": null,
                     *       "ErrorsEmail": null,
                     *       "ErrorEmails": null,
                     *       "ErrorAssociates": null,
                     *       "Description": null,
                     *       "NotifyVia": null,
                     *       "NotifyWhen": null,
                     *       "TotalCalls": 0,
                     *       "TotalErrors": 0,
                     *       "ConsecutiveErrors": 0,
                     *       "LastError": null
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhook"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    superofficeTestWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Name": "My Webhook",
                 *       "Events": [
                 *         "contact.created",
                 *         "contact.changed"
                 *       ],
                 *       "TargetUrl": "https://crm.example.com/notify",
                 *       "Secret": "0987654321abcdefgh",
                 *       "State": "Active",
                 *       "Type": "webhook"
                 *     }
                 */
                "application/json": components["schemas"]["SuperofficeWebhookBody"];
            };
        };
        responses: {
            /** @description WebhookResult */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Success": true,
                     *       "Message": "HTTP 200",
                     *       "TableRight": null,
                     *       "FieldProperties": {}
                     *     }
                     */
                    "application/json": components["schemas"]["SuperofficeWebhookResult"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
            /** @description What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperofficeError"];
                };
            };
        };
    };
    rosaasAuthenticateClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                 *       "clientSecret": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                 *     }
                 */
                "application/json": {
                    /** @description the id of a client */
                    clientId: string;
                    /** @description its secret */
                    clientSecret: string;
                };
            };
        };
        responses: {
            /** @description The access token, to be sent as `Authorization: Bearer …` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "token": {
                     *           "accessToken": "eyJhbGciOiJIUzI1NiJ9.…",
                     *           "tokenType": "Bearer",
                     *           "expiresIn": 3600
                     *         }
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasAccessToken"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListOwnEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": 3,
                     *           "event": "Tenant.Availability.ChangedToHealthy",
                     *           "description": "A tenant became available.",
                     *           "aliases": [
                     *             "TenantAvailabilityChangedToHealthy"
                     *           ],
                     *           "metaData": [
                     *             {
                     *               "name": "ChangingDate",
                     *               "type": "timestamp",
                     *               "isNullable": false,
                     *               "description": "when it changed"
                     *             }
                     *           ],
                     *           "example": {
                     *             "EventCode": 3,
                     *             "TenantSystemName": "acme-crm",
                     *             "MetaData": {
                     *               "ChangingDate": "2025-03-04T10:12:00Z"
                     *             }
                     *           },
                     *           "body": {}
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEventType"][];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListOwnEvents: {
        parameters: {
            query?: {
                /** @description a date and time with its offset, or whole seconds since 1970 */
                created?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[gt]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[gte]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[lt]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[lte]"?: string;
                /** @description true or false */
                delivery_success?: boolean;
                /** @description the id of an event */
                ending_before?: string;
                event?: string;
                eventCode?: string;
                /** @description a number from 1 to 100, by default 10 */
                limit?: number;
                /** @description the id of an event */
                starting_after?: string;
                tenantSystemName?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "Id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *             "ProductId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *             "TenantSystemName": "acme-crm",
                     *             "EventCode": 3,
                     *             "Event": "Tenant.Availability.ChangedToHealthy",
                     *             "MetaData": {
                     *               "ChangingDate": "2025-03-04T10:12:00Z"
                     *             },
                     *             "Created": "2025-03-04T10:12:00Z",
                     *             "PendingWebhooks": 0
                     *           }
                     *         ],
                     *         "hasMore": false
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEventPage"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasHandInEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 256 printable characters, kept for 7 days: the same key with the same body answers the same event again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "Event": "Tenant.StatusChanged",
                 *       "TenantSystemName": "acme-crm",
                 *       "MetaData": {
                 *         "NewTenantStatus": "inactive",
                 *         "Date": "2025-08-02T10:00:00Z",
                 *         "Plan": "pro-plan",
                 *         "planPrice": 29.5
                 *       },
                 *       "previous_attributes": {
                 *         "NewTenantStatus": "deactivating"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RosaasNewEvent"];
            };
        };
        responses: {
            /** @description On disk; `Warnings` where validation warns */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "Id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *         "EventCode": 2,
                     *         "Event": "Tenant.StatusChanged"
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasAcceptedEvent"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasGetOwnEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the event
                 * @example evt_0199c3f5a1b27cde8f0123456789abcd
                 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "Id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *         "ProductId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *         "TenantSystemName": "acme-crm",
                     *         "EventCode": 3,
                     *         "Event": "Tenant.Availability.ChangedToHealthy",
                     *         "MetaData": {
                     *           "ChangingDate": "2025-03-04T10:12:00Z"
                     *         },
                     *         "Created": "2025-03-04T10:12:00Z",
                     *         "PendingWebhooks": 0
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEvent"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": 3,
                     *           "event": "Tenant.Availability.ChangedToHealthy",
                     *           "description": "A tenant became available.",
                     *           "aliases": [
                     *             "TenantAvailabilityChangedToHealthy"
                     *           ],
                     *           "metaData": [
                     *             {
                     *               "name": "ChangingDate",
                     *               "type": "timestamp",
                     *               "isNullable": false,
                     *               "description": "when it changed"
                     *             }
                     *           ],
                     *           "example": {
                     *             "EventCode": 3,
                     *             "TenantSystemName": "acme-crm",
                     *             "MetaData": {
                     *               "ChangingDate": "2025-03-04T10:12:00Z"
                     *             }
                     *           },
                     *           "body": {}
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEventType"][];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListEvents: {
        parameters: {
            query?: {
                /** @description a date and time with its offset, or whole seconds since 1970 */
                created?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[gt]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[gte]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[lt]"?: string;
                /** @description a date and time with its offset, or whole seconds since 1970 */
                "created[lte]"?: string;
                /** @description true or false */
                delivery_success?: boolean;
                /** @description the id of an event */
                ending_before?: string;
                event?: string;
                eventCode?: string;
                /** @description a number from 1 to 100, by default 10 */
                limit?: number;
                /** @description the id of an event */
                starting_after?: string;
                tenantSystemName?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "items": [
                     *           {
                     *             "Id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *             "ProductId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *             "TenantSystemName": "acme-crm",
                     *             "EventCode": 3,
                     *             "Event": "Tenant.Availability.ChangedToHealthy",
                     *             "MetaData": {
                     *               "ChangingDate": "2025-03-04T10:12:00Z"
                     *             },
                     *             "Created": "2025-03-04T10:12:00Z",
                     *             "PendingWebhooks": 0
                     *           }
                     *         ],
                     *         "hasMore": false
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEventPage"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `product-unknown`: No such product
             *
             *     `query-invalid`: The query does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasGetEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the event
                 * @example evt_0199c3f5a1b27cde8f0123456789abcd
                 */
                eventId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "Id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *         "ProductId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *         "TenantSystemName": "acme-crm",
                     *         "EventCode": 3,
                     *         "Event": "Tenant.Availability.ChangedToHealthy",
                     *         "MetaData": {
                     *           "ChangingDate": "2025-03-04T10:12:00Z"
                     *         },
                     *         "Created": "2025-03-04T10:12:00Z",
                     *         "PendingWebhooks": 0
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEvent"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoints */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0199c3f0-b2c3-7def-9012-3456789abcde",
                     *           "url": "https://crm.example.com/api/WebhookListener/notifyme",
                     *           "description": "CRM",
                     *           "isActive": true,
                     *           "entityId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *           "entityType": 3,
                     *           "signingSecret": null,
                     *           "eventsToListen": [
                     *             1,
                     *             2,
                     *             13
                     *           ],
                     *           "allEvents": false,
                     *           "noticeAddresses": []
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEndpoint"][];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasCreateEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://crm.example.com/api/WebhookListener/notifyme",
                 *       "description": "CRM",
                 *       "eventsToListen": [
                 *         1,
                 *         2,
                 *         13
                 *       ],
                 *       "signingSecret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    /** @description true or false */
                    allEvents?: boolean;
                    /** @description a text of at most 250 characters */
                    description?: string | null;
                    entityId?: string;
                    entityType?: number;
                    eventsToListen?: (number | {
                        event?: string;
                        id: number;
                    })[];
                    id?: string;
                    /** @description true or false */
                    isActive?: boolean;
                    /** @description a list of at most 10 mail addresses */
                    noticeAddresses?: string[];
                    /** @description a text */
                    signingSecret: string;
                    /** @description an absolute URL */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "0199c3f0-b2c3-7def-9012-3456789abcde"
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasNewId"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `product-unknown`: No such product
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasGetEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "0199c3f0-b2c3-7def-9012-3456789abcde",
                     *         "url": "https://crm.example.com/api/WebhookListener/notifyme",
                     *         "description": "CRM",
                     *         "isActive": true,
                     *         "entityId": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *         "entityType": 3,
                     *         "signingSecret": null,
                     *         "eventsToListen": [
                     *           {
                     *             "id": 1,
                     *             "event": "Tenant.RegisteredInRoSaasDb"
                     *           },
                     *           {
                     *             "id": 2,
                     *             "event": "Tenant.StatusChanged"
                     *           }
                     *         ],
                     *         "allEvents": false,
                     *         "noticeAddresses": []
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasEndpointDetail"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasChangeEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://crm.example.com/api/WebhookListener/notifyme",
                 *       "description": "CRM",
                 *       "eventsToListen": [
                 *         2
                 *       ],
                 *       "signingSecret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    /** @description true or false */
                    allEvents?: boolean;
                    /** @description a text of at most 250 characters */
                    description?: string | null;
                    entityId?: string;
                    entityType?: number;
                    eventsToListen?: (number | {
                        event?: string;
                        id: number;
                    })[];
                    id?: string;
                    /** @description true or false */
                    isActive?: boolean;
                    /** @description a list of at most 10 mail addresses */
                    noticeAddresses?: string[];
                    signingSecret?: string | null;
                    /** @description an absolute URL */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `product-unknown`: No such product
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasDeleteEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasSetActivation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isActive": false
                 *     }
                 */
                "application/json": {
                    /** @description true or false */
                    isActive: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `product-unknown`: No such product
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasChangeStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    /** @description true or false */
                    isActive: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /**
             * @description `product-unknown`: No such product
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasRevealSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "signingSecret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasSecret"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasListReveals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the endpoint, a UUID
                 * @example 0199c3f0-b2c3-7def-9012-3456789abcde
                 */
                endpointId: string;
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When, and to whom */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "date": "2026-11-21T10:00:00.000Z",
                     *           "by": "operator"
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasReveal"][];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    rosaasGenerateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "signingSecret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                     *       },
                     *       "metadata": {
                     *         "errors": [],
                     *         "success": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["RosaasSecret"];
                        metadata: components["schemas"]["RosaasMetadata"];
                    };
                };
            };
            /** @description `product-unknown`: No such product */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             *
             *     `pass-invalid`: The access token opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
            /** @description What else was refused, such as an endpoint or an event that is not there. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosaasRefusal"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example posthorn_events_accepted_total 1024 */
                    "text/plain": string;
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        status: "ready";
                    };
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `history-busy`: Too much is being read
             *
             *     `not-ready`: The service is not ready
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApps: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description true: only those with a version that waits for the operator */
                requested?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of apps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "partner": "acme",
                     *           "name": "Acme Sync",
                     *           "kind": "standard",
                     *           "client_ids": {
                     *             "sod": "1f25376616343b38d14ddcd804f28910",
                     *             "stage": "3f25376616343b38d14ddcd804f28912",
                     *             "production": "6cf25376616343b38d14ddcd804f2891"
                     *           },
                     *           "error_emails": [
                     *             "alerts@acme.example"
                     *           ],
                     *           "version_count": 2,
                     *           "published": {
                     *             "sod": 2,
                     *             "stage": 1,
                     *             "production": null
                     *           },
                     *           "requested": {
                     *             "sod": null,
                     *             "stage": null,
                     *             "production": 1
                     *           },
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["App"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "partner": "acme",
                     *       "name": "Acme Sync",
                     *       "kind": "standard",
                     *       "client_ids": {
                     *         "sod": "1f25376616343b38d14ddcd804f28910",
                     *         "stage": "3f25376616343b38d14ddcd804f28912",
                     *         "production": "6cf25376616343b38d14ddcd804f2891"
                     *       },
                     *       "error_emails": [
                     *         "alerts@acme.example"
                     *       ],
                     *       "version_count": 2,
                     *       "published": {
                     *         "sod": 2,
                     *         "stage": 1,
                     *         "production": null
                     *       },
                     *       "requested": {
                     *         "sod": null,
                     *         "stage": null,
                     *         "production": 1
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["App"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the answer that was read; without it nothing is stored */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "error_emails": [
                 *         "alerts@acme.example",
                 *         "night@acme.example"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description told of trouble with the app's endpoints; empty: the technical contact is */
                    error_emails?: string[];
                    /** @description one line of 1 to 200 characters */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "partner": "acme",
                     *       "name": "Acme Sync",
                     *       "kind": "standard",
                     *       "client_ids": {
                     *         "sod": "1f25376616343b38d14ddcd804f28910",
                     *         "stage": "3f25376616343b38d14ddcd804f28912",
                     *         "production": "6cf25376616343b38d14ddcd804f2891"
                     *       },
                     *       "error_emails": [
                     *         "alerts@acme.example"
                     *       ],
                     *       "version_count": 2,
                     *       "published": {
                     *         "sod": 2,
                     *         "stage": 1,
                     *         "production": null
                     *       },
                     *       "requested": {
                     *         "sod": null,
                     *         "stage": null,
                     *         "production": 1
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["App"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-missing`: The header If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "name": "shop backend",
                     *           "scopes": [
                     *             "ingest"
                     *           ],
                     *           "application": "shop",
                     *           "prefix": "phk_AbCdEfGh",
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "last_used_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAppSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "deployment"
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 200 characters */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made; `key` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "name": "shop backend",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "application": "shop",
                     *       "prefix": "phk_AbCdEfGh",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                     *     }
                     */
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAppSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description id of the key
                 * @example key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `key-unknown`: No such key
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppTenants: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of approvals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "tenant": "Cust12345",
                     *           "environment": "production",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Approval"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppVersions: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "version": 1,
                     *           "label": "Version 1",
                     *           "is_locked": true,
                     *           "customer_state_change": {
                     *             "common": {
                     *               "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *               "is_on": true,
                     *               "send_error_email": true
                     *             },
                     *             "per_environment": {
                     *               "sod": {
                     *                 "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *                 "is_on": true,
                     *                 "send_error_email": false
                     *               },
                     *               "stage": null,
                     *               "production": null
                     *             }
                     *           },
                     *           "environments": {
                     *             "sod": {
                     *               "state": "published",
                     *               "at": "2026-11-21T09:00:00.000Z",
                     *               "by": "operator",
                     *               "reason": null
                     *             },
                     *             "stage": {
                     *               "state": "published",
                     *               "at": "2026-11-21T09:00:00.000Z",
                     *               "by": "operator",
                     *               "reason": null
                     *             },
                     *             "production": {
                     *               "state": "requested",
                     *               "at": "2026-11-21T09:00:00.000Z",
                     *               "by": "key_1 (portal)",
                     *               "reason": null
                     *             }
                     *           },
                     *           "save_count": 3,
                     *           "saved_at": "2026-11-21T09:00:00.000Z",
                     *           "saved_by": "key_1 (portal)",
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AppVersion"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-unknown`: No such app */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAppVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "Spring",
                 *       "from": 1
                 *     }
                 */
                "application/json": {
                    /** @description the version to begin with; by default the newest */
                    from?: number;
                    /** @description one line of 1 to 100 characters */
                    label: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-limit-reached`: There are as many as there may be */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveAppVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the answer that was read; without it nothing is stored */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customer_state_change": {
                 *         "common": {
                 *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                 *           "is_on": true,
                 *           "send_error_email": true
                 *         },
                 *         "per_environment": {
                 *           "sod": {
                 *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                 *             "is_on": true,
                 *             "send_error_email": false
                 *           },
                 *           "stage": null,
                 *           "production": null
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    customer_state_change?: {
                        common: {
                            endpoint: string | null;
                            /** @description turns on data traffic */
                            is_on: boolean;
                            send_error_email: boolean;
                        };
                        per_environment: {
                            /** @description null: the common value counts there */
                            production: {
                                endpoint: string | null;
                                /** @description turns on data traffic */
                                is_on: boolean;
                                send_error_email: boolean;
                            } | null;
                            /** @description null: the common value counts there */
                            sod: {
                                endpoint: string | null;
                                /** @description turns on data traffic */
                                is_on: boolean;
                                send_error_email: boolean;
                            } | null;
                            /** @description null: the common value counts there */
                            stage: {
                                endpoint: string | null;
                                /** @description turns on data traffic */
                                is_on: boolean;
                                send_error_email: boolean;
                            } | null;
                        };
                    };
                    /** @description one line of 1 to 100 characters */
                    label?: string;
                };
            };
        };
        responses: {
            /** @description Saved */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-version-locked`: The version can no longer be edited
             *
             *     `app-limit-reached`: There are as many as there may be
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-missing`: The header If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestAppPublication: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the version that was looked at: refused where it is another by now */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "environment": "stage"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description sod (development), stage (certification) or production
                     * @enum {unknown}
                     */
                    environment: "sod" | "stage" | "production";
                };
            };
        };
        responses: {
            /** @description Asked for, or published to SOD */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `publication-refused`: The version cannot be published there now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawAppPublication: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the version that was looked at: refused where it is another by now */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description one of sod, stage and production
                 * @example stage
                 */
                environment: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             *
             *     `environment-unknown`: No such environment
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `publication-refused`: The version cannot be published there now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveAppPublication: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the version that was looked at: refused where it is another by now */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description one of sod, stage and production
                 * @example stage
                 */
                environment: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             *
             *     `environment-unknown`: No such environment
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `publication-refused`: The version cannot be published there now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectAppPublication: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of the version that was looked at: refused where it is another by now */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description one of sod, stage and production
                 * @example stage
                 */
                environment: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The endpoint answered no test."
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 1000 characters */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Rejected */
            200: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "label": "Version 1",
                     *       "is_locked": true,
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       },
                     *       "environments": {
                     *         "sod": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "stage": {
                     *           "state": "published",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "reason": null
                     *         },
                     *         "production": {
                     *           "state": "requested",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "reason": null
                     *         }
                     *       },
                     *       "save_count": 3,
                     *       "saved_at": "2026-11-21T09:00:00.000Z",
                     *       "saved_by": "key_1 (portal)",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersion"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             *
             *     `environment-unknown`: No such environment
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `publication-refused`: The version cannot be published there now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: Somebody else changed it first */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppVersionSaves: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of saves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "version": 1,
                     *           "save": 3,
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "key_1 (portal)",
                     *           "label": "Version 1",
                     *           "customer_state_change": {
                     *             "common": {
                     *               "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *               "is_on": true,
                     *               "send_error_email": true
                     *             },
                     *             "per_environment": {
                     *               "sod": {
                     *                 "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *                 "is_on": true,
                     *                 "send_error_email": false
                     *               },
                     *               "stage": null,
                     *               "production": null
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AppVersionSave"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppVersionSave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description number of the save of the version
                 * @example 3
                 */
                save: string;
                /**
                 * @description number of the version of the app
                 * @example 2
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "version": 1,
                     *       "save": 3,
                     *       "at": "2026-11-21T09:00:00.000Z",
                     *       "by": "key_1 (portal)",
                     *       "label": "Version 1",
                     *       "customer_state_change": {
                     *         "common": {
                     *           "endpoint": "https://app.acme.example/NotifyCustomerStateChange",
                     *           "is_on": true,
                     *           "send_error_email": true
                     *         },
                     *         "per_environment": {
                     *           "sod": {
                     *             "endpoint": "https://dev.acme.example/NotifyCustomerStateChange",
                     *             "is_on": true,
                     *             "send_error_email": false
                     *           },
                     *           "stage": null,
                     *           "production": null
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AppVersionSave"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `app-unknown`: No such app
             *
             *     `app-version-unknown`: No such version
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAllAuditEntries: {
        parameters: {
            query?: {
                /** @description `operator`, or the id of a key */
                actor?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description the id of an operation, as `createKey` */
                operation?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "actor": "operator",
                     *           "actor_name": null,
                     *           "operation": "pauseSubscription",
                     *           "named": {
                     *             "tenantId": "Cust12345",
                     *             "subscriptionId": "sub_0199c3f0b2c37def90123456789abcde"
                     *           },
                     *           "status": 200,
                     *           "before": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "active"
                     *           },
                     *           "after": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "paused"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssuer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description one of sod, stage and production
                 * @example stage
                 */
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The issuer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "environment": "production",
                     *       "issuer": "https://online.example.org",
                     *       "keys": [
                     *         {
                     *           "key_id": "production-0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "is_signing": true,
                     *           "signs_from": "2026-11-21T09:00:00.000Z",
                     *           "published_until": null,
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Issuer"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `environment-unknown`: No such environment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateIssuerKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description one of sod, stage and production
                 * @example stage
                 */
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description for a key that others may have seen: the new one signs now and the old ones are published no more */
                    at_once?: boolean;
                };
            };
        };
        responses: {
            /** @description With the new key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "environment": "production",
                     *       "issuer": "https://online.example.org",
                     *       "keys": [
                     *         {
                     *           "key_id": "production-0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "is_signing": true,
                     *           "signs_from": "2026-11-21T09:00:00.000Z",
                     *           "published_until": null,
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Issuer"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `environment-unknown`: No such environment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followAll: {
        parameters: {
            query?: {
                /** @description what to tell, as a list with commas: delivery, event, subscription, alert; all of it when left out */
                kinds?: string;
                /** @description where to go on, in place of the header Last-Event-ID, which wins */
                last_event_id?: string;
                /** @description id of the only tenant to tell of */
                tenant?: string;
            };
            header?: {
                /** @description id of the last event that the caller has */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens, as it happens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 1000
                     *     id: 5e1f09a2b3c4-4711
                     *
                     *     id: 5e1f09a2b3c4-4712
                     *     event: event
                     *     data: {"tenant":"Cust12345","event":{"id":"evt_0199c3f5a1b27cde8f0123456789abcd","type":"contact.changed","accepted_at":"2026-11-21T10:00:00.000Z","matched":1}}
                     *
                     *     id: 5e1f09a2b3c4-4713
                     *     event: delivery
                     *     data: {"tenant":"Cust12345","delivery":{"id":"dlv_0199c3f5a1b27cde8f0123456789abcd000000010000","event_id":"evt_0199c3f5a1b27cde8f0123456789abcd","event_type":"contact.changed","subscription_id":"sub_0199c3f0b2c37def90123456789abcde","state":"delivered","run":0,"run_kind":"accepted","attempt_count":1,"accepted_at":"2026-11-21T10:00:00.000Z","due_at":null,"ended_at":"2026-11-21T10:00:00.040Z","is_quarantined":false},"attempt":{"number":1,"status":200,"error_class":null,"duration_ms":31,"started_at":"2026-11-21T10:00:00.005Z"}}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-many-failures`: Too many calls with a wrong key
             *
             *     `too-many-readers`: This key follows the live feed too often already
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `history-busy`: Too much is being read
             *
             *     `live-full`: Too many follow the live feed
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How things stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T10:00:30.000Z",
                     *       "started_at": "2026-11-20T08:00:00.000Z",
                     *       "version": "1.0.0",
                     *       "minutes": [
                     *         {
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "accepted": 120,
                     *           "delivered": 118,
                     *           "failed_attempts": 2,
                     *           "p50_ms": 42,
                     *           "p95_ms": 185,
                     *           "p99_ms": 552
                     *         }
                     *       ],
                     *       "last_hour": {
                     *         "accepted": 7200,
                     *         "delivered": 7190,
                     *         "attempts": 7250,
                     *         "failed_attempts": 60,
                     *         "success_rate": 0.9917,
                     *         "p50_ms": 42,
                     *         "p95_ms": 185,
                     *         "p99_ms": 552
                     *       },
                     *       "backlog": {
                     *         "queued": 3,
                     *         "in_flight": 2,
                     *         "oldest_queued_ms": 40,
                     *         "waiting": 12
                     *       },
                     *       "failing": [
                     *         {
                     *           "tenant": "Cust12345",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "name": "CRM sync",
                     *           "url": "https://hooks.example.org/crm",
                     *           "dialect": "superoffice",
                     *           "state": "disabled",
                     *           "reason": "too-many-failures",
                     *           "failures_in_a_row": 9,
                     *           "last_error": "HTTP/1.1 500 Internal Server Error",
                     *           "since": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "open_alerts": 1,
                     *       "ledger": {
                     *         "accepted": 90000,
                     *         "resends": 4,
                     *         "replays": 200,
                     *         "delivered": 90150,
                     *         "exhausted": 20,
                     *         "cancelled": 12,
                     *         "expired": 5,
                     *         "open": 17
                     *       },
                     *       "store": {
                     *         "kind": "sqlite",
                     *         "is_writable": true,
                     *         "free_bytes": 52428800000
                     *       },
                     *       "nodes": []
                     *     }
                     */
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPartners: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of partners */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "acme",
                     *           "name": "Acme Apps",
                     *           "technical_contact": "tech@acme.example",
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Partner"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPartner: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "acme",
                 *       "name": "Acme Apps",
                 *       "technical_contact": "tech@acme.example"
                 *     }
                 */
                "application/json": {
                    /** @description 1 to 64 of A-Z a-z 0-9 _ - */
                    id: string;
                    /** @description one line of 1 to 200 characters */
                    name: string;
                    /** @description one mail address */
                    technical_contact?: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "acme",
                     *       "name": "Acme Apps",
                     *       "technical_contact": "tech@acme.example",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-taken`: The partner exists already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "acme",
                     *       "name": "Acme Apps",
                     *       "technical_contact": "tech@acme.example",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "technical_contact": "tech@acme.example"
                 *     }
                 */
                "application/json": {
                    technical_contact: string | null;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "acme",
                     *       "name": "Acme Apps",
                     *       "technical_contact": "tech@acme.example",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListAlerts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description true: only those that nobody has acknowledged */
                open?: "true" | "false";
            };
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "kind": "disabled",
                     *           "subject": "Webhook \"CRM sync\" (17) is disabled: too many errors",
                     *           "text": "Webhook \"CRM sync\" (17) was disabled at 2026-11-21T10:00:00Z: too many errors.\n",
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "acknowledged_at": null,
                     *           "is_in_app": true,
                     *           "users": [
                     *             {
                     *               "id": "5",
                     *               "name": "Kari Nordmann"
                     *             }
                     *           ],
                     *           "mails": [
                     *             {
                     *               "recipient": "ops@example.org",
                     *               "state": "sent",
                     *               "attempt_count": 1,
                     *               "due_at": null,
                     *               "ended_at": "2026-11-21T10:00:02.000Z",
                     *               "last_error": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Alert"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerAcknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the alert
                 * @example alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f
                 */
                alertId: string;
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "kind": "disabled",
                     *       "subject": "Webhook \"CRM sync\" (17) is disabled: too many errors",
                     *       "text": "Webhook \"CRM sync\" (17) was disabled at 2026-11-21T10:00:00Z: too many errors.\n",
                     *       "at": "2026-11-21T10:00:00.000Z",
                     *       "acknowledged_at": "2026-11-21T10:05:00.000Z",
                     *       "is_in_app": true,
                     *       "users": [
                     *         {
                     *           "id": "5",
                     *           "name": "Kari Nordmann"
                     *         }
                     *       ],
                     *       "mails": [
                     *         {
                     *           "recipient": "ops@example.org",
                     *           "state": "sent",
                     *           "attempt_count": 1,
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:02.000Z",
                     *           "last_error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `alert-unknown`: No such alert
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAppsOfPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of apps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "partner": "acme",
                     *           "name": "Acme Sync",
                     *           "kind": "standard",
                     *           "client_ids": {
                     *             "sod": "1f25376616343b38d14ddcd804f28910",
                     *             "stage": "3f25376616343b38d14ddcd804f28912",
                     *             "production": "6cf25376616343b38d14ddcd804f2891"
                     *           },
                     *           "error_emails": [
                     *             "alerts@acme.example"
                     *           ],
                     *           "version_count": 2,
                     *           "published": {
                     *             "sod": 2,
                     *             "stage": 1,
                     *             "production": null
                     *           },
                     *           "requested": {
                     *             "sod": null,
                     *             "stage": null,
                     *             "production": 1
                     *           },
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["App"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Sync",
                 *       "kind": "standard",
                 *       "error_emails": [
                 *         "alerts@acme.example"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description told of trouble with the app's endpoints; empty: the technical contact is */
                    error_emails?: string[];
                    /**
                     * @description custom: made for one customer. standard: for all, certified in stage first
                     * @enum {unknown}
                     */
                    kind: "custom" | "standard";
                    /** @description one line of 1 to 200 characters */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description to be sent as If-Match with a change */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "partner": "acme",
                     *       "name": "Acme Sync",
                     *       "kind": "standard",
                     *       "client_ids": {
                     *         "sod": "1f25376616343b38d14ddcd804f28910",
                     *         "stage": "3f25376616343b38d14ddcd804f28912",
                     *         "production": "6cf25376616343b38d14ddcd804f2891"
                     *       },
                     *       "error_emails": [
                     *         "alerts@acme.example"
                     *       ],
                     *       "version_count": 2,
                     *       "published": {
                     *         "sod": 2,
                     *         "stage": 1,
                     *         "production": null
                     *       },
                     *       "requested": {
                     *         "sod": null,
                     *         "stage": null,
                     *         "production": 1
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["App"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-limit-reached`: There are as many as there may be */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListAuditEntries: {
        parameters: {
            query?: {
                /** @description `operator`, or the id of a key */
                actor?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description the id of an operation, as `createKey` */
                operation?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "actor": "operator",
                     *           "actor_name": null,
                     *           "operation": "pauseSubscription",
                     *           "named": {
                     *             "tenantId": "Cust12345",
                     *             "subscriptionId": "sub_0199c3f0b2c37def90123456789abcde"
                     *           },
                     *           "status": 200,
                     *           "before": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "active"
                     *           },
                     *           "after": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "paused"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListDeliveries: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description one or several of pending, parked, delivered, exhausted, cancelled, expired with commas between */
                state?: string;
                /** @description the id of a subscription */
                subscription?: string;
                /** @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots */
                type?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *           "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "event_type": "contact.changed",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "state": "delivered",
                     *           "run": 0,
                     *           "run_kind": "accepted",
                     *           "attempt_count": 1,
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:00.041Z",
                     *           "is_quarantined": false
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerGetDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the delivery
                 * @example dlv_0199c3f5a1b27cde8f0123456789abcd000000010000
                 */
                deliveryId: string;
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *       "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "event_type": "contact.changed",
                     *       "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "state": "delivered",
                     *       "run": 0,
                     *       "run_kind": "accepted",
                     *       "attempt_count": 1,
                     *       "accepted_at": "2026-11-21T10:00:00.000Z",
                     *       "due_at": null,
                     *       "ended_at": "2026-11-21T10:00:00.041Z",
                     *       "is_quarantined": false,
                     *       "attempts": [
                     *         {
                     *           "id": "att_0199c3f5a1b27cde8f0123456789abcd0000000100000001",
                     *           "number": 1,
                     *           "started_at": "2026-11-21T10:00:00.002Z",
                     *           "outcome": "accepted",
                     *           "error_class": null,
                     *           "status": 204,
                     *           "why": null,
                     *           "reply": "",
                     *           "retry_after_ms": null,
                     *           "timings": {
                     *             "dns_ms": 3,
                     *             "connect_ms": 9,
                     *             "tls_ms": 14,
                     *             "first_byte_ms": 12,
                     *             "total_ms": 39
                     *           },
                     *           "subscription_version": 1,
                     *           "request": {
                     *             "line": "POST https://hooks.example.com/posthorn",
                     *             "headers": [
                     *               {
                     *                 "name": "webhook-id",
                     *                 "value": "evt_0199c3f5a1b27cde8f0123456789abcd"
                     *               }
                     *             ],
                     *             "body": "{\"type\":\"contact.changed\",\"timestamp\":\"2026-11-21T10:00:00.000Z\",\"data\":{}}",
                     *             "body_is_cut": false,
                     *             "body_is_exact": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `delivery-unknown`: No such delivery
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerResendDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the delivery
                 * @example dlv_0199c3f5a1b27cde8f0123456789abcd000000010000
                 */
                deliveryId: string;
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stored; `id` is the new delivery */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010001"
                     *     }
                     */
                    "application/json": components["schemas"]["Resend"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `delivery-unknown`: No such delivery
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `subscription-deleted`: The subscription was deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListEvents: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots */
                type?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events without their data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "type": "contact.changed",
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "occurred_at": "2026-11-21T10:00:00.000Z",
                     *           "order_key": null,
                     *           "subject": null,
                     *           "traceparent": null,
                     *           "matched": 1
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerGetEvent: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the event
                 * @example evt_0199c3f5a1b27cde8f0123456789abcd
                 */
                eventId: string;
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "type": "contact.changed",
                     *       "accepted_at": "2026-11-21T10:00:00.000Z",
                     *       "occurred_at": "2026-11-21T10:00:00.000Z",
                     *       "order_key": null,
                     *       "subject": null,
                     *       "traceparent": null,
                     *       "matched": 1,
                     *       "deliveries": [
                     *         {
                     *           "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *           "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "event_type": "contact.changed",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "state": "delivered",
                     *           "run": 0,
                     *           "run_kind": "accepted",
                     *           "attempt_count": 1,
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:00.041Z",
                     *           "is_quarantined": false
                     *         }
                     *       ],
                     *       "without_delivery": [],
                     *       "next_cursor": null,
                     *       "data": {
                     *         "contact_id": 4711,
                     *         "changes": [
                     *           "name"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["EventDetail"];
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `event-unknown`: No such event
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All keys; none of their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "name": "shop backend",
                     *           "scopes": [
                     *             "ingest"
                     *           ],
                     *           "application": "shop",
                     *           "prefix": "phk_AbCdEfGh",
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "last_used_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerCreateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "shop backend",
                 *       "scopes": [
                 *         "ingest"
                 *       ],
                 *       "application": "shop"
                 *     }
                 */
                "application/json": {
                    /** @description 1 to 128 printable characters; keys of one application see the same SuperOffice webhooks */
                    application?: string;
                    /** @description one line of 1 to 200 characters */
                    name: string;
                    /** @description manage (includes read), read, ingest (hands in and signals events only) */
                    scopes: ("manage" | "read" | "ingest")[];
                };
            };
        };
        responses: {
            /** @description Made; `key` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "name": "shop backend",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "application": "shop",
                     *       "prefix": "phk_AbCdEfGh",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                     *     }
                     */
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `operator-only`: Only the operator's key may do this
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerRevokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the key
                 * @example key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                keyId: string;
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `key-unknown`: No such key
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerFollowTenant: {
        parameters: {
            query?: {
                /** @description what to tell, as a list with commas: delivery, event, subscription, alert; all of it when left out */
                kinds?: string;
                /** @description where to go on, in place of the header Last-Event-ID, which wins */
                last_event_id?: string;
            };
            header?: {
                /** @description id of the last event that the caller has */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens, as it happens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 1000
                     *     id: 5e1f09a2b3c4-4711
                     *
                     *     id: 5e1f09a2b3c4-4712
                     *     event: event
                     *     data: {"tenant":"Cust12345","event":{"id":"evt_0199c3f5a1b27cde8f0123456789abcd","type":"contact.changed","accepted_at":"2026-11-21T10:00:00.000Z","matched":1}}
                     *
                     *     id: 5e1f09a2b3c4-4713
                     *     event: delivery
                     *     data: {"tenant":"Cust12345","delivery":{"id":"dlv_0199c3f5a1b27cde8f0123456789abcd000000010000","event_id":"evt_0199c3f5a1b27cde8f0123456789abcd","event_type":"contact.changed","subscription_id":"sub_0199c3f0b2c37def90123456789abcde","state":"delivered","run":0,"run_kind":"accepted","attempt_count":1,"accepted_at":"2026-11-21T10:00:00.000Z","due_at":null,"ended_at":"2026-11-21T10:00:00.040Z","is_quarantined":false},"attempt":{"number":1,"status":200,"error_class":null,"duration_ms":31,"started_at":"2026-11-21T10:00:00.005Z"}}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-many-failures`: Too many calls with a wrong key
             *
             *     `too-many-readers`: This key follows the live feed too often already
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `history-busy`: Too much is being read
             *
             *     `live-full`: Too many follow the live feed
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListReplays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "filter": {
                     *             "states": [
                     *               "exhausted"
                     *             ],
                     *             "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "event_types": [
                     *               "contact.*"
                     *             ],
                     *             "since": "2026-11-21T09:00:00.000Z",
                     *             "until": null,
                     *             "include_undelivered": false
                     *           },
                     *           "rate_per_second": 50,
                     *           "state": "running",
                     *           "total_count": 17,
                     *           "started_count": 0,
                     *           "percent": 0,
                     *           "seconds_left": 1,
                     *           "created_at": "2026-11-21T10:00:00.000Z",
                     *           "ended_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Replay"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerCreateReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "states": [
                 *           "exhausted"
                 *         ],
                 *         "since": "2026-11-21T09:00:00Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    dry_run?: boolean;
                    filter: {
                        event_types?: string[];
                        /** @description also events that the subscription got no delivery of because it was paused; needs subscription */
                        include_undelivered?: boolean;
                        /**
                         * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                         * @example 2026-11-21T09:30:00Z
                         */
                        since?: string;
                        states?: ("pending" | "parked" | "delivered" | "exhausted" | "cancelled" | "expired")[];
                        /** @description the id of a subscription */
                        subscription?: string;
                        /**
                         * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                         * @example 2026-11-21T09:30:00Z
                         */
                        until?: string;
                    };
                    /** @default 50 */
                    rate_per_second?: number;
                };
            };
        };
        responses: {
            /** @description With `dry_run`: how many deliveries it would send */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "count": 17,
                     *       "is_at_least": false,
                     *       "sample": []
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayEstimate"];
                };
            };
            /** @description Stored, and on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-limit-reached`: Too many replays are running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `result-unknown`: It is not known yet what came of this
             *
             *     `history-busy`: Too much is being read
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerGetReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerCancelReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "cancelled",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 0,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerPauseReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Paused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "paused",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": null,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerResumeReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Going on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerListSubscriptions: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of subscriptions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "number": 1,
                     *           "external_key": null,
                     *           "dialect": "standard-webhooks",
                     *           "url": "https://hooks.example.com/posthorn",
                     *           "event_types": [
                     *             "contact.*",
                     *             "sale.sold"
                     *           ],
                     *           "filter": {
                     *             "data.changes": {
                     *               "contains": "name"
                     *             }
                     *           },
                     *           "description": "CRM changes to the data warehouse",
                     *           "notify_emails": [
                     *             "ops@example.org"
                     *           ],
                     *           "name": null,
                     *           "header_names": [],
                     *           "signature": "hmac",
                     *           "public_keys": [],
                     *           "old_secrets": [],
                     *           "retry": null,
                     *           "rate_limit": null,
                     *           "ordering": "none",
                     *           "on_exhausted": "skip",
                     *           "notify_on": "disabled",
                     *           "state": "active",
                     *           "reason": null,
                     *           "state_since": "2026-11-21T09:00:00.000Z",
                     *           "is_releasing": false,
                     *           "health": {
                     *             "is_failing": false,
                     *             "failing_since": null,
                     *             "is_sick": false,
                     *             "is_slowed": false,
                     *             "rests_until": null,
                     *             "attempts": 0,
                     *             "failed_attempts": 0,
                     *             "failures_in_a_row": 0,
                     *             "last_error": null,
                     *             "last_attempt_at": null,
                     *             "last_success_at": null
                     *           },
                     *           "version": 1,
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "updated_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Subscription"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `partner-unknown`: No such partner */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnerGetSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the partner
                 * @example acme
                 */
                partnerId: string;
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `scope-missing`: The key lacks the scope
             *
             *     `key-of-one-app`: The key is for one app
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `partner-unknown`: No such partner
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exchangePortalLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "link_token": "phl_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                 *     }
                 */
                "application/json": {
                    link_token: string;
                };
            };
        };
        responses: {
            /** @description The key, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "name": "shop backend",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "application": "shop",
                     *       "prefix": "phk_AbCdEfGh",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG",
                     *       "tenant": "Cust12345",
                     *       "expires_at": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PortalKey"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `portal-link-spent`: The link opens nothing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description code of the problem
                 * @example event-unknown
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The problem */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "event-unknown",
                     *       "status": 404,
                     *       "title": "No such event",
                     *       "detail": "This tenant has no event of that id, or it has outlived its retention."
                     *     }
                     */
                    "application/json": {
                        code: string;
                        detail: string;
                        status: number;
                        title: string;
                    };
                };
            };
            /** @description `problem-unknown`: No such problem */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tenants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "Cust12345",
                     *           "name": "Example Ltd",
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "environment": "production",
                     *           "state": "running",
                     *           "state_since": "2026-11-21T09:00:00.000Z",
                     *           "version_name": "Release_12.4_2026.09.17-05",
                     *           "file_version": "12.4.1514.0",
                     *           "upgrade": null,
                     *           "public_endpoint": "online3.example.com"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Tenant"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "Cust12345",
                 *       "name": "Example Ltd"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description where its installation is; by default production
                     * @enum {unknown}
                     */
                    environment?: "sod" | "stage" | "production";
                    /** @description 1 to 64 of A-Z a-z 0-9 _ - and no first path segment of the service itself */
                    id: string;
                    /** @description one line of 1 to 200 characters */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "Cust12345",
                     *       "name": "Example Ltd",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "environment": "production",
                     *       "state": "running",
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "version_name": "Release_12.4_2026.09.17-05",
                     *       "file_version": "12.4.1514.0",
                     *       "upgrade": null,
                     *       "public_endpoint": "online3.example.com"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-taken`: The tenant exists already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "Cust12345",
                     *       "name": "Example Ltd",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "environment": "production",
                     *       "state": "running",
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "version_name": "Release_12.4_2026.09.17-05",
                     *       "file_version": "12.4.1514.0",
                     *       "upgrade": null,
                     *       "public_endpoint": "online3.example.com"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description true: only those that nobody has acknowledged */
                open?: "true" | "false";
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "kind": "disabled",
                     *           "subject": "Webhook \"CRM sync\" (17) is disabled: too many errors",
                     *           "text": "Webhook \"CRM sync\" (17) was disabled at 2026-11-21T10:00:00Z: too many errors.\n",
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "acknowledged_at": null,
                     *           "is_in_app": true,
                     *           "users": [
                     *             {
                     *               "id": "5",
                     *               "name": "Kari Nordmann"
                     *             }
                     *           ],
                     *           "mails": [
                     *             {
                     *               "recipient": "ops@example.org",
                     *               "state": "sent",
                     *               "attempt_count": 1,
                     *               "due_at": null,
                     *               "ended_at": "2026-11-21T10:00:02.000Z",
                     *               "last_error": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Alert"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the alert
                 * @example alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f
                 */
                alertId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "kind": "disabled",
                     *       "subject": "Webhook \"CRM sync\" (17) is disabled: too many errors",
                     *       "text": "Webhook \"CRM sync\" (17) was disabled at 2026-11-21T10:00:00Z: too many errors.\n",
                     *       "at": "2026-11-21T10:00:00.000Z",
                     *       "acknowledged_at": "2026-11-21T10:05:00.000Z",
                     *       "is_in_app": true,
                     *       "users": [
                     *         {
                     *           "id": "5",
                     *           "name": "Kari Nordmann"
                     *         }
                     *       ],
                     *       "mails": [
                     *         {
                     *           "recipient": "ops@example.org",
                     *           "state": "sent",
                     *           "attempt_count": 1,
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:02.000Z",
                     *           "last_error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `alert-unknown`: No such alert
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of approvals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "tenant": "Cust12345",
                     *           "environment": "production",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Approval"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Approved already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "tenant": "Cust12345",
                     *       "environment": "production",
                     *       "at": "2026-11-21T09:00:00.000Z",
                     *       "by": "operator"
                     *     }
                     */
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description Approved */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "tenant": "Cust12345",
                     *       "environment": "production",
                     *       "at": "2026-11-21T09:00:00.000Z",
                     *       "by": "operator"
                     *     }
                     */
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `app-unknown`: No such app
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `app-limit-reached`: There are as many as there may be */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the app
                 * @example app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                appId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `approval-unknown`: No such approval
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description `operator`, or the id of a key */
                actor?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description the id of an operation, as `createKey` */
                operation?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "actor": "operator",
                     *           "actor_name": null,
                     *           "operation": "pauseSubscription",
                     *           "named": {
                     *             "tenantId": "Cust12345",
                     *             "subscriptionId": "sub_0199c3f0b2c37def90123456789abcde"
                     *           },
                     *           "status": 200,
                     *           "before": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "active"
                     *           },
                     *           "after": {
                     *             "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "state": "paused"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "client_id": "client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "name": "billing",
                     *           "scopes": [
                     *             "ingest"
                     *           ],
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "last_used_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Client"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "billing",
                 *       "scopes": [
                 *         "ingest"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 200 characters */
                    name: string;
                    /** @description what its access tokens open: manage (includes read), read, ingest; by default all */
                    scopes?: ("manage" | "read" | "ingest")[];
                };
            };
        };
        responses: {
            /** @description Made; `client_secret` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "client_id": "client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "name": "billing",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "client_secret": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                     *     }
                     */
                    "application/json": components["schemas"]["NewClient"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `product-unknown`: No such product
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `client-limit-reached`: The product has as many clients as it may have */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the client
                 * @example client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                clientId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `client-unknown`: No such client
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description one or several of pending, parked, delivered, exhausted, cancelled, expired with commas between */
                state?: string;
                /** @description the id of a subscription */
                subscription?: string;
                /** @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots */
                type?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *           "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "event_type": "contact.changed",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "state": "delivered",
                     *           "run": 0,
                     *           "run_kind": "accepted",
                     *           "attempt_count": 1,
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:00.041Z",
                     *           "is_quarantined": false
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the delivery
                 * @example dlv_0199c3f5a1b27cde8f0123456789abcd000000010000
                 */
                deliveryId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *       "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "event_type": "contact.changed",
                     *       "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "state": "delivered",
                     *       "run": 0,
                     *       "run_kind": "accepted",
                     *       "attempt_count": 1,
                     *       "accepted_at": "2026-11-21T10:00:00.000Z",
                     *       "due_at": null,
                     *       "ended_at": "2026-11-21T10:00:00.041Z",
                     *       "is_quarantined": false,
                     *       "attempts": [
                     *         {
                     *           "id": "att_0199c3f5a1b27cde8f0123456789abcd0000000100000001",
                     *           "number": 1,
                     *           "started_at": "2026-11-21T10:00:00.002Z",
                     *           "outcome": "accepted",
                     *           "error_class": null,
                     *           "status": 204,
                     *           "why": null,
                     *           "reply": "",
                     *           "retry_after_ms": null,
                     *           "timings": {
                     *             "dns_ms": 3,
                     *             "connect_ms": 9,
                     *             "tls_ms": 14,
                     *             "first_byte_ms": 12,
                     *             "total_ms": 39
                     *           },
                     *           "subscription_version": 1,
                     *           "request": {
                     *             "line": "POST https://hooks.example.com/posthorn",
                     *             "headers": [
                     *               {
                     *                 "name": "webhook-id",
                     *                 "value": "evt_0199c3f5a1b27cde8f0123456789abcd"
                     *               }
                     *             ],
                     *             "body": "{\"type\":\"contact.changed\",\"timestamp\":\"2026-11-21T10:00:00.000Z\",\"data\":{}}",
                     *             "body_is_cut": false,
                     *             "body_is_exact": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `delivery-unknown`: No such delivery
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the delivery
                 * @example dlv_0199c3f5a1b27cde8f0123456789abcd000000010000
                 */
                deliveryId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stored; `id` is the new delivery */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010001"
                     *     }
                     */
                    "application/json": components["schemas"]["Resend"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `delivery-unknown`: No such delivery
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `subscription-deleted`: The subscription was deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setTenantEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "environment": "stage"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description sod (development), stage (certification) or production
                     * @enum {unknown}
                     */
                    environment: "sod" | "stage" | "production";
                };
            };
        };
        responses: {
            /** @description Set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "environment": "production",
                     *       "state": "running",
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "version_name": "Release_12.4_2026.09.17-05",
                     *       "file_version": "12.4.1514.0",
                     *       "upgrade": null,
                     *       "public_endpoint": "online3.example.com"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantState"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventTypes: {
        parameters: {
            query?: {
                /** @description only of this dialect */
                dialect?: string;
                /** @description only about this */
                subject?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "event_type": "quote.sent",
                     *           "dialect": "superoffice",
                     *           "subject": "quote",
                     *           "description": "A quote was sent.",
                     *           "example": {
                     *             "type": "quote.sent",
                     *             "data": {
                     *               "Changes": []
                     *             }
                     *           },
                     *           "payload": {
                     *             "Event": "quote.sent",
                     *             "Entity": "quote",
                     *             "Changes": []
                     *           },
                     *           "version": null,
                     *           "mode": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["EventType"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the event type
                 * @example order.placed
                 */
                eventType: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_type": "order.placed",
                     *       "description": "A customer has placed an order.",
                     *       "version": "2",
                     *       "schema": {
                     *         "type": "object",
                     *         "required": [
                     *           "order_id",
                     *           "total"
                     *         ],
                     *         "properties": {
                     *           "order_id": {
                     *             "type": "integer",
                     *             "minimum": 1
                     *           },
                     *           "total": {
                     *             "type": "number",
                     *             "minimum": 0
                     *           },
                     *           "currency": {
                     *             "enum": [
                     *               "NOK",
                     *               "SEK",
                     *               "EUR"
                     *             ]
                     *           }
                     *         }
                     *       },
                     *       "mode": "refuse",
                     *       "example": {
                     *         "order_id": 4711,
                     *         "total": 99.5,
                     *         "currency": "NOK"
                     *       },
                     *       "revision": 3,
                     *       "changed_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnEventType"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `event-type-unknown`: No such event type
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putEventType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the event type
                 * @example order.placed
                 */
                eventType: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "A customer has placed an order.",
                 *       "version": "2",
                 *       "schema": {
                 *         "type": "object",
                 *         "required": [
                 *           "order_id",
                 *           "total"
                 *         ],
                 *         "properties": {
                 *           "order_id": {
                 *             "type": "integer",
                 *             "minimum": 1
                 *           },
                 *           "total": {
                 *             "type": "number",
                 *             "minimum": 0
                 *           },
                 *           "currency": {
                 *             "enum": [
                 *               "NOK",
                 *               "SEK",
                 *               "EUR"
                 *             ]
                 *           }
                 *         }
                 *       },
                 *       "mode": "refuse",
                 *       "example": {
                 *         "order_id": 4711,
                 *         "total": 99.5,
                 *         "currency": "NOK"
                 *       }
                 *     }
                 */
                "application/json": {
                    description?: string;
                    example?: Record<string, never> | null;
                    /**
                     * @description what becomes of data that do not fit: off (nothing), warn (accepted, with `warnings` in the answer) or refuse (422); warn when left out
                     * @enum {unknown}
                     */
                    mode?: "off" | "warn" | "refuse";
                    schema?: Record<string, never> | null;
                    version?: string | null;
                };
            };
        };
        responses: {
            /** @description Replaced, or as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_type": "order.placed",
                     *       "description": "A customer has placed an order.",
                     *       "version": "2",
                     *       "schema": {
                     *         "type": "object",
                     *         "required": [
                     *           "order_id",
                     *           "total"
                     *         ],
                     *         "properties": {
                     *           "order_id": {
                     *             "type": "integer",
                     *             "minimum": 1
                     *           },
                     *           "total": {
                     *             "type": "number",
                     *             "minimum": 0
                     *           },
                     *           "currency": {
                     *             "enum": [
                     *               "NOK",
                     *               "SEK",
                     *               "EUR"
                     *             ]
                     *           }
                     *         }
                     *       },
                     *       "mode": "refuse",
                     *       "example": {
                     *         "order_id": 4711,
                     *         "total": 99.5,
                     *         "currency": "NOK"
                     *       },
                     *       "revision": 3,
                     *       "changed_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnEventType"];
                };
            };
            /** @description Described */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_type": "order.placed",
                     *       "description": "A customer has placed an order.",
                     *       "version": "2",
                     *       "schema": {
                     *         "type": "object",
                     *         "required": [
                     *           "order_id",
                     *           "total"
                     *         ],
                     *         "properties": {
                     *           "order_id": {
                     *             "type": "integer",
                     *             "minimum": 1
                     *           },
                     *           "total": {
                     *             "type": "number",
                     *             "minimum": 0
                     *           },
                     *           "currency": {
                     *             "enum": [
                     *               "NOK",
                     *               "SEK",
                     *               "EUR"
                     *             ]
                     *           }
                     *         }
                     *       },
                     *       "mode": "refuse",
                     *       "example": {
                     *         "order_id": 4711,
                     *         "total": 99.5,
                     *         "currency": "NOK"
                     *       },
                     *       "revision": 3,
                     *       "changed_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OwnEventType"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `event-type-limit-reached`: The tenant has described as much as it may */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteEventType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the event type
                 * @example order.placed
                 */
                eventType: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `event-type-unknown`: No such event type
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                since?: string;
                /** @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots */
                type?: string;
                /** @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339) */
                until?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events without their data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "type": "contact.changed",
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "occurred_at": "2026-11-21T10:00:00.000Z",
                     *           "order_key": null,
                     *           "subject": null,
                     *           "traceparent": null,
                     *           "matched": 1
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptEvent: {
        parameters: {
            query?: {
                /** @description true: say what would match and store nothing */
                dry_run?: boolean;
            };
            header?: {
                /** @description 1 to 256 printable characters, kept for 7 days: the same key with the same body answers the same event again, with another body 409. */
                "Idempotency-Key"?: string;
                /** @description W3C trace context; goes on with every delivery of the event. */
                traceparent?: string;
            };
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "contact.changed",
                 *       "data": {
                 *         "contact_id": 4711,
                 *         "changes": [
                 *           "name"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description any JSON object, kept and sent as the bytes it came in */
                    data: Record<string, never>;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    deliver_at?: string;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    occurred_at?: string;
                    /** @description one line of up to 256 characters; subscriptions with the ordering per-key keep the order of each key */
                    order_key?: string;
                    /** @description one line of up to 256 characters: whom it is about; kept and shown, nothing is erased by it yet */
                    subject?: string;
                    /**
                     * @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots
                     * @example contact.changed
                     */
                    type: string;
                };
            };
        };
        responses: {
            /** @description With `dry_run=true`: what would match; nothing was stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "matched": 0,
                     *       "subscriptions": []
                     *     }
                     */
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description On disk */
            202: {
                headers: {
                    /** @description `true` when an earlier request had this key and body */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "matched": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `body-missing`: The body is missing
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `header-invalid`: A request header does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: The idempotency key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `event-data-invalid`: The data do not fit the schema of their event type */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-many-failures`: Too many calls with a wrong key
             *
             *     `tenant-rate-exceeded`: The tenant hands in more events than it may
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `result-unknown`: It is not known yet what came of this
             *
             *     `overloaded`: Too much is waiting to be written
             *
             *     `history-busy`: Too much is being read
             *
             *     `stopping`: The service is stopping
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the event
                 * @example evt_0199c3f5a1b27cde8f0123456789abcd
                 */
                eventId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "type": "contact.changed",
                     *       "accepted_at": "2026-11-21T10:00:00.000Z",
                     *       "occurred_at": "2026-11-21T10:00:00.000Z",
                     *       "order_key": null,
                     *       "subject": null,
                     *       "traceparent": null,
                     *       "matched": 1,
                     *       "deliveries": [
                     *         {
                     *           "id": "dlv_0199c3f5a1b27cde8f0123456789abcd000000010000",
                     *           "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "event_type": "contact.changed",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "state": "delivered",
                     *           "run": 0,
                     *           "run_kind": "accepted",
                     *           "attempt_count": 1,
                     *           "accepted_at": "2026-11-21T10:00:00.000Z",
                     *           "due_at": null,
                     *           "ended_at": "2026-11-21T10:00:00.041Z",
                     *           "is_quarantined": false
                     *         }
                     *       ],
                     *       "without_delivery": [],
                     *       "next_cursor": null,
                     *       "data": {
                     *         "contact_id": 4711,
                     *         "changes": [
                     *           "name"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["EventDetail"];
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `event-unknown`: No such event
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainEvent: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many subscriptions at most */
                limit?: number;
                /** @description the id of a subscription */
                subscription?: string;
            };
            header?: never;
            path: {
                /**
                 * @description id of the event
                 * @example evt_0199c3f5a1b27cde8f0123456789abcd
                 */
                eventId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Subscriptions with the steps they went through */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *       "event_type": "contact.changed",
                     *       "accepted_at": "2026-11-21T10:00:00.000Z",
                     *       "subscriptions": [
                     *         {
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "name": null,
                     *           "reason": "type-not-wanted",
                     *           "state": "active",
                     *           "steps": [
                     *             {
                     *               "step": "pattern",
                     *               "is_passed": false,
                     *               "detail": "None of its 2 event types wants \"contact.changed\"."
                     *             }
                     *           ],
                     *           "deliveries": []
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EventExplanation"];
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `event-unknown`: No such event
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description W3C trace context; goes on with every delivery of the events. */
                traceparent?: string;
            };
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "type": "contact.changed",
                 *         "data": {
                 *           "contact_id": 4711,
                 *           "changes": [
                 *             "name"
                 *           ]
                 *         },
                 *         "idempotency_key": "order-4711"
                 *       }
                 *     ]
                 */
                "application/json": {
                    /** @description any JSON object, kept and sent as the bytes it came in */
                    data: Record<string, never>;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    deliver_at?: string;
                    /** @description 1 to 256 printable ASCII characters */
                    idempotency_key?: string;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    occurred_at?: string;
                    /** @description one line of up to 256 characters; subscriptions with the ordering per-key keep the order of each key */
                    order_key?: string;
                    /** @description one line of up to 256 characters: whom it is about; kept and shown, nothing is erased by it yet */
                    subject?: string;
                    /**
                     * @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots
                     * @example contact.changed
                     */
                    type: string;
                }[];
                /**
                 * @example [
                 *       {
                 *         "type": "contact.changed",
                 *         "data": {
                 *           "contact_id": 4711,
                 *           "changes": [
                 *             "name"
                 *           ]
                 *         },
                 *         "idempotency_key": "order-4711"
                 *       }
                 *     ]
                 */
                "application/x-ndjson": {
                    /** @description any JSON object, kept and sent as the bytes it came in */
                    data: Record<string, never>;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    deliver_at?: string;
                    /** @description 1 to 256 printable ASCII characters */
                    idempotency_key?: string;
                    /**
                     * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                     * @example 2026-11-21T09:30:00Z
                     */
                    occurred_at?: string;
                    /** @description one line of up to 256 characters; subscriptions with the ordering per-key keep the order of each key */
                    order_key?: string;
                    /** @description one line of up to 256 characters: whom it is about; kept and shown, nothing is erased by it yet */
                    subject?: string;
                    /**
                     * @description 1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots
                     * @example contact.changed
                     */
                    type: string;
                }[];
            };
        };
        responses: {
            /** @description A result for each item, in their order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "status": 202,
                     *           "id": "evt_0199c3f5a1b27cde8f0123456789abcd",
                     *           "matched": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `body-invalid`: The body does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importSuperOffice: {
        parameters: {
            query?: {
                /** @description true: say what would be stored and store nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "WebhookId": 17,
                 *         "Name": "CRM sync",
                 *         "Events": [
                 *           "contact.created",
                 *           "contact.changed"
                 *         ],
                 *         "TargetUrl": "https://hooks.example.com/so",
                 *         "Secret": "s3cr3t-Key!",
                 *         "State": "Active",
                 *         "Type": "webhook"
                 *       }
                 *     ]
                 */
                "application/json": unknown[];
            };
        };
        responses: {
            /** @description A result for each row, in their order; with `dry_run=true` what it would be */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dry_run": false,
                     *       "created": 1,
                     *       "changed": 0,
                     *       "unchanged": 0,
                     *       "data": [
                     *         {
                     *           "superoffice_id": 17,
                     *           "name": "CRM sync",
                     *           "result": "created",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "number": 1,
                     *           "warnings": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Import"];
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription-limit-reached`: The tenant has as many subscriptions as it may have
             *
             *     `subscription-changed`: The subscription was changed at the same time
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInboxes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *           "name": "first try",
                     *           "url": "https://inbox.posthorn.invalid/ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *           "script": {
                     *             "steps": [
                     *               {
                     *                 "delay_ms": 0,
                     *                 "retry_after_seconds": 5,
                     *                 "headers": {},
                     *                 "body": "",
                     *                 "close": null,
                     *                 "status": 503
                     *               },
                     *               {
                     *                 "delay_ms": 0,
                     *                 "retry_after_seconds": null,
                     *                 "headers": {},
                     *                 "body": "",
                     *                 "close": null,
                     *                 "status": 200
                     *               }
                     *             ],
                     *             "after": "repeat-last"
                     *           },
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "request_count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Inbox"][];
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "first try",
                 *       "script": {
                 *         "steps": [
                 *           {
                 *             "status": 503,
                 *             "retry_after_seconds": 5
                 *           },
                 *           {
                 *             "status": 200
                 *           }
                 *         ],
                 *         "after": "repeat-last"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 100 characters */
                    name?: string;
                    /** @description what the inbox answers, step by step; at most 32768 characters of JSON */
                    script?: {
                        /**
                         * @description what follows the last step: that one again, or all of them from the first
                         * @enum {unknown}
                         */
                        after?: "repeat-last" | "loop";
                        /** @description 1 to 50 steps, one a request */
                        steps: {
                            /** @description the answer's body, at most 4000 characters */
                            body?: string;
                            /** @description `before`: hangs up without an answer; `mid-body`: in the middle of its body */
                            close?: ("before" | "mid-body") | null;
                            /** @description how long the answer waits: milliseconds, at most 30000 */
                            delay_ms?: number;
                            /** @description at most 20 headers of the answer */
                            headers?: {
                                [key: string]: string;
                            };
                            /** @description sent as `Retry-After` */
                            retry_after_seconds?: number;
                            /** @description an HTTP status from 200 to 599 */
                            status?: number;
                        }[];
                    };
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "name": "first try",
                     *       "url": "https://inbox.posthorn.invalid/ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "script": {
                     *         "steps": [
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": 5,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 503
                     *           },
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": null,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 200
                     *           }
                     *         ],
                     *         "after": "repeat-last"
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "request_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `inbox-limit-reached`: The tenant has as many inboxes as it may have
             *
             *     `inboxes-off`: This installation has no inboxes
             *
             *     `inboxes-need-one-node`: Inboxes work on one node alone
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the inbox
                 * @example ibx_0199c3f2a1b27cde8f0123456789abcd
                 */
                inboxId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inbox */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "name": "first try",
                     *       "url": "https://inbox.posthorn.invalid/ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "script": {
                     *         "steps": [
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": 5,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 503
                     *           },
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": null,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 200
                     *           }
                     *         ],
                     *         "after": "repeat-last"
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "request_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `inbox-unknown`: No such inbox
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the inbox
                 * @example ibx_0199c3f2a1b27cde8f0123456789abcd
                 */
                inboxId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `inbox-unknown`: No such inbox
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInboxRequests: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the inbox
                 * @example ibx_0199c3f2a1b27cde8f0123456789abcd
                 */
                inboxId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "irq_0f3a5b7c9d1e2f4051627384950a1b2c",
                     *           "received_at": "2026-11-21T10:00:00.120Z",
                     *           "method": "POST",
                     *           "headers": [
                     *             [
                     *               "host",
                     *               "inbox.posthorn.invalid"
                     *             ],
                     *             [
                     *               "content-type",
                     *               "application/json"
                     *             ]
                     *           ],
                     *           "body": "{\"type\":\"contact.changed\",\"timestamp\":\"2026-11-21T10:00:00.000Z\",\"data\":{\"id\":18}}",
                     *           "is_text": true,
                     *           "is_whole": true,
                     *           "bytes": 82,
                     *           "reply": {
                     *             "status": 503
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InboxRequest"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `inbox-unknown`: No such inbox
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `inboxes-off`: This installation has no inboxes
             *
             *     `inboxes-need-one-node`: Inboxes work on one node alone
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    emptyInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the inbox
                 * @example ibx_0199c3f2a1b27cde8f0123456789abcd
                 */
                inboxId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `inbox-unknown`: No such inbox
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `inboxes-off`: This installation has no inboxes
             *
             *     `inboxes-need-one-node`: Inboxes work on one node alone
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putInboxScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the inbox
                 * @example ibx_0199c3f2a1b27cde8f0123456789abcd
                 */
                inboxId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "steps": [
                 *         {
                 *           "status": 503,
                 *           "retry_after_seconds": 5
                 *         },
                 *         {
                 *           "status": 200
                 *         }
                 *       ],
                 *       "after": "repeat-last"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description what follows the last step: that one again, or all of them from the first
                     * @enum {unknown}
                     */
                    after?: "repeat-last" | "loop";
                    /** @description 1 to 50 steps, one a request */
                    steps: {
                        /** @description the answer's body, at most 4000 characters */
                        body?: string;
                        /** @description `before`: hangs up without an answer; `mid-body`: in the middle of its body */
                        close?: ("before" | "mid-body") | null;
                        /** @description how long the answer waits: milliseconds, at most 30000 */
                        delay_ms?: number;
                        /** @description at most 20 headers of the answer */
                        headers?: {
                            [key: string]: string;
                        };
                        /** @description sent as `Retry-After` */
                        retry_after_seconds?: number;
                        /** @description an HTTP status from 200 to 599 */
                        status?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description The inbox */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "name": "first try",
                     *       "url": "https://inbox.posthorn.invalid/ibx_0199c3f2a1b27cde8f0123456789abcd",
                     *       "script": {
                     *         "steps": [
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": 5,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 503
                     *           },
                     *           {
                     *             "delay_ms": 0,
                     *             "retry_after_seconds": null,
                     *             "headers": {},
                     *             "body": "",
                     *             "close": null,
                     *             "status": 200
                     *           }
                     *         ],
                     *         "after": "repeat-last"
                     *       },
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "request_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `inbox-unknown`: No such inbox
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All keys; none of their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "name": "shop backend",
                     *           "scopes": [
                     *             "ingest"
                     *           ],
                     *           "application": "shop",
                     *           "prefix": "phk_AbCdEfGh",
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "last_used_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Key"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "shop backend",
                 *       "scopes": [
                 *         "ingest"
                 *       ],
                 *       "application": "shop"
                 *     }
                 */
                "application/json": {
                    /** @description 1 to 128 printable characters; keys of one application see the same SuperOffice webhooks */
                    application?: string;
                    /** @description one line of 1 to 200 characters */
                    name: string;
                    /** @description manage (includes read), read, ingest (hands in and signals events only) */
                    scopes: ("manage" | "read" | "ingest")[];
                };
            };
        };
        responses: {
            /** @description Made; `key` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "name": "shop backend",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "application": "shop",
                     *       "prefix": "phk_AbCdEfGh",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG"
                     *     }
                     */
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the key
                 * @example key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                keyId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `key-unknown`: No such key
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenantLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscriptions_max": 200,
                     *       "events_per_second": 50
                     *     }
                     */
                    "application/json": components["schemas"]["TenantLimits"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTenantLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subscriptions_max": 200,
                 *       "events_per_second": 50
                 *     }
                 */
                "application/json": {
                    /** @description a number from 0.01 to 100000, or null */
                    events_per_second: number | null;
                    /** @description a whole number from 0 to 100000, or null */
                    subscriptions_max: number | null;
                };
            };
        };
        responses: {
            /** @description Set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscriptions_max": 200,
                     *       "events_per_second": 50
                     *     }
                     */
                    "application/json": components["schemas"]["TenantLimits"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followTenant: {
        parameters: {
            query?: {
                /** @description what to tell, as a list with commas: delivery, event, subscription, alert; all of it when left out */
                kinds?: string;
                /** @description where to go on, in place of the header Last-Event-ID, which wins */
                last_event_id?: string;
            };
            header?: {
                /** @description id of the last event that the caller has */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happens, as it happens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 1000
                     *     id: 5e1f09a2b3c4-4711
                     *
                     *     id: 5e1f09a2b3c4-4712
                     *     event: event
                     *     data: {"tenant":"Cust12345","event":{"id":"evt_0199c3f5a1b27cde8f0123456789abcd","type":"contact.changed","accepted_at":"2026-11-21T10:00:00.000Z","matched":1}}
                     *
                     *     id: 5e1f09a2b3c4-4713
                     *     event: delivery
                     *     data: {"tenant":"Cust12345","delivery":{"id":"dlv_0199c3f5a1b27cde8f0123456789abcd000000010000","event_id":"evt_0199c3f5a1b27cde8f0123456789abcd","event_type":"contact.changed","subscription_id":"sub_0199c3f0b2c37def90123456789abcde","state":"delivered","run":0,"run_kind":"accepted","attempt_count":1,"accepted_at":"2026-11-21T10:00:00.000Z","due_at":null,"ended_at":"2026-11-21T10:00:00.040Z","is_quarantined":false},"attempt":{"number":1,"status":200,"error_class":null,"duration_ms":31,"started_at":"2026-11-21T10:00:00.005Z"}}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description `query-invalid`: The query does not fit the operation */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-many-failures`: Too many calls with a wrong key
             *
             *     `too-many-readers`: This key follows the live feed too often already
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `history-busy`: Too much is being read
             *
             *     `live-full`: Too many follow the live feed
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenantOverview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How things stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T10:00:30.000Z",
                     *       "started_at": "2026-11-20T08:00:00.000Z",
                     *       "version": "1.0.0",
                     *       "minutes": [
                     *         {
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "accepted": 120,
                     *           "delivered": 118,
                     *           "failed_attempts": 2,
                     *           "p50_ms": 42,
                     *           "p95_ms": 185,
                     *           "p99_ms": 552
                     *         }
                     *       ],
                     *       "last_hour": {
                     *         "accepted": 7200,
                     *         "delivered": 7190,
                     *         "attempts": 7250,
                     *         "failed_attempts": 60,
                     *         "success_rate": 0.9917,
                     *         "p50_ms": 42,
                     *         "p95_ms": 185,
                     *         "p99_ms": 552
                     *       },
                     *       "backlog": {
                     *         "queued": 3,
                     *         "in_flight": 2,
                     *         "oldest_queued_ms": 40,
                     *         "waiting": null
                     *       },
                     *       "failing": [
                     *         {
                     *           "tenant": "Cust12345",
                     *           "subscription_id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "name": "CRM sync",
                     *           "url": "https://hooks.example.org/crm",
                     *           "dialect": "superoffice",
                     *           "state": "disabled",
                     *           "reason": "too-many-failures",
                     *           "failures_in_a_row": 9,
                     *           "last_error": "HTTP/1.1 500 Internal Server Error",
                     *           "since": "2026-11-21T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "open_alerts": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantOverview"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPortalLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "read"
                 *       ],
                 *       "valid_seconds": 900
                 *     }
                 */
                "application/json": {
                    /** @description of the key that it is exchanged for */
                    scopes: ("manage" | "read" | "ingest")[];
                    /** @description 3600 by default */
                    session_seconds?: number;
                    /** @description 3600 by default */
                    valid_seconds?: number;
                };
            };
        };
        responses: {
            /** @description Made; the token is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "link_token": "phl_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG",
                     *       "expires_at": "2026-11-21T09:15:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PortalLink"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None or one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "product_id": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *           "name": "Acme CRM",
                     *           "validation": "strict",
                     *           "created_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme CRM",
                 *       "validation": "strict"
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 200 characters */
                    name: string;
                    /**
                     * @description strict: events that lack what is documented of them are refused; warn: they are taken, and their warnings shown
                     * @enum {unknown}
                     */
                    validation?: "strict" | "warn";
                };
            };
        };
        responses: {
            /** @description Opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "product_id": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *       "name": "Acme CRM",
                     *       "validation": "strict",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `product-taken`: The tenant has a product already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "product_id": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *       "name": "Acme CRM",
                     *       "validation": "strict",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `product-unknown`: No such product
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the product, a UUID
                 * @example 0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f
                 */
                productId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validation": "warn"
                 *     }
                 */
                "application/json": {
                    /** @description one line of 1 to 200 characters */
                    name?: string;
                    /**
                     * @description strict: events that lack what is documented of them are refused; warn: they are taken, and their warnings shown
                     * @enum {unknown}
                     */
                    validation?: "strict" | "warn";
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "product_id": "0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f",
                     *       "name": "Acme CRM",
                     *       "validation": "strict",
                     *       "created_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `product-unknown`: No such product
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "filter": {
                     *             "states": [
                     *               "exhausted"
                     *             ],
                     *             "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *             "event_types": [
                     *               "contact.*"
                     *             ],
                     *             "since": "2026-11-21T09:00:00.000Z",
                     *             "until": null,
                     *             "include_undelivered": false
                     *           },
                     *           "rate_per_second": 50,
                     *           "state": "running",
                     *           "total_count": 17,
                     *           "started_count": 0,
                     *           "percent": 0,
                     *           "seconds_left": 1,
                     *           "created_at": "2026-11-21T10:00:00.000Z",
                     *           "ended_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Replay"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "states": [
                 *           "exhausted"
                 *         ],
                 *         "since": "2026-11-21T09:00:00Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    dry_run?: boolean;
                    filter: {
                        event_types?: string[];
                        /** @description also events that the subscription got no delivery of because it was paused; needs subscription */
                        include_undelivered?: boolean;
                        /**
                         * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                         * @example 2026-11-21T09:30:00Z
                         */
                        since?: string;
                        states?: ("pending" | "parked" | "delivered" | "exhausted" | "cancelled" | "expired")[];
                        /** @description the id of a subscription */
                        subscription?: string;
                        /**
                         * @description an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)
                         * @example 2026-11-21T09:30:00Z
                         */
                        until?: string;
                    };
                    /** @default 50 */
                    rate_per_second?: number;
                };
            };
        };
        responses: {
            /** @description With `dry_run`: how many deliveries it would send */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dry_run": true,
                     *       "count": 17,
                     *       "is_at_least": false,
                     *       "sample": []
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayEstimate"];
                };
            };
            /** @description Stored, and on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-limit-reached`: Too many replays are running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `result-unknown`: It is not known yet what came of this
             *
             *     `history-busy`: Too much is being read
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "cancelled",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 0,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": "2026-11-21T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Paused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "paused",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": null,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the replay
                 * @example rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f
                 */
                replayId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Going on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "filter": {
                     *         "states": [
                     *           "exhausted"
                     *         ],
                     *         "subscription": "sub_0199c3f0b2c37def90123456789abcde",
                     *         "event_types": [
                     *           "contact.*"
                     *         ],
                     *         "since": "2026-11-21T09:00:00.000Z",
                     *         "until": null,
                     *         "include_undelivered": false
                     *       },
                     *       "rate_per_second": 50,
                     *       "state": "running",
                     *       "total_count": 17,
                     *       "started_count": 0,
                     *       "percent": 0,
                     *       "seconds_left": 1,
                     *       "created_at": "2026-11-21T10:00:00.000Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `replay-unknown`: No such replay
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `replay-ended`: The replay has ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScripts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "ScriptHook1",
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "updated_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: {
                            /** Format: date-time */
                            created_at: string;
                            name: string;
                            /** Format: date-time */
                            updated_at: string;
                        }[];
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the script
                 * @example enrich
                 */
                name: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ScriptHook1",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "source": "if (getVariable('Changes.category_idx') === '3') log('a customer')"
                     *     }
                     */
                    "application/json": components["schemas"]["Script"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `script-unknown`: No such script
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the script
                 * @example enrich
                 */
                name: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "if (getVariable('Changes.category_idx') === '3') log('a customer')"
                 *     }
                 */
                "application/json": {
                    /** @description JavaScript, 1 to 65536 characters without NUL and half characters */
                    source: string;
                };
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ScriptHook1",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "source": "if (getVariable('Changes.category_idx') === '3') log('a customer')"
                     *     }
                     */
                    "application/json": components["schemas"]["Script"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ScriptHook1",
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "source": "if (getVariable('Changes.category_idx') === '3') log('a customer')"
                     *     }
                     */
                    "application/json": components["schemas"]["Script"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `script-limit-reached`: The tenant has as many scripts as it may have */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description name of the script
                 * @example enrich
                 */
                name: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `script-unknown`: No such script
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `script-in-use`: Webhooks run this script */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStateChanges: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "tenant": "Cust12345",
                     *           "change": "suspend",
                     *           "at": "2026-11-21T09:00:00.000Z",
                     *           "by": "operator",
                     *           "why": "The invoice was not paid.",
                     *           "before": {
                     *             "environment": "production",
                     *             "state": "running",
                     *             "state_since": "2026-11-21T09:00:00.000Z",
                     *             "version_name": "Release_12.4_2026.09.17-05",
                     *             "file_version": "12.4.1514.0",
                     *             "upgrade": null,
                     *             "public_endpoint": "online3.example.com"
                     *           },
                     *           "after": {
                     *             "environment": "production",
                     *             "state": "suspended",
                     *             "state_since": "2026-11-21T09:00:00.000Z",
                     *             "version_name": "Release_12.4_2026.09.17-05",
                     *             "file_version": "12.4.1514.0",
                     *             "upgrade": null,
                     *             "public_endpoint": "online3.example.com"
                     *           },
                     *           "notice": "suspend",
                     *           "apps": [
                     *             {
                     *               "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *               "app_name": "Acme Sync",
                     *               "partner": "acme",
                     *               "state": "told",
                     *               "event": "evt_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["StateChange"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTenantState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "change": "suspend",
                 *       "why": "The invoice was not paid."
                 *     }
                 */
                "application/json": {
                    /** @description with notify: the one app that is told */
                    app?: string;
                    /** @enum {unknown} */
                    change: "provisioning-started" | "provisioning-finished" | "provisioning-failed" | "migration-started" | "upgrade-announced" | "upgrade-started" | "upgrade-finished" | "maintenance-started" | "outage-started" | "maintenance-finished" | "backup-restored" | "suspend" | "resume" | "delete" | "deleted" | "delete-failed" | "move" | "incident-started" | "incident-ended" | "notify";
                    /** @description four numbers with dots between, such as 12.4.1514.0 */
                    file_version?: string;
                    /**
                     * @description with notify: what the apps are told
                     * @enum {unknown}
                     */
                    notice?: "upgrade" | "backup-restored" | "suspend" | "resume" | "delete" | "move";
                    /** @description with move: the new host, without scheme, port and path */
                    public_endpoint?: string;
                    /** @description one line of 1 to 100 characters */
                    version_name?: string;
                    /** @description one line of 1 to 1000 characters */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description It was so already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "environment": "production",
                     *       "state": "running",
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "version_name": "Release_12.4_2026.09.17-05",
                     *       "file_version": "12.4.1514.0",
                     *       "upgrade": null,
                     *       "public_endpoint": "online3.example.com"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantState"];
                };
            };
            /** @description Changed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "tenant": "Cust12345",
                     *       "change": "suspend",
                     *       "at": "2026-11-21T09:00:00.000Z",
                     *       "by": "operator",
                     *       "why": "The invoice was not paid.",
                     *       "before": {
                     *         "environment": "production",
                     *         "state": "running",
                     *         "state_since": "2026-11-21T09:00:00.000Z",
                     *         "version_name": "Release_12.4_2026.09.17-05",
                     *         "file_version": "12.4.1514.0",
                     *         "upgrade": null,
                     *         "public_endpoint": "online3.example.com"
                     *       },
                     *       "after": {
                     *         "environment": "production",
                     *         "state": "suspended",
                     *         "state_since": "2026-11-21T09:00:00.000Z",
                     *         "version_name": "Release_12.4_2026.09.17-05",
                     *         "file_version": "12.4.1514.0",
                     *         "upgrade": null,
                     *         "public_endpoint": "online3.example.com"
                     *       },
                     *       "notice": "suspend",
                     *       "apps": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "app_name": "Acme Sync",
                     *           "partner": "acme",
                     *           "state": "told",
                     *           "event": "evt_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operator-only`: Only the operator's key may do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `state-change-illegal`: The change is not possible in the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStateChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the change of state
                 * @example stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f
                 */
                changeId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *       "tenant": "Cust12345",
                     *       "change": "suspend",
                     *       "at": "2026-11-21T09:00:00.000Z",
                     *       "by": "operator",
                     *       "why": "The invoice was not paid.",
                     *       "before": {
                     *         "environment": "production",
                     *         "state": "running",
                     *         "state_since": "2026-11-21T09:00:00.000Z",
                     *         "version_name": "Release_12.4_2026.09.17-05",
                     *         "file_version": "12.4.1514.0",
                     *         "upgrade": null,
                     *         "public_endpoint": "online3.example.com"
                     *       },
                     *       "after": {
                     *         "environment": "production",
                     *         "state": "suspended",
                     *         "state_since": "2026-11-21T09:00:00.000Z",
                     *         "version_name": "Release_12.4_2026.09.17-05",
                     *         "file_version": "12.4.1514.0",
                     *         "upgrade": null,
                     *         "public_endpoint": "online3.example.com"
                     *       },
                     *       "notice": "suspend",
                     *       "apps": [
                     *         {
                     *           "app": "app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f",
                     *           "app_name": "Acme Sync",
                     *           "partner": "acme",
                     *           "state": "told",
                     *           "event": "evt_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StateChange"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `state-change-unknown`: No such state change
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description how many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of subscriptions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *           "number": 1,
                     *           "external_key": null,
                     *           "dialect": "standard-webhooks",
                     *           "url": "https://hooks.example.com/posthorn",
                     *           "event_types": [
                     *             "contact.*",
                     *             "sale.sold"
                     *           ],
                     *           "filter": {
                     *             "data.changes": {
                     *               "contains": "name"
                     *             }
                     *           },
                     *           "description": "CRM changes to the data warehouse",
                     *           "notify_emails": [
                     *             "ops@example.org"
                     *           ],
                     *           "name": null,
                     *           "header_names": [],
                     *           "signature": "hmac",
                     *           "public_keys": [],
                     *           "old_secrets": [],
                     *           "retry": null,
                     *           "rate_limit": null,
                     *           "ordering": "none",
                     *           "on_exhausted": "skip",
                     *           "notify_on": "disabled",
                     *           "state": "active",
                     *           "reason": null,
                     *           "state_since": "2026-11-21T09:00:00.000Z",
                     *           "is_releasing": false,
                     *           "health": {
                     *             "is_failing": false,
                     *             "failing_since": null,
                     *             "is_sick": false,
                     *             "is_slowed": false,
                     *             "rests_until": null,
                     *             "attempts": 0,
                     *             "failed_attempts": 0,
                     *             "failures_in_a_row": 0,
                     *             "last_error": null,
                     *             "last_attempt_at": null,
                     *             "last_success_at": null
                     *           },
                     *           "version": 1,
                     *           "created_at": "2026-11-21T09:00:00.000Z",
                     *           "updated_at": "2026-11-21T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Subscription"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `query-invalid`: The query does not fit the operation
             *
             *     `cursor-invalid`: The cursor is not one of this list
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/posthorn",
                 *       "event_types": [
                 *         "contact.*",
                 *         "sale.sold"
                 *       ],
                 *       "filter": {
                 *         "data.changes": {
                 *           "contains": "name"
                 *         }
                 *       },
                 *       "description": "CRM changes to the data warehouse",
                 *       "notify_emails": [
                 *         "ops@example.org"
                 *       ]
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    /** @enum {unknown} */
                    dialect?: "standard-webhooks";
                    event_types: string[];
                    filter?: Record<string, never> | null;
                    /** @description sent with every message; never shown again, since they may be credentials */
                    headers?: {
                        [key: string]: string;
                    };
                    name?: string | null;
                    /** @description plain mail addresses that get each alert; none when left out, and alerts are shown all the same */
                    notify_emails?: string[];
                    /**
                     * @description failing: an alert is raised as it begins to fail, too; disabled, or left out: when it is disabled alone
                     * @enum {unknown}
                     */
                    notify_on?: "failing" | "disabled";
                    /**
                     * @description with per-key: skip lets the next of a key go when a delivery is exhausted (when left out); block never gives one up that has a key, which is tried again at the last wait of the schedule, an hour at least, until it is accepted or reaches the end of retention
                     * @enum {unknown}
                     */
                    on_exhausted?: "skip" | "block";
                    /**
                     * @description per-key: deliveries of one order_key go one after the other, in the order of acceptance; none when left out
                     * @enum {unknown}
                     */
                    ordering?: "none" | "per-key";
                    /** @description how often it gets attempts at most; null, or left out: as often as there are */
                    rate_limit?: {
                        /** @description attempts a second that may begin, retries and what is sent again among them */
                        per_second: number;
                    } | null;
                    retry?: {
                        /** @description waits after each failed attempt, 1 s to 24 h each, 100 h at most in all */
                        delays_ms?: number[];
                        timeout_ms?: number;
                    } | null;
                    /** @description a signing secret of your own: whsec_… (HMAC) or whsk_… (ed25519) */
                    secret?: string;
                    /**
                     * @description how messages are signed; hmac when left out
                     * @enum {unknown}
                     */
                    signature?: "hmac" | "ed25519" | "both";
                    url: string;
                };
            };
        };
        responses: {
            /** @description Made; `secret` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "secret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `subscription-limit-reached`: The tenant has as many subscriptions as it may have */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event_types": [
                 *         "contact.*"
                 *       ],
                 *       "filter": null,
                 *       "headers": {
                 *         "X-Old-Token": null
                 *       }
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    event_types?: string[];
                    filter?: Record<string, never> | null;
                    /** @description merged with those there are; null removes one */
                    headers?: {
                        [key: string]: string | null;
                    };
                    name?: string | null;
                    /** @description plain mail addresses that get each alert; none when left out, and alerts are shown all the same */
                    notify_emails?: string[];
                    /**
                     * @description failing: an alert is raised as it begins to fail, too; disabled, or left out: when it is disabled alone
                     * @enum {unknown}
                     */
                    notify_on?: "failing" | "disabled";
                    /**
                     * @description with per-key: skip lets the next of a key go when a delivery is exhausted (when left out); block never gives one up that has a key, which is tried again at the last wait of the schedule, an hour at least, until it is accepted or reaches the end of retention
                     * @enum {unknown}
                     */
                    on_exhausted?: "skip" | "block";
                    /**
                     * @description per-key: deliveries of one order_key go one after the other, in the order of acceptance; none when left out
                     * @enum {unknown}
                     */
                    ordering?: "none" | "per-key";
                    /** @description how often it gets attempts at most; null, or left out: as often as there are */
                    rate_limit?: {
                        /** @description attempts a second that may begin, retries and what is sent again among them */
                        per_second: number;
                    } | null;
                    retry?: {
                        /** @description waits after each failed attempt, 1 s to 24 h each, 100 h at most in all */
                        delays_ms?: number[];
                        timeout_ms?: number;
                    } | null;
                    /**
                     * @description how messages are signed; hmac when left out
                     * @enum {unknown}
                     */
                    signature?: "hmac" | "ed25519" | "both";
                    url?: string;
                };
                /**
                 * @example {
                 *       "event_types": [
                 *         "contact.*"
                 *       ],
                 *       "filter": null,
                 *       "headers": {
                 *         "X-Old-Token": null
                 *       }
                 *     }
                 */
                "application/merge-patch+json": {
                    description?: string | null;
                    event_types?: string[];
                    filter?: Record<string, never> | null;
                    /** @description merged with those there are; null removes one */
                    headers?: {
                        [key: string]: string | null;
                    };
                    name?: string | null;
                    /** @description plain mail addresses that get each alert; none when left out, and alerts are shown all the same */
                    notify_emails?: string[];
                    /**
                     * @description failing: an alert is raised as it begins to fail, too; disabled, or left out: when it is disabled alone
                     * @enum {unknown}
                     */
                    notify_on?: "failing" | "disabled";
                    /**
                     * @description with per-key: skip lets the next of a key go when a delivery is exhausted (when left out); block never gives one up that has a key, which is tried again at the last wait of the schedule, an hour at least, until it is accepted or reaches the end of retention
                     * @enum {unknown}
                     */
                    on_exhausted?: "skip" | "block";
                    /**
                     * @description per-key: deliveries of one order_key go one after the other, in the order of acceptance; none when left out
                     * @enum {unknown}
                     */
                    ordering?: "none" | "per-key";
                    /** @description how often it gets attempts at most; null, or left out: as often as there are */
                    rate_limit?: {
                        /** @description attempts a second that may begin, retries and what is sent again among them */
                        per_second: number;
                    } | null;
                    retry?: {
                        /** @description waits after each failed attempt, 1 s to 24 h each, 100 h at most in all */
                        delays_ms?: number[];
                        timeout_ms?: number;
                    } | null;
                    /**
                     * @description how messages are signed; hmac when left out
                     * @enum {unknown}
                     */
                    signature?: "hmac" | "ed25519" | "both";
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription-changed`: The subscription was changed at the same time
             *
             *     `subscription-of-other-dialect`: The subscription belongs to another API
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last day by the hour */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "since": "2026-11-20T08:00:00.000Z",
                     *       "hours": [
                     *         {
                     *           "at": "2026-11-21T10:00:00.000Z",
                     *           "attempts": 7250,
                     *           "failed": 60
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionActivity"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "receiver is being moved"
                 *     }
                 */
                "application/json": {
                    /** @description one line of up to 200 characters */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Paused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "paused",
                     *       "reason": "receiver is being moved",
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "public_key": "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                     *           "jwk": {
                     *             "kty": "OKP",
                     *             "crv": "Ed25519",
                     *             "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                     *             "alg": "EdDSA",
                     *             "use": "sig"
                     *           },
                     *           "ends_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PublicKey"][];
                        /** @description hand it back as `cursor` for the next page; null at the end */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `history-busy`: Too much is being read */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Active */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "grace_seconds": 3600
                 *     }
                 */
                "application/json": {
                    grace_seconds?: number;
                    /** @description a signing secret of your own: whsec_… (HMAC) or whsk_… (ed25519) */
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description Rotated; `secret` is shown this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": null,
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "secret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription-of-other-dialect`: The subscription belongs to another API
             *
             *     `subscription-changed`: The subscription was changed at the same time
             *
             *     `rotation-limit-reached`: Too many old signing secrets are still valid
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendTestEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description id of the subscription
                 * @example sub_0199c3f0b2c37def90123456789abcde
                 */
                subscriptionId: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_accepted": true,
                     *       "reply": {
                     *         "status": 204,
                     *         "headers": [],
                     *         "body": "",
                     *         "timings": {
                     *           "dns_ms": 3,
                     *           "connect_ms": 9,
                     *           "tls_ms": 14,
                     *           "first_byte_ms": 12,
                     *           "total_ms": 39
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TestResult"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-unknown`: No such tenant
             *
             *     `subscription-unknown`: No such subscription
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `result-unknown`: It is not known yet what came of this
             *
             *     `test-not-sent`: The test could not be sent yet
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description key of your own: 1 to 128 of A-Z a-z 0-9 . _ : -
                 * @example warehouse
                 */
                key: string;
                /**
                 * @description id of the tenant
                 * @example Cust12345
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/posthorn",
                 *       "event_types": [
                 *         "contact.*",
                 *         "sale.sold"
                 *       ],
                 *       "filter": {
                 *         "data.changes": {
                 *           "contains": "name"
                 *         }
                 *       },
                 *       "description": "CRM changes to the data warehouse",
                 *       "notify_emails": [
                 *         "ops@example.org"
                 *       ]
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    /** @enum {unknown} */
                    dialect?: "standard-webhooks";
                    event_types: string[];
                    filter?: Record<string, never> | null;
                    /** @description sent with every message; never shown again, since they may be credentials */
                    headers?: {
                        [key: string]: string;
                    };
                    name?: string | null;
                    /** @description plain mail addresses that get each alert; none when left out, and alerts are shown all the same */
                    notify_emails?: string[];
                    /**
                     * @description failing: an alert is raised as it begins to fail, too; disabled, or left out: when it is disabled alone
                     * @enum {unknown}
                     */
                    notify_on?: "failing" | "disabled";
                    /**
                     * @description with per-key: skip lets the next of a key go when a delivery is exhausted (when left out); block never gives one up that has a key, which is tried again at the last wait of the schedule, an hour at least, until it is accepted or reaches the end of retention
                     * @enum {unknown}
                     */
                    on_exhausted?: "skip" | "block";
                    /**
                     * @description per-key: deliveries of one order_key go one after the other, in the order of acceptance; none when left out
                     * @enum {unknown}
                     */
                    ordering?: "none" | "per-key";
                    /** @description how often it gets attempts at most; null, or left out: as often as there are */
                    rate_limit?: {
                        /** @description attempts a second that may begin, retries and what is sent again among them */
                        per_second: number;
                    } | null;
                    retry?: {
                        /** @description waits after each failed attempt, 1 s to 24 h each, 100 h at most in all */
                        delays_ms?: number[];
                        timeout_ms?: number;
                    } | null;
                    /** @description a signing secret of your own: whsec_… (HMAC) or whsk_… (ed25519) */
                    secret?: string;
                    /**
                     * @description how messages are signed; hmac when left out
                     * @enum {unknown}
                     */
                    signature?: "hmac" | "ed25519" | "both";
                    url: string;
                };
            };
        };
        responses: {
            /** @description Replaced, or as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": "warehouse",
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description Made; `secret` is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sub_0199c3f0b2c37def90123456789abcde",
                     *       "number": 1,
                     *       "external_key": "warehouse",
                     *       "dialect": "standard-webhooks",
                     *       "url": "https://hooks.example.com/posthorn",
                     *       "event_types": [
                     *         "contact.*",
                     *         "sale.sold"
                     *       ],
                     *       "filter": {
                     *         "data.changes": {
                     *           "contains": "name"
                     *         }
                     *       },
                     *       "description": "CRM changes to the data warehouse",
                     *       "notify_emails": [
                     *         "ops@example.org"
                     *       ],
                     *       "name": null,
                     *       "header_names": [],
                     *       "signature": "hmac",
                     *       "public_keys": [],
                     *       "old_secrets": [],
                     *       "retry": null,
                     *       "rate_limit": null,
                     *       "ordering": "none",
                     *       "on_exhausted": "skip",
                     *       "notify_on": "disabled",
                     *       "state": "active",
                     *       "reason": null,
                     *       "state_since": "2026-11-21T09:00:00.000Z",
                     *       "is_releasing": false,
                     *       "health": {
                     *         "is_failing": false,
                     *         "failing_since": null,
                     *         "is_sick": false,
                     *         "is_slowed": false,
                     *         "rests_until": null,
                     *         "attempts": 0,
                     *         "failed_attempts": 0,
                     *         "failures_in_a_row": 0,
                     *         "last_error": null,
                     *         "last_attempt_at": null,
                     *         "last_success_at": null
                     *       },
                     *       "version": 1,
                     *       "created_at": "2026-11-21T09:00:00.000Z",
                     *       "updated_at": "2026-11-21T09:00:00.000Z",
                     *       "secret": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            /**
             * @description `json-malformed`: The body is not JSON
             *
             *     `json-too-deep`: The JSON is nested too deeply
             *
             *     `json-too-many-keys`: The JSON has too many keys
             *
             *     `body-invalid`: The body does not fit the operation
             *
             *     `body-missing`: The body is missing
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-missing`: No key was given
             *
             *     `key-invalid`: The key opens nothing
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The key lacks the scope */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-unknown`: No such tenant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `subscription-limit-reached`: The tenant has as many subscriptions as it may have
             *
             *     `subscription-changed`: The subscription was changed at the same time
             *
             *     `subscription-of-other-dialect`: The subscription belongs to another API
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: The content type is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-failures`: Too many calls with a wrong key */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `fault`: A fault of ours */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `result-unknown`: It is not known yet what came of this */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `disk-full`: The disk is nearly full */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
