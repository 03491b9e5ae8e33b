/** An announcement and the row it is kept in: who and when are plain, what is told is sealed. */
import type { Announcement } from '../../domain/announcement.ts'
import type { OutcomeRecord } from '../../ports/delivery-store.ts'
import { bytesToId, idToBytes } from './binary-id.ts'
import type { SealedValues } from './sealed-values.ts'

export interface AnnouncementRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly subscription: number
  readonly at_ms: number
  readonly content: Uint8Array
}

/** On its way in: kept where the subscription is in the state that began then; null: in any. */
export interface AnnouncedRow extends AnnouncementRow {
  readonly state_since_ms: number | null
}

type SealedPart = Omit<Announcement, 'id' | 'tenantKey' | 'subscriptionNumber' | 'atMs'>

export function announcementRow(
  announcement: Announcement,
  sealedValues: SealedValues,
): AnnouncementRow {
  const { id, tenantKey, subscriptionNumber, atMs, ...sealedPart } = announcement
  const text = JSON.stringify(sealedPart satisfies SealedPart)
  return {
    id: idToBytes(id),
    tenant_key: tenantKey,
    subscription: subscriptionNumber,
    at_ms: atMs,
    content: sealedValues.seal(text, placeName(tenantKey, id)),
  }
}

const none: readonly AnnouncedRow[] = []

/** Of the few outcomes that have something to tell. */
export function announcementRows(
  outcomes: readonly OutcomeRecord[],
  sealedValues: SealedValues,
): readonly AnnouncedRow[] {
  let rows: AnnouncedRow[] | null = null
  for (const { announcement, stateSinceMs } of outcomes) {
    if (announcement == null) continue
    rows ??= []
    rows.push({
      ...announcementRow(announcement, sealedValues),
      state_since_ms: stateSinceMs ?? null,
    })
  }
  return rows ?? none
}

/** Throws `StoreRefused` when the sealed part does not open. */
export function toAnnouncement(row: AnnouncementRow, sealedValues: SealedValues): Announcement {
  const id = bytesToId('ann', row.id)
  const text = sealedValues.open(row.content, placeName(row.tenant_key, id))
  return {
    ...(JSON.parse(text) as SealedPart),
    id,
    tenantKey: row.tenant_key,
    subscriptionNumber: row.subscription,
    atMs: row.at_ms,
  }
}

const placeName = (tenantKey: number, id: string): string => `announcement/${tenantKey}/${id}`
