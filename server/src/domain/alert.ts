/**
 * An alert is what people are told of a subscription's trouble: kept, shown until somebody
 * acknowledges it, and mailed to whom its owner named. A dialect writes it; nothing in it is a
 * secret.
 */

/** `failing`: the first failure of a series, while it is active. `resumed`: active once more. */
export type NewsKind = 'failing' | 'disabled' | 'paused' | 'resumed'

export type AlertId = `alr_${string}`

/** What a dialect gives. */
export interface AlertContent {
  /** One line. */
  readonly subject: string
  /** Plain text, lines ended by a line feed. */
  readonly text: string
  /** Mail addresses, each once; none: nothing is mailed. */
  readonly recipients: readonly string[]
  /** Who is to see it, as the owner named them: the service knows no more of them. */
  readonly users: readonly AlertUser[]
  /** Whether the owner asked for it to be shown, beside or instead of mails. */
  readonly isInApp: boolean
}

export interface AlertUser {
  readonly id: string
  readonly name: string | null
}

export interface Alert extends AlertContent {
  readonly id: AlertId
  readonly tenantKey: number
  readonly subscriptionNumber: number
  readonly kind: NewsKind
  readonly atMs: number
  readonly acknowledgedAtMs: number | null
  /** In the order of the recipients. */
  readonly mails: readonly AlertMail[]
}

/** `abandoned`: it became too old before a server took it. */
export type MailState = 'waiting' | 'sent' | 'abandoned'

export interface AlertMail {
  readonly recipient: string
  readonly state: MailState
  readonly attemptCount: number
  /** Not before this instant; null once it is over. */
  readonly dueAtMs: number | null
  readonly endedAtMs: number | null
  /** What went wrong the last time; null where nothing did. */
  readonly lastErrorText: string | null
}

export const isAlertId = (text: string): text is AlertId => /^alr_[0-9a-f]{32}$/.test(text)
