/**
 * An app is a partner's application that is told of its tenants' states. What it is told, and
 * where, stands in configuration versions: drafts are edited, a published one is what counts in its
 * environment, and what was published to the tenants' environments never changes again (tenant
 * status specification, sections 6 and 7).
 */
import type { Environment } from './tenant-status.ts'

export type AppId = `app_${string}`
export const isAppId = (text: string): text is AppId => /^app_[0-9a-f]{32}$/.test(text)

/** `custom`: made for one customer; what is approved for stage goes to production with it. */
export const appKinds = ['custom', 'standard'] as const
export type AppKind = (typeof appKinds)[number]

export interface App {
  readonly id: AppId
  readonly partnerKey: number
  /** As the operator named it. */
  readonly partnerId: string
  readonly name: string
  readonly kind: AppKind
  /** By environment: whom tokens are for. */
  readonly clientIds: Readonly<Record<Environment, string>>
  /** Told of trouble with its endpoints; none: the partner's technical contact is. */
  readonly errorEmails: readonly string[]
  readonly createdAtMs: number
  /** Numbers of versions go up to here. */
  readonly versionCount: number
  /** The version that counts in each environment; null: none yet. */
  readonly published: Readonly<Record<Environment, number | null>>
  /** The version that waits for the operator's word; null: none. */
  readonly requested: Readonly<Record<Environment, number | null>>
}

/** The three settings of an endpoint. */
export interface EndpointValue {
  readonly url: string | null
  readonly isOn: boolean
  /** People are mailed when it fails. */
  readonly isMailed: boolean
}

const noEndpoint: EndpointValue = { url: null, isOn: false, isMailed: false }

/** A value for all environments, and those that differ from it; null: as the common one. */
export interface EndpointSettings {
  readonly common: EndpointValue
  readonly overrides: Readonly<Record<Environment, EndpointValue | null>>
}

export const noEndpointSettings: EndpointSettings = {
  common: noEndpoint,
  overrides: { sod: null, stage: null, production: null },
}

/** `replaced`: it was published, and a later one is now. */
export type VersionState = 'none' | 'requested' | 'published' | 'rejected' | 'replaced'

export interface VersionStanding {
  readonly state: VersionState
  readonly atMs: number
  /** Who did it. */
  readonly by: string
  /** Why it was rejected; null otherwise. */
  readonly reason: string | null
  /** It counted there once, whatever became of it: it is never edited again. */
  readonly wasPublished: boolean
}

export interface AppVersion {
  readonly appId: AppId
  /** Counted from 1 within the app. */
  readonly number: number
  readonly label: string
  readonly endpoint: EndpointSettings
  readonly standings: Readonly<Record<Environment, VersionStanding | null>>
  readonly createdAtMs: number
  readonly savedAtMs: number
  readonly savedBy: string
  /** Entries of its change log. */
  readonly saveCount: number
}

/** What counts in an environment. */
export const endpointIn = (
  { common, overrides }: EndpointSettings,
  environment: Environment,
): EndpointValue => overrides[environment] ?? common

/**
 * Edited no more: asked for or published where tenants are. A rejection opens it again, unless it
 * counted there before.
 */
export function isLocked({ standings }: AppVersion): boolean {
  return (['stage', 'production'] as const).some((environment) => {
    const standing = standings[environment]
    return standing !== null && (standing.state === 'requested' || standing.wasPublished)
  })
}

/** One save: what the version was from then on. */
export interface VersionSave {
  readonly appId: AppId
  readonly version: number
  /** Counted from 1 within the version. */
  readonly number: number
  readonly atMs: number
  readonly by: string
  readonly label: string
  readonly endpoint: EndpointSettings
}

/** A tenant lets an app be told of it, where the tenant is. */
export interface Approval {
  readonly appId: AppId
  readonly partnerKey: number
  readonly tenantId: string
  readonly environment: Environment
  readonly atMs: number
  readonly by: string
}
