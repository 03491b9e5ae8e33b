/** What callers see of an alert. Its text may hold what a receiver answered: it is text, never HTML. */
import { Type } from 'typebox'
import type { Alert } from '../../domain/alert.ts'
import { iso, isoOrNull } from './views.ts'

const strict = { additionalProperties: false } as const
const textOrNull = Type.Union([Type.String(), Type.Null()])
const instant = Type.String({ format: 'date-time' })
const instantOrNull = Type.Union([instant, Type.Null()])

const mailView = Type.Object(
  {
    recipient: Type.String(),
    state: Type.Enum(['waiting', 'sent', 'abandoned']),
    attempt_count: Type.Integer({ minimum: 0 }),
    due_at: instantOrNull,
    ended_at: instantOrNull,
    last_error: textOrNull,
  },
  strict,
)

export const AlertView = Type.Object(
  {
    id: Type.String(),
    subscription_id: textOrNull,
    kind: Type.Enum(['failing', 'disabled', 'paused', 'resumed']),
    subject: Type.String(),
    text: Type.String({ description: 'plain text; it may hold what a receiver answered' }),
    at: instant,
    acknowledged_at: instantOrNull,
    is_in_app: Type.Boolean({ description: 'whether its owner asked for it to be shown' }),
    users: Type.Array(Type.Object({ id: Type.String(), name: textOrNull }, strict), {
      description: 'who is to see it, by the ids that the owner gave',
    }),
    mails: Type.Array(mailView),
  },
  { title: 'Alert', ...strict },
)

/** `subscriptionId` is null where the subscription is no longer known. */
export function alertView(alert: Alert, subscriptionId: string | null) {
  return {
    id: alert.id,
    subscription_id: subscriptionId,
    kind: alert.kind,
    subject: alert.subject,
    text: alert.text,
    at: iso(alert.atMs),
    acknowledged_at: isoOrNull(alert.acknowledgedAtMs),
    is_in_app: alert.isInApp,
    users: alert.users.map(({ id, name }) => ({ id, name })),
    mails: alert.mails.map((mail) => ({
      recipient: mail.recipient,
      state: mail.state,
      attempt_count: mail.attemptCount,
      due_at: isoOrNull(mail.dueAtMs),
      ended_at: isoOrNull(mail.endedAtMs),
      last_error: mail.lastErrorText,
    })),
  }
}

export const alertExample = {
  id: 'alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f',
  subscription_id: 'sub_0199c3f0b2c37def90123456789abcde',
  kind: 'disabled',
  subject: 'Webhook "CRM sync" (17) is disabled: too many errors',
  text: 'Webhook "CRM sync" (17) was disabled at 2026-11-21T10:00:00Z: too many errors.\n',
  at: '2026-11-21T10:00:00.000Z',
  acknowledged_at: null,
  is_in_app: true,
  users: [{ id: '5', name: 'Kari Nordmann' }],
  mails: [
    {
      recipient: 'ops@example.org',
      state: 'sent',
      attempt_count: 1,
      due_at: null,
      ended_at: '2026-11-21T10:00:02.000Z',
      last_error: null,
    },
  ],
}
