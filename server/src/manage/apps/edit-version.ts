/**
 * Makes and saves configuration versions. A save is whole, checked, and kept in the version's
 * change log; one that was read before somebody else saved is refused, so nobody's work is lost. In
 * SOD a save counts at once where the version is published there; elsewhere nothing changes before
 * a publication (tenant status specification, section 7).
 */
import {
  type App,
  type AppVersion,
  endpointIn,
  type EndpointSettings,
  isLocked,
  type VersionSave,
} from '../../domain/app.ts'
import { savesPerVersionMax, versionsPerAppMax } from '../../domain/limits.ts'
import { environments } from '../../domain/tenant-status.ts'
import type { AppParts } from '../manage-parts.ts'
import { type Held, inTries } from '../records.ts'
import { applyPublished } from './apply-published.ts'
import { apps, findApp, findVersion, saveId, saves, versionId, versions } from './app-records.ts'

export interface EndpointFault {
  readonly place: 'common' | (typeof environments)[number]
  readonly field: 'url'
  readonly detail: string
}

export interface SaveVersion {
  readonly appId: string
  readonly number: number
  /** As the caller read it. */
  readonly expectedRevision: number
  readonly label?: string
  readonly endpoint?: EndpointSettings
  readonly by: string
}

export type SaveVersionResult =
  | { readonly kind: 'saved'; readonly app: App; readonly version: Held<AppVersion> }
  | { readonly kind: 'unknown' }
  /** Somebody else's save came first. */
  | { readonly kind: 'changed-since' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'refused'; readonly faults: readonly EndpointFault[] }
  | { readonly kind: 'too-many' }

export async function saveVersion(
  request: SaveVersion,
  parts: AppParts,
): Promise<SaveVersionResult> {
  const { ports } = parts
  const app = await findApp(request.appId, ports)
  if (app === null) return { kind: 'unknown' }
  const before = await findVersion(app.value, request.number, ports)
  if (before === null) return { kind: 'unknown' }
  if (before.revision !== request.expectedRevision) return { kind: 'changed-since' }
  if (isLocked(before.value)) return { kind: 'locked' }
  if (before.value.saveCount >= savesPerVersionMax) return { kind: 'too-many' }
  const nowMs = ports.clock.nowMs()
  const value = savedValue(before.value, request, nowMs)
  const faults = await endpointFaults(value.endpoint, before.value.endpoint, {
    ports,
    partnerKey: app.value.partnerKey,
  })
  if (faults.length > 0) return { kind: 'refused', faults }
  const changes = [versions.changed(before, value), savedLog(app.value, value)]
  if (!(await ports.store.records.write(changes, nowMs))) return { kind: 'changed-since' }
  await applyPublished(app.value, parts)
  const version = { ...before, value, revision: before.revision + 1, changedAtMs: nowMs }
  return { kind: 'saved', app: app.value, version }
}

function savedValue(before: AppVersion, request: SaveVersion, nowMs: number): AppVersion {
  return {
    ...before,
    label: request.label ?? before.label,
    endpoint: request.endpoint ?? before.endpoint,
    savedAtMs: nowMs,
    savedBy: request.by,
    saveCount: before.saveCount + 1,
  }
}

function savedLog({ partnerKey, id }: App, version: AppVersion) {
  const { number, saveCount, savedAtMs, savedBy, label, endpoint } = version
  const save: VersionSave = {
    appId: id,
    version: number,
    number: saveCount,
    atMs: savedAtMs,
    by: savedBy,
    label,
    endpoint,
  }
  return saves.made(partnerKey, saveId(id, number, saveCount), save)
}

export interface NewVersion {
  readonly appId: string
  readonly label: string
  /** The version whose settings it begins with; null: the newest. */
  readonly from: number | null
  readonly by: string
}

/** A draft. Null: there is no such app, or no such version to begin with. */
export async function createVersion(
  request: NewVersion,
  { ports }: AppParts,
): Promise<Held<AppVersion> | 'too-many' | null> {
  return inTries(async () => {
    const app = await findApp(request.appId, ports)
    if (app === null) return null
    const { value } = app
    if (value.versionCount >= versionsPerAppMax) return 'too-many'
    const source = await findVersion(value, request.from ?? value.versionCount, ports)
    if (source === null) return null
    const nowMs = ports.clock.nowMs()
    const version: AppVersion = {
      appId: value.id,
      number: value.versionCount + 1,
      label: request.label,
      endpoint: source.value.endpoint,
      standings: { sod: null, stage: null, production: null },
      createdAtMs: nowMs,
      savedAtMs: nowMs,
      savedBy: request.by,
      saveCount: 1,
    }
    const id = versionId(value.id, version.number)
    const isWritten = await ports.store.records.write(
      [
        apps.changed(app, { ...value, versionCount: version.number }),
        versions.made(value.partnerKey, id, version),
        savedLog(value, version),
      ],
      nowMs,
    )
    if (!isWritten) return 'overtaken'
    const { partnerKey: account } = value
    return { value: version, account, id, revision: 1, changedAtMs: nowMs }
  })
}

/** What is wrong with it; a target that stands there already is not judged again. */
async function endpointFaults(
  settings: EndpointSettings,
  before: EndpointSettings,
  { ports, partnerKey }: Pick<AppParts, 'ports'> & { readonly partnerKey: number },
): Promise<readonly EndpointFault[]> {
  const places = [
    { place: 'common' as const, value: settings.common, known: before.common },
    ...environments.flatMap((environment) => {
      const value = settings.overrides[environment]
      const known = before.overrides[environment] ?? endpointIn(before, environment)
      return value === null ? [] : [{ place: environment, value, known }]
    }),
  ]
  const faults = await Promise.all(
    places.map(async ({ place, value, known }): Promise<readonly EndpointFault[]> => {
      const { url, isOn } = value
      if (url === null) {
        const detail = 'has to be given where the endpoint is switched on'
        return isOn ? [{ place, field: 'url', detail }] : []
      }
      if (url === known.url) return []
      const refusal = await ports.dispatchers('http').check(url, { isolation: partnerKey })
      return refusal === null ? [] : [{ place, field: 'url', detail: refusal.detail }]
    }),
  )
  return faults.flat()
}
