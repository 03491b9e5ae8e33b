/**
 * Hands mails to one SMTP server, each over a connection of its own: TLS from the start or by
 * STARTTLS, credentials only over TLS. Whatever text a mail has, it has one recipient and the
 * headers that are written here. Every failure of the server is told and none is tried again.
 */
import { createRequire } from 'node:module'
import type { SecureContext } from 'node:tls'
import type { createTransport as createTransportType } from 'nodemailer'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { Mail, Mailer, MailReply } from '../../ports/mailer.ts'

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise by STARTTLS, where the server offers it. */
  readonly isTls: boolean
  /** A server that offers no STARTTLS is not used. */
  readonly isTlsRequired: boolean
  readonly credentials: { readonly user: string; readonly password: string } | null
  /** Address that mails come from. */
  readonly from: string
  readonly secureContext: SecureContext
}

/** A mail server that takes longer is tried again later. */
const connectMsMax = 10_000
const answerMsMax = 30_000
const sendMsMax = 60_000
const detailCharactersMax = 500
const subjectCharactersMax = 200

/** Loaded where mails are sent: 26 MB that a process without them need not hold. */
const load = createRequire(import.meta.url)

export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const { createTransport } = load('nodemailer') as {
    readonly createTransport: typeof createTransportType
  }
  const { host, port, isTls, credentials, from } = settings
  const transport = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: settings.isTlsRequired,
    ...(credentials === null
      ? {}
      : { auth: { user: credentials.user, pass: credentials.password } }),
    tls: { secureContext: settings.secureContext },
    connectionTimeout: connectMsMax,
    greetingTimeout: connectMsMax,
    socketTimeout: answerMsMax,
    // A mail is text alone; nothing in it may name a file or a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const sendMail = async (mail: Mail): Promise<MailReply> => {
    const { recipient } = mail
    if (!isMailAddress(recipient)) return { kind: 'failed', detail: 'no mail address' }
    await transport.sendMail({
      envelope: { from, to: [recipient] },
      from: { name: 'Posthorn', address: from },
      to: { name: '', address: recipient },
      subject: oneLine(mail.subject).slice(0, subjectCharactersMax).toWellFormed(),
      text: mail.text,
      // The same for a mail that is sent again, so that its reader sees one.
      messageId: `<${mail.id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    })
    return { kind: 'sent' }
  }
  return {
    send: (mail) =>
      withinTime(sendMail(mail)).catch((error: unknown) => ({
        kind: 'failed',
        detail: detailOf(error, mail.recipient),
      })),
    close() {
      transport.close()
      return Promise.resolve()
    },
  }
}

/** A server that sends a byte now and then keeps no socket waiting, and would take for ever. */
function withinTime(sending: Promise<MailReply>): Promise<MailReply> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<MailReply>((resolve) => {
    const detail = `the mail server had not taken the mail after ${sendMsMax / 1_000} s`
    timer = setTimeout(() => resolve({ kind: 'failed', detail }), sendMsMax)
  })
  return Promise.race([sending, late]).finally(() => {
    if (timer !== null) clearTimeout(timer)
  })
}

/** What the server said, without whom it was about: it goes into logs as well. */
function detailOf(error: unknown, recipient: string): string {
  const text = error instanceof Error ? error.message : String(error)
  return oneLine(text).replaceAll(recipient, '(recipient)').slice(0, detailCharactersMax)
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
}
