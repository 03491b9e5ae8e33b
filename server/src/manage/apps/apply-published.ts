/**
 * Brings an app's subscriptions to what is published: in each environment one, with the endpoint
 * that counts there, the key that signs there and the people to mail; none where it is switched
 * off, so that what was pending ends (tenant status specification, section 4). The records are the
 * truth: doing it again does nothing, and whoever needs it after a crash does it again.
 */
import { type App, endpointIn } from '../../domain/app.ts'
import { signingKey } from '../../domain/issuer.ts'
import type { Subscription, SubscriptionConfig } from '../../domain/subscription.ts'
import {
  type Environment,
  environments,
  type TenantStatusSettings,
} from '../../domain/tenant-status.ts'
import { changeSubscription } from '../change-subscription.ts'
import { createSubscription } from '../create-subscription.ts'
import { findByExternalKey } from '../find-subscription.ts'
import { issuerOf } from '../issuers.ts'
import type { AppParts } from '../manage-parts.ts'
import { findVersion, profileId, profiles } from './app-records.ts'

/** What names the subscription of an app in an environment, within the partner's. */
export const subscriptionKeyOf = (appId: string, environment: Environment): string =>
  `${appId}.${environment}`

/** Of all environments. Resolves when the subscriptions are as the records say. */
export async function applyPublished(app: App, parts: AppParts): Promise<void> {
  for (const environment of environments) await applyIn(environment, app, parts)
}

/** The subscription as it is then; null: the app is not told anything there. */
export async function applyIn(
  environment: Environment,
  app: App,
  parts: AppParts,
): Promise<Subscription | null> {
  const key = subscriptionKeyOf(app.id, environment)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const config = await configOf(environment, app, parts)
    const present = findByExternalKey(app.partnerKey, key, parts)
    if (present === null && config === null) return null
    if (present !== null && config !== null && isSame(config, present.config)) return present
    const done = await apply({ app, key, present, config }, parts)
    if (done !== 'overtaken') return done
  }
  throw new Error(`the subscription of ${key} is changed by somebody else without an end`)
}

const triesMax = 10

async function apply(
  from: {
    readonly app: App
    readonly key: string
    readonly present: Subscription | null
    readonly config: SubscriptionConfig | null
  },
  parts: AppParts,
): Promise<Subscription | null | 'overtaken'> {
  const { app, key, present, config } = from
  if (present === null) {
    if (config === null) return null
    const made = await createSubscription(
      {
        tenantKey: app.partnerKey,
        owner: { kind: 'partner', id: app.partnerId },
        externalKey: key,
        application: app.id,
        config,
        state: 'active',
        subscriptionsMax: Number.POSITIVE_INFINITY,
        // Judged when it was saved, and again at every connection.
        isKeptAsItIs: true,
      },
      parts,
    )
    return made.kind === 'created' ? made.subscription : 'overtaken'
  }
  const change = config === null ? ({ state: 'deleted' } as const) : { config }
  const changed = await changeSubscription(
    { before: present, isKeptAsItIs: true, ...change },
    parts,
  )
  if (changed.kind !== 'changed') return 'overtaken'
  return config === null ? null : changed.subscription
}

/** In what an app and an issuer can change about it. */
function isSame(a: SubscriptionConfig, b: SubscriptionConfig): boolean {
  return factsOf(a) === factsOf(b)
}

function factsOf({ url, name, secrets, dialectSettings }: SubscriptionConfig): string {
  const keys = secrets.current.map((secret) => (secret.kind === 'rsa' ? secret.keyId : null))
  const settings = Object.entries(dialectSettings).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([url, name, keys, settings])
}

async function configOf(
  environment: Environment,
  app: App,
  parts: AppParts,
): Promise<SubscriptionConfig | null> {
  const { ports, issuerUrls } = parts
  const number = app.published[environment]
  const version = number === null ? null : await findVersion(app, number, ports)
  if (version === null) return null
  const { url, isOn, isMailed } = endpointIn(version.value.endpoint, environment)
  if (!isOn || url === null) return null
  const issuer = await issuerOf(environment, issuerUrls, ports)
  const key = signingKey(issuer, ports.clock.nowMs())
  if (key === null) throw new Error('an issuer without a key')
  const settings: TenantStatusSettings = {
    environment,
    issuer: issuerUrls[environment],
    clientId: app.clientIds[environment],
    appName: app.name,
    errorEmails: await errorEmailsOf(app, parts),
    isMailed,
  }
  return {
    name: app.name,
    description: null,
    dialect: 'tenant-status',
    dispatcher: 'http',
    url,
    patterns: ['tenant-status.*'],
    headers: {},
    secrets: {
      current: [{ kind: 'rsa', keyId: key.keyId, pkcs8Base64: key.pkcs8Base64 }],
      old: [],
    },
    retryOverride: null,
    dialectSettings: { ...settings },
  }
}

/** The app's own, otherwise the partner's technical contact. */
async function errorEmailsOf(
  { errorEmails, partnerKey }: App,
  { ports }: AppParts,
): Promise<readonly string[]> {
  if (errorEmails.length > 0) return errorEmails
  const profile = await profiles.find(ports.store.records, partnerKey, profileId)
  const contact = profile?.value.technicalContact ?? null
  return contact === null ? [] : [contact]
}
