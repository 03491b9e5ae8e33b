/**
 * The settings of a subscription as this dialect reads them back. They were checked when they were
 * saved, so one that is missing is a fault of ours; of the mail addresses each is looked at again.
 */
import assert from 'node:assert/strict'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { SigningSecret } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { environments, type TenantStatusSettings } from '../../domain/tenant-status.ts'

const recipientsMax = 100

export function readTenantStatusSettings(config: SubscriptionConfig): TenantStatusSettings {
  const { environment, issuer, clientId, appName, errorEmails, isMailed } = config.dialectSettings
  const known = environments.find((one) => one === environment)
  assert.ok(known !== undefined, 'a subscription to tenant status messages has an environment')
  const addresses: readonly unknown[] = Array.isArray(errorEmails) ? errorEmails : []
  return {
    environment: known,
    issuer: textOf(issuer, 'issuer'),
    clientId: textOf(clientId, 'clientId'),
    appName: textOf(appName, 'appName'),
    errorEmails: [...new Set(addresses.filter(isAddress))].slice(0, recipientsMax),
    isMailed: isMailed === true,
  }
}

export type IssuerSecret = Extract<SigningSecret, { kind: 'rsa' }>

/** The key that the environment's issuer signs with now. */
export function issuerSecretOf({ secrets }: SubscriptionConfig): IssuerSecret {
  const secret = secrets.current.find((one) => one.kind === 'rsa')
  assert.ok(secret !== undefined, "a subscription to tenant status messages has an issuer's key")
  return secret
}

function textOf(value: unknown, name: string): string {
  assert.ok(
    typeof value === 'string' && value !== '',
    `a subscription to tenant status messages has the setting ${name}`,
  )
  return value
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && isMailAddress(value)
}
