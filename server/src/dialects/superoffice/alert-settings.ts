/**
 * Whom a webhook's owner wants told of trouble, as the definition has it (SuperOffice release 12.0:
 * `NotifyVia`, `NotifyWhen`, `ErrorEmails`, `ErrorAssociates`; before, `ErrorsEmail` alone, which is
 * mail when the webhook is disabled). It may have come by import, so nothing about it is trusted.
 */
import type { AlertUser } from '../../domain/alert.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { Subscription } from '../../domain/subscription.ts'

export interface AlertSettings {
  readonly recipients: readonly string[]
  /** Associates are SuperOffice's own users: what is known of them here is what the owner said. */
  readonly users: readonly AlertUser[]
  readonly isMailed: boolean
  readonly isInApp: boolean
  readonly isToldWhenFailing: boolean
  readonly isToldWhenDisabled: boolean
}

const via = { mail: 1, inApp: 2 } as const
const when = { failing: 1, disabled: 2 } as const
const recipientsMax = 100

export function alertSettingsOf({ config }: Subscription): AlertSettings {
  const { errorEmails, errorsEmail, errorAssociates, notifyVia, notifyWhen } =
    config.dialectSettings
  const viaFlags = flagsOf(notifyVia, via.mail)
  const whenFlags = flagsOf(notifyWhen, when.disabled)
  const addresses = Array.isArray(errorEmails) ? errorEmails : [errorsEmail]
  return {
    recipients: [...new Set(addresses.filter(isAddress))].slice(0, recipientsMax),
    users: Array.isArray(errorAssociates) ? errorAssociates.flatMap(userOf) : [],
    isMailed: (viaFlags & via.mail) !== 0,
    isInApp: (viaFlags & via.inApp) !== 0,
    isToldWhenFailing: (whenFlags & when.failing) !== 0,
    isToldWhenDisabled: (whenFlags & when.disabled) !== 0,
  }
}

function flagsOf(value: unknown, otherwise: number): number {
  return Number.isSafeInteger(value) ? Number(value) : otherwise
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && isMailAddress(value)
}

function userOf(value: unknown): readonly AlertUser[] {
  if (typeof value !== 'object' || value === null || !('id' in value)) return []
  const { id } = value
  if (!Number.isSafeInteger(id)) return []
  const names = ['fullName', 'name'].map((key) => (value as Record<string, unknown>)[key])
  const name = names.find((one): one is string => typeof one === 'string' && one !== '')
  return [{ id: String(id), name: name ?? null }]
}
