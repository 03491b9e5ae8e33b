/**
 * What callers see of tenants, keys and subscriptions: camelCase becomes snake_case and instants
 * become ISO texts here and in `history-views.ts` alone. No secret and no header's value passes;
 * the operations that show a secret, once, add it themselves.
 */
import type { SigningSecret } from '../../domain/signing-secret.ts'
import { writeSigningSecret } from '../../domain/signing-secret-text.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Installation } from '../../domain/tenant-state.ts'
import type { ApiKey, Tenant } from '../../domain/tenant.ts'
import type { Ports } from '../../ports/ports.ts'
import { alertSettingsView } from './subscription-alerts.ts'
import { limitsView } from './subscription-limits.ts'

export const iso = (atMs: number): string => new Date(atMs).toISOString()
export const isoOrNull = (atMs: number | null): string | null => (atMs === null ? null : iso(atMs))

/** With the state of its installation. */
export const tenantView = (tenant: Tenant, status: Installation) => ({
  id: tenant.id,
  name: tenant.name,
  created_at: iso(tenant.createdAtMs),
  ...statusView(status),
})

export const statusView = (status: Installation) => ({
  environment: status.environment,
  state: status.state,
  state_since: status.sinceMs === 0 ? null : iso(status.sinceMs),
  version_name: status.installed.versionName,
  file_version: status.installed.fileVersion,
  upgrade:
    status.upgrade === null
      ? null
      : { version_name: status.upgrade.versionName, file_version: status.upgrade.fileVersion },
  public_endpoint: status.publicEndpoint,
})

export const keyView = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  scopes: key.scopes,
  application: key.application,
  prefix: key.prefix,
  created_at: iso(key.createdAtMs),
  last_used_at: isoOrNull(key.lastUsedAtMs),
  revoked_at: isoOrNull(key.revokedAtMs),
})

type KeyMaker = Ports['keyMaker']

export function subscriptionView(subscription: Subscription, keyMaker: KeyMaker) {
  const { config, status } = subscription
  return {
    id: subscription.id,
    number: subscription.number,
    external_key: subscription.externalKey,
    dialect: config.dialect,
    url: config.url,
    event_types: config.patterns,
    filter: config.filter ?? null,
    name: config.name,
    description: config.description,
    // Their values may be credentials.
    header_names: Object.keys(config.headers),
    signature: signatureName(config.secrets.current),
    public_keys: publicKeys(config.secrets.current, keyMaker),
    old_secrets: config.secrets.old.map(({ secret, endsAtMs }) => ({
      kind: kindName(secret),
      ends_at: iso(endsAtMs),
    })),
    retry: retryView(subscription),
    ...limitsView(config),
    ...alertSettingsView(config),
    state: status.state,
    reason: status.reason,
    state_since: iso(status.sinceMs),
    is_releasing: status.releasingSinceMs !== null,
    health: healthView(subscription),
    version: subscription.version,
    created_at: iso(subscription.createdAtMs),
    updated_at: iso(subscription.updatedAtMs),
  }
}

function retryView({ config: { retryOverride } }: Subscription) {
  if (retryOverride === null) return null
  return {
    ...(retryOverride.delaysMs === undefined ? {} : { delays_ms: retryOverride.delaysMs }),
    ...(retryOverride.attemptTimeoutMs === undefined
      ? {}
      : { timeout_ms: retryOverride.attemptTimeoutMs }),
  }
}

function healthView({ health }: Subscription) {
  return {
    is_failing: health.failingSinceMs !== null,
    failing_since: isoOrNull(health.failingSinceMs),
    is_sick: health.isSick,
    is_slowed: health.isSlowed,
    rests_until: health.restUntilMs === 0 ? null : iso(health.restUntilMs),
    attempts: health.callCount,
    failed_attempts: health.errorCount,
    failures_in_a_row: health.consecutiveErrorCount,
    last_error: health.lastErrorText,
    last_attempt_at: isoOrNull(health.lastAttemptAtMs),
    last_success_at: isoOrNull(health.lastSuccessAtMs),
  }
}

const kindName = (secret: SigningSecret): 'hmac' | 'ed25519' =>
  secret.kind === 'ed25519' ? 'ed25519' : 'hmac'

function signatureName(current: readonly SigningSecret[]) {
  const kinds = new Set(current.map(kindName))
  if (kinds.size === 0) return 'none'
  if (kinds.size === 2) return 'both'
  return kinds.has('ed25519') ? 'ed25519' : 'hmac'
}

function publicKeys(current: readonly SigningSecret[], keyMaker: KeyMaker): readonly string[] {
  return current.flatMap((secret) => keyMaker.publicKey(secret) ?? [])
}

/**
 * The symmetric secret that an answer shows this once; null where there is none. A private ed25519
 * key never leaves us: its public half is enough to verify.
 */
export function shownSecret(current: readonly SigningSecret[]): string | null {
  const symmetric = current.find(({ kind }) => kind !== 'ed25519')
  return symmetric === undefined ? null : writeSigningSecret(symmetric)
}
