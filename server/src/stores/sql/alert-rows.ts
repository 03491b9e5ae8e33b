/** Alerts and mails and the rows they are kept in: what is told, and to whom, is sealed. */
import type { Alert, AlertContent, AlertMail, MailState, NewsKind } from '../../domain/alert.ts'
import type { Announcement } from '../../domain/announcement.ts'
import type { ClaimedMail } from '../../ports/alert-store.ts'
import { bytesToId, idToBytes } from './binary-id.ts'
import type { SealedValues } from './sealed-values.ts'

export interface AlertRow {
  readonly id: Uint8Array
  readonly tenant_key: number
  readonly subscription: number
  readonly kind: NewsKind
  readonly at_ms: number
  readonly acknowledged_at_ms: number | null
  readonly content: Uint8Array
}

export interface MailRow {
  readonly alert_id: Uint8Array
  readonly number: number
  readonly state: MailState
  readonly attempt_count: number
  readonly due_at_ms: number
  readonly ended_at_ms: number | null
  readonly last_error_text: string | null
}

/** The alert of an announcement; it has the announcement's id under its own prefix. */
export function alertRow(
  { id, tenantKey, subscriptionNumber, kind, atMs }: Announcement,
  alert: AlertContent,
  sealedValues: SealedValues,
): AlertRow {
  const bytes = idToBytes(id)
  return {
    id: bytes,
    tenant_key: tenantKey,
    subscription: subscriptionNumber,
    kind,
    at_ms: atMs,
    acknowledged_at_ms: null,
    content: sealedValues.seal(JSON.stringify(alert), placeName(tenantKey, bytes)),
  }
}

/** `mails` are those of this alert, by number. Throws `StoreRefused` when it does not open. */
export function toAlert(
  row: AlertRow,
  mails: readonly MailRow[],
  sealedValues: SealedValues,
): Alert {
  const text = sealedValues.open(row.content, placeName(row.tenant_key, row.id))
  const content = JSON.parse(text) as AlertContent
  return {
    ...content,
    id: bytesToId('alr', row.id),
    tenantKey: row.tenant_key,
    subscriptionNumber: row.subscription,
    kind: row.kind,
    atMs: row.at_ms,
    acknowledgedAtMs: row.acknowledged_at_ms,
    mails: mails.map((mail) => toMail(mail, content)),
  }
}

export function toClaimedMail(
  mail: MailRow,
  alert: AlertRow,
  sealedValues: SealedValues,
): ClaimedMail {
  const whole = toAlert(alert, [mail], sealedValues)
  return {
    alertId: whole.id,
    number: mail.number,
    alert: whole,
    recipient: whole.recipients[mail.number] ?? '',
    attemptCount: mail.attempt_count,
  }
}

function toMail(row: MailRow, { recipients }: AlertContent): AlertMail {
  return {
    recipient: recipients[row.number] ?? '',
    state: row.state,
    attemptCount: row.attempt_count,
    dueAtMs: row.state === 'waiting' ? row.due_at_ms : null,
    endedAtMs: row.ended_at_ms,
    lastErrorText: row.last_error_text,
  }
}

function placeName(tenantKey: number, id: Uint8Array): string {
  return `alert/${tenantKey}/${Buffer.from(id).toString('hex')}`
}
