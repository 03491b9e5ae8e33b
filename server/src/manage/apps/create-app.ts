/**
 * Makes an app of a partner. It begins with one empty configuration version that counts in SOD,
 * where partners try things out (tenant status specification, section 7).
 */
import type { App, AppKind, AppVersion } from '../../domain/app.ts'
import { noEndpointSettings } from '../../domain/app.ts'
import { appsPerPartnerMax } from '../../domain/limits.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import { type Held, inTries } from '../records.ts'
import {
  appLockId,
  appLocks,
  appPlaces,
  apps,
  saveId,
  saves,
  versionId,
  versions,
} from './app-records.ts'

export interface NewApp {
  readonly partnerKey: number
  readonly partnerId: string
  readonly name: string
  readonly kind: AppKind
  readonly errorEmails: readonly string[]
  readonly by: string
}

/** Null when the partner has as many apps as it may. */
export function createApp(
  request: NewApp,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Held<App> | null> {
  return inTries(() => createAppOnce(request, ports))
}

async function createAppOnce(
  request: NewApp,
  ports: ManageParts['ports'],
): Promise<Held<App> | null | 'overtaken'> {
  const { by, ...given } = request
  const { records } = ports.store
  const { partnerKey } = given
  const limit = appsPerPartnerMax
  // Read before they are counted: of many that are made at once none gets past the limit.
  const lock = await appLocks.find(records, partnerKey, appLockId)
  const present = await apps.list(records, { account: partnerKey, limit })
  if (present.length >= limit) return null
  const nowMs = ports.clock.nowMs()
  const app: App = {
    ...given,
    id: `app_${mintUuidHex(ports.clock, ports.random)}`,
    clientIds: { sod: clientId(ports), stage: clientId(ports), production: clientId(ports) },
    createdAtMs: nowMs,
    versionCount: 1,
    published: { sod: 1, stage: null, production: null },
    requested: { sod: null, stage: null, production: null },
  }
  const version = firstVersion(app, nowMs, by)
  const save = {
    appId: app.id,
    version: 1,
    number: 1,
    atMs: nowMs,
    by,
    label: version.label,
    endpoint: version.endpoint,
  }
  const { id } = app
  const isWritten = await records.write(
    [
      appPlaces.made(installationAccount, id, { partnerKey }),
      apps.made(partnerKey, id, app),
      versions.made(partnerKey, versionId(id, 1), version),
      saves.made(partnerKey, saveId(id, 1, 1), save),
      appLocks.put(lock, { account: partnerKey, id: appLockId }, {}),
    ],
    nowMs,
  )
  if (!isWritten) return 'overtaken'
  return { value: app, account: partnerKey, id, revision: 1, changedAtMs: nowMs }
}

function firstVersion({ id }: App, nowMs: number, by: string): AppVersion {
  return {
    appId: id,
    number: 1,
    label: 'Version 1',
    endpoint: noEndpointSettings,
    standings: {
      sod: { state: 'published', atMs: nowMs, by, reason: null, wasPublished: true },
      stage: null,
      production: null,
    },
    createdAtMs: nowMs,
    savedAtMs: nowMs,
    savedBy: by,
    saveCount: 1,
  }
}

/** Looks like the ids that receivers know: 32 hex digits. */
function clientId({ random }: ManageParts['ports']): string {
  return Buffer.from(random.bytes(16)).toString('hex')
}
