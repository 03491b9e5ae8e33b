/** Makes a partner, the account that owns apps. Resolves when it is on disk. */
import { isPartnerId, partnerAccountId, type Partner } from '../../domain/partner.ts'
import type { ManageParts } from '../manage-parts.ts'
import { inTries } from '../records.ts'
import { findPartner, profileId, profiles } from './app-records.ts'

export type CreatePartnerResult =
  | { readonly kind: 'created'; readonly partner: Partner }
  | { readonly kind: 'taken' }
  /** Not 1 to 64 of `[A-Za-z0-9_-]`. */
  | { readonly kind: 'id-refused' }

export async function createPartner(
  request: Pick<Partner, 'id' | 'name' | 'technicalContact'>,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<CreatePartnerResult> {
  const { id, name, technicalContact } = request
  if (!isPartnerId(id)) return { kind: 'id-refused' }
  const nowMs = ports.clock.nowMs()
  const account = { id: partnerAccountId(id), name, nowMs }
  const tenant = await ports.store.tenants.createTenant(account)
  if (tenant === null) return { kind: 'taken' }
  await setTechnicalContact({ partnerKey: tenant.key, technicalContact }, { ports })
  return { kind: 'created', partner: { ...request, key: tenant.key, createdAtMs: nowMs } }
}

/** Null when there is no such partner. */
export async function changePartner(
  request: Pick<Partner, 'id' | 'technicalContact'>,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Partner | null> {
  const partner = await findPartner(request.id, ports)
  if (partner === null) return null
  const { technicalContact } = request
  await setTechnicalContact({ partnerKey: partner.key, technicalContact }, { ports })
  return { ...partner, technicalContact }
}

function setTechnicalContact(
  request: { readonly partnerKey: number; readonly technicalContact: string | null },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<true> {
  const { partnerKey: account, technicalContact } = request
  const { records } = ports.store
  return inTries(async () => {
    const before = await profiles.find(records, account, profileId)
    const change = profiles.put(before, { account, id: profileId }, { technicalContact })
    return (await records.write([change], ports.clock.nowMs())) || 'overtaken'
  })
}
