/**
 * Makes an app of a partner. It begins with one empty configuration version that counts in SOD,
 * where partners try things out (tenant status specification, section 7).
 */
import type { App, AppKind, AppVersion } from '../../domain/app.ts'
import { noEndpointSettings } from '../../domain/app.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import type { Held } from '../records.ts'
import { appPlaces, apps, saveId, saves, versionId, versions } from './app-records.ts'

export interface NewApp {
  readonly partnerKey: number
  readonly partnerId: string
  readonly name: string
  readonly kind: AppKind
  readonly errorEmails: readonly string[]
  readonly by: string
}

/** Of one partner. */
const appsMax = 200

/** Null when the partner has as many apps as it may. */
export async function createApp(
  request: NewApp,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Held<App> | null> {
  const { by, ...given } = request
  const { records } = ports.store
  const limit = appsMax
  const present = await apps.list(records, { account: given.partnerKey, limit })
  if (present.length >= appsMax) return null
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
  const { partnerKey, id } = app
  const isWritten = await records.write(
    [
      appPlaces.made(installationAccount, id, { partnerKey }),
      apps.made(partnerKey, id, app),
      versions.made(partnerKey, versionId(id, 1), version),
      saves.made(partnerKey, saveId(id, 1, 1), save),
    ],
    nowMs,
  )
  if (!isWritten) throw new Error('an id that was just made is taken')
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
