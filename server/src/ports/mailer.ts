/**
 * A mailer hands a mail to a mail server. It never retries; that the server does not take a mail is
 * a value, and only a fault of our own rejects. A mail that is sent again bears the same id.
 * Every implementation passes test/contract/mailer-contract.ts.
 */
export interface Mailer {
  /** `sent`: the server has taken it and answers for it. Ends within a bounded time. */
  send(mail: Mail): Promise<MailReply>
  close(): Promise<void>
}

export interface Mail {
  /** Of letters, digits, `_` and `.`; the same whenever this mail is sent. */
  readonly id: string
  readonly recipient: string
  /** One line; what is not is made one. */
  readonly subject: string
  readonly text: string
}

export type MailReply =
  | { readonly kind: 'sent' }
  /** What the server said, or why it said nothing. One line. */
  | { readonly kind: 'failed'; readonly detail: string }
