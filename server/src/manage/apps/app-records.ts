/** Where partners, apps, their versions and approvals are kept, and how they are found. */
import type { App, AppId, Approval, AppVersion, VersionSave } from '../../domain/app.ts'
import { partnerAccountId, type Partner } from '../../domain/partner.ts'
import type { Ports } from '../../ports/ports.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { collection, type Held, type RecordPage } from '../records.ts'

export interface PartnerProfile {
  readonly technicalContact: string | null
}

export const profiles = collection<PartnerProfile>('partner')
export const apps = collection<App>('app')
/** Whose an app is: of the installation, so that an app's id alone finds it. */
export const appPlaces = collection<{ readonly partnerKey: number }>('app-place')
export const versions = collection<AppVersion>('app-version')
export const saves = collection<VersionSave>('app-version-save')
/** Of a tenant, by app. */
export const approvals = collection<Approval>('approval')
/** The same of a partner, by app and tenant. */
export const approvedTenants = collection<Approval>('approved-tenant')

/** Of a tenant: written with every new approval, so that two at once do not pass the limit. */
export const approvalLocks = collection<Record<never, never>>('approval-lock')

/** Of a partner: the same with every new app. */
export const appLocks = collection<Record<never, never>>('app-lock')

export const profileId = 'profile'
export const approvalLockId = 'present'
export const appLockId = 'present'
export const versionId = (appId: AppId, number: number): string => `${appId}/${padded(number)}`
export const saveId = (appId: AppId, version: number, number: number): string =>
  `${versionId(appId, version)}/${padded(number)}`
export const approvedTenantId = ({ appId, tenantId }: Approval): string => `${appId}/${tenantId}`

/** So that texts stand in the order of the numbers. */
const padded = (number: number): string => String(number).padStart(6, '0')

type StorePorts = Pick<Ports, 'store'>

export async function findPartner(id: string, { store }: StorePorts): Promise<Partner | null> {
  const account = await store.tenants.findTenant(partnerAccountId(id))
  if (account === null) return null
  const profile = await profiles.find(store.records, account.key, profileId)
  const technicalContact = profile?.value.technicalContact ?? null
  return {
    key: account.key,
    id,
    name: account.name,
    createdAtMs: account.createdAtMs,
    technicalContact,
  }
}

/** Of all partners, by the apps' ids. */
export function listAppPlaces(
  page: Pick<RecordPage, 'afterId' | 'limit'>,
  { store }: StorePorts,
): ReturnType<typeof appPlaces.list> {
  return appPlaces.list(store.records, { ...page, account: installationAccount })
}

/** The partner of the app; null: there is no such app. */
async function partnerKeyOf(appId: string, { store }: StorePorts): Promise<number | null> {
  const place = await appPlaces.find(store.records, installationAccount, appId)
  return place?.value.partnerKey ?? null
}

export async function findApp(appId: string, { store }: StorePorts): Promise<Held<App> | null> {
  const partnerKey = await partnerKeyOf(appId, { store })
  return partnerKey === null ? null : apps.find(store.records, partnerKey, appId)
}

export function findVersion(
  { partnerKey, id }: Pick<App, 'partnerKey' | 'id'>,
  number: number,
  { store }: StorePorts,
): Promise<Held<AppVersion> | null> {
  return versions.find(store.records, partnerKey, versionId(id, number))
}
