/** What callers are answered of partners, apps, versions and tenants' states. No secret passes. */
import {
  type App,
  type AppVersion,
  type Approval,
  type EndpointSettings,
  type EndpointValue,
  isLocked,
  type VersionSave,
  type VersionStanding,
} from '../../../domain/app.ts'
import { type Issuer, publishedKeys, signingKey } from '../../../domain/issuer.ts'
import type { Partner } from '../../../domain/partner.ts'
import type { Installation } from '../../../domain/tenant-state.ts'
import type { environments } from '../../../domain/tenant-status.ts'
import type { Telling, Transition } from '../../../domain/transition.ts'
import type { Held } from '../../../manage/records.ts'
import { iso, isoOrNull, statusView } from '../views.ts'

export const partnerView = (partner: Partner) => ({
  id: partner.id,
  name: partner.name,
  technical_contact: partner.technicalContact,
  created_at: iso(partner.createdAtMs),
})

/** What If-Match has to say to change what was read. */
export const etagOf = ({ revision }: Pick<Held<unknown>, 'revision'>): string => `"${revision}"`

export const appView = (app: App) => ({
  id: app.id,
  partner: app.partnerId,
  name: app.name,
  kind: app.kind,
  client_ids: app.clientIds,
  error_emails: app.errorEmails,
  version_count: app.versionCount,
  published: app.published,
  requested: app.requested,
  created_at: iso(app.createdAtMs),
})

const endpointView = ({ url, isOn, isMailed }: EndpointValue) => ({
  endpoint: url,
  is_on: isOn,
  send_error_email: isMailed,
})

type EndpointBody = ReturnType<typeof endpointView>

const endpointOf = (body: EndpointBody): EndpointValue => ({
  url: body.endpoint,
  isOn: body.is_on,
  isMailed: body.send_error_email,
})

const sectionView = ({ common, overrides }: EndpointSettings) => {
  const own = (value: EndpointValue | null) => (value === null ? null : endpointView(value))
  return {
    common: endpointView(common),
    per_environment: {
      sod: own(overrides.sod),
      stage: own(overrides.stage),
      production: own(overrides.production),
    },
  }
}

/** The way in; the schema has checked it. */
export function sectionOf(body: {
  readonly common: EndpointBody
  readonly per_environment: Readonly<Record<(typeof environments)[number], EndpointBody | null>>
}): EndpointSettings {
  const own = (value: EndpointBody | null) => (value === null ? null : endpointOf(value))
  const { sod, stage, production } = body.per_environment
  return {
    common: endpointOf(body.common),
    overrides: { sod: own(sod), stage: own(stage), production: own(production) },
  }
}

const standingView = (standing: VersionStanding | null) =>
  standing === null
    ? null
    : {
        state: standing.state,
        at: iso(standing.atMs),
        by: standing.by,
        reason: standing.reason,
      }

export const versionView = (version: AppVersion) => ({
  app: version.appId,
  version: version.number,
  label: version.label,
  is_locked: isLocked(version),
  customer_state_change: sectionView(version.endpoint),
  environments: {
    sod: standingView(version.standings.sod),
    stage: standingView(version.standings.stage),
    production: standingView(version.standings.production),
  },
  save_count: version.saveCount,
  saved_at: iso(version.savedAtMs),
  saved_by: version.savedBy,
  created_at: iso(version.createdAtMs),
})

export const saveView = (save: VersionSave) => ({
  app: save.appId,
  version: save.version,
  save: save.number,
  at: iso(save.atMs),
  by: save.by,
  label: save.label,
  customer_state_change: sectionView(save.endpoint),
})

export const approvalView = (approval: Approval) => ({
  app: approval.appId,
  tenant: approval.tenantId,
  environment: approval.environment,
  at: iso(approval.atMs),
  by: approval.by,
})

/** Whose deliveries they are is the partner's to see, not the tenant's. */
const tellingView = (telling: Telling) => ({
  app: telling.appId,
  app_name: telling.appName,
  partner: telling.partnerId,
  state: telling.state,
  event: telling.eventId,
})

export const transitionView = (transition: Transition) => ({
  id: transition.id,
  tenant: transition.tenantId,
  change: transition.change,
  at: iso(transition.atMs),
  by: transition.by,
  why: transition.why,
  before: statusView(transition.before),
  after: statusView(transition.after),
  notice: transition.notice,
  apps: transition.tellings.map(tellingView),
})

/** What a change would do; null: it is so already. */
export const foreseenView = (before: Installation, transition: Transition | null) => ({
  is_changed: transition !== null,
  before: statusView(before),
  after: statusView(transition?.after ?? before),
  notice: transition?.notice ?? null,
  apps: transition?.tellings.map(tellingView) ?? [],
})

export function issuerView(issuer: Issuer, url: string, nowMs: number) {
  const signing = signingKey(issuer, nowMs)
  return {
    environment: issuer.environment,
    issuer: url,
    keys: publishedKeys(issuer, nowMs).map((key) => ({
      key_id: key.keyId,
      is_signing: key.keyId === signing?.keyId,
      signs_from: iso(key.signsFromMs),
      published_until: isoOrNull(key.publishedUntilMs),
      created_at: iso(key.createdAtMs),
    })),
  }
}
