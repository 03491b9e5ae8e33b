/**
 * Brings an app's subscriptions to what is published: in each environment one, with the endpoint
 * that counts there, the key that signs there and the people to mail; none where it is switched
 * off, so that what was pending ends (tenant status specification, section 4). The records are the
 * truth: doing it again does nothing, and whoever needs it after a crash does it again.
 */
import { type App, endpointIn, type EndpointValue } from '../../domain/app.ts'
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
import { apps, findVersion, profileId, profiles } from './app-records.ts'

/** What names the subscription of an app in an environment, within the partner's. */
export const subscriptionKeyOf = (appId: string, environment: Environment): string =>
  `${appId}.${environment}`

type AppName = Pick<App, 'id' | 'partnerKey'>

/** Of all environments. Resolves when the subscriptions are as the records say. */
export async function applyPublished(app: AppName, parts: AppParts): Promise<void> {
  // What another node made of them is not to be taken for what the records say.
  await parts.pipeline.afresh(app.partnerKey)
  await applyIn(environments, app, parts)
}

/**
 * The subscriptions as they are then, by environment; null: the app is not told anything there.
 * It is looked once more after every change, since somebody may have published in between, and been
 * done with it because what was there then was right.
 */
export async function applyIn(
  into: readonly Environment[],
  app: AppName,
  parts: AppParts,
): Promise<readonly (Subscription | null)[]> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const places = into.map((environment) => {
      const key = subscriptionKeyOf(app.id, environment)
      return { environment, key, present: findByExternalKey(app.partnerKey, key, parts) }
    })
    const wanted = await wantedOf(into, app, parts)
    let isChanged = false
    for (const { environment, key, present } of places) {
      const config = wanted.configs.get(environment) ?? null
      if (isAsPublished(present, config)) continue
      isChanged = true
      await apply({ app: wanted.app, key, present, config }, parts)
    }
    if (!isChanged) return places.map(({ present }) => present)
  }
  throw new Error(`what counts for ${app.id} is changed by somebody else without an end`)
}

/** Each is somebody's change of the app, of its subscriptions, or of an issuer. */
const triesMax = 20

function isAsPublished(present: Subscription | null, config: SubscriptionConfig | null): boolean {
  if (present === null || config === null) return present === config
  return isSame(config, present.config)
}

/** Does nothing where somebody else was first: whoever looks again finds it. */
async function apply(
  from: {
    readonly app: App | null
    readonly key: string
    readonly present: Subscription | null
    readonly config: SubscriptionConfig | null
  },
  parts: AppParts,
): Promise<void> {
  const { app, key, present, config } = from
  if (present !== null) {
    const change = config === null ? ({ state: 'deleted' } as const) : { config }
    await changeSubscription({ before: present, isKeptAsItIs: true, ...change }, parts)
    return
  }
  if (config === null || app === null) return
  await createSubscription(
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

interface Wanted {
  readonly app: App | null
  /** None where the app is told nothing. */
  readonly configs: ReadonlyMap<Environment, SubscriptionConfig>
}

/** What should be, by the records as they are now. */
async function wantedOf(
  into: readonly Environment[],
  { partnerKey, id }: AppName,
  parts: AppParts,
): Promise<Wanted> {
  const app = (await apps.find(parts.ports.store.records, partnerKey, id))?.value ?? null
  const configs = new Map<Environment, SubscriptionConfig>()
  if (app === null) return { app, configs }
  const numbers = into.flatMap((environment) => app.published[environment] ?? [])
  const found = await Promise.all(
    [...new Set(numbers)].map((number) => findVersion(app, number, parts.ports)),
  )
  const errorEmails = await errorEmailsOf(app, parts)
  for (const environment of into) {
    const version = found.find((one) => one?.value.number === app.published[environment])
    if (version === undefined || version === null) continue
    const endpoint = endpointIn(version.value.endpoint, environment)
    const config = await configOf({ environment, app, endpoint, errorEmails }, parts)
    if (config !== null) configs.set(environment, config)
  }
  return { app, configs }
}

async function configOf(
  from: {
    readonly environment: Environment
    readonly app: App
    readonly endpoint: EndpointValue
    readonly errorEmails: readonly string[]
  },
  { ports, issuerUrls }: AppParts,
): Promise<SubscriptionConfig | null> {
  const { environment, app, errorEmails } = from
  const { url, isOn, isMailed } = from.endpoint
  if (!isOn || url === null) return null
  const issuer = await issuerOf(environment, issuerUrls, ports)
  const key = signingKey(issuer, ports.clock.nowMs())
  if (key === null) throw new Error('an issuer without a key')
  const settings: TenantStatusSettings = {
    environment,
    issuer: issuerUrls[environment],
    clientId: app.clientIds[environment],
    appName: app.name,
    errorEmails,
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
