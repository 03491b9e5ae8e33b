/**
 * Whom the owner of a subscription wants told of trouble, as its configuration has it. Nothing was
 * kept before there were alerts, so what is missing means nobody by mail, and of disabling alone.
 */
import { notifyEmailsMax } from '../../domain/limits.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { Subscription } from '../../domain/subscription.ts'

export interface AlertSettings {
  readonly recipients: readonly string[]
  readonly isToldWhenFailing: boolean
}

export function alertSettingsOf({ config }: Subscription): AlertSettings {
  const { notifyEmails, notifyOn } = config.dialectSettings
  const addresses = Array.isArray(notifyEmails) ? notifyEmails.filter(isAddress) : []
  return {
    recipients: [...new Set(addresses)].slice(0, notifyEmailsMax),
    isToldWhenFailing: notifyOn === 'failing',
  }
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && isMailAddress(value)
}
