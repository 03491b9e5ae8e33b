/**
 * The mail server, opened from the settings. Without one there is no mailer, and mails wait as
 * alerts that are shown. Nothing is sent here: whether the server can be reached shows with the
 * first mail.
 */
import { hostname } from 'node:os'
import type { Config } from './config.ts'
import { createTlsTrust } from './dispatchers/http/tls-trust.ts'
import { isMailAddress } from './domain/mail-address.ts'
import { createSmtpMailer } from './mailers/smtp/smtp-mailer.ts'
import type { Mailer } from './ports/mailer.ts'

type MailConfig = Pick<Config, 'smtpUrl' | 'smtpFrom' | 'publicUrl'>

export function openMailer(config: MailConfig, extraCaPem: string | null): Mailer | null {
  const { smtpUrl } = config
  if (smtpUrl === null) return null
  const { credentials, isTls, host } = smtpUrl
  return createSmtpMailer({
    ...smtpUrl,
    // A password goes to another machine over TLS, or not at all.
    isTlsRequired: !isTls && credentials !== null && !isLoopback(host),
    from: config.smtpFrom ?? defaultFrom(config),
    secureContext: createTlsTrust(extraCaPem),
  })
}

/** The name that callers know the service by, else the machine's. */
function defaultFrom({ publicUrl }: MailConfig): string {
  const names = [publicUrl === null ? null : URL.parse(publicUrl)?.hostname, hostname()]
  for (const name of names) {
    const address = `posthorn@${name ?? ''}`
    if (isMailAddress(address)) return address
  }
  return 'posthorn@localhost'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
