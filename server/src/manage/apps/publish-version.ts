/**
 * Which configuration version counts where. SOD is the owner's to publish to; stage and production
 * need a request that the operator decides. What a custom app is approved for in stage counts in
 * production too; a standard app is tested in stage first and asked for again (tenant status
 * specification, section 7).
 */
import type { App, AppVersion, VersionStanding } from '../../domain/app.ts'
import type { Environment } from '../../domain/tenant-status.ts'
import type { RecordChange } from '../../ports/record-store.ts'
import type { AppParts } from '../manage-parts.ts'
import { type Held, inTries } from '../records.ts'
import { applyPublished } from './apply-published.ts'
import { apps, findApp, findVersion, versions } from './app-records.ts'

export interface VersionPlace {
  readonly appId: string
  readonly number: number
  readonly environment: Environment
  /** As the caller looked at it; null: as it is now. */
  readonly expectedRevision: number | null
  readonly by: string
}

export type PublicationResult =
  | { readonly kind: 'done'; readonly app: App; readonly version: Held<AppVersion> }
  | { readonly kind: 'unknown' }
  /** Somebody else changed it since. */
  | { readonly kind: 'changed-since' }
  /** A sentence for the caller: why not, and what to do. */
  | { readonly kind: 'refused'; readonly detail: string }

/** The owner wants the version to count in an environment: in SOD it does at once. */
export function requestPublication(
  place: VersionPlace,
  parts: AppParts,
): Promise<PublicationResult> {
  return change(place, parts, (found) => {
    const refusal = refusalOf(found, place.environment)
    if (refusal !== null) return refused(refusal)
    return place.environment === 'sod'
      ? publishedInto(found, ['sod'])
      : asked(found, place.environment)
  })
}

/** The owner takes the request back; the version may be edited again. */
export function withdrawRequest(place: VersionPlace, parts: AppParts): Promise<PublicationResult> {
  return change(place, parts, (found) => {
    if (!isAsked(found, place.environment)) return refused(notAsked)
    return closed(found, place.environment, beforeRequest(found, place.environment))
  })
}

/** The operator's yes. */
export function approvePublication(
  place: VersionPlace,
  parts: AppParts,
): Promise<PublicationResult> {
  return change(place, parts, (found) => {
    if (!isAsked(found, place.environment)) return refused(notAsked)
    const isBoth = found.app.value.kind === 'custom' && place.environment === 'stage'
    return publishedInto(found, isBoth ? ['stage', 'production'] : [place.environment])
  })
}

/** The operator's no, with its reason. */
export function rejectPublication(
  place: VersionPlace & { readonly reason: string },
  parts: AppParts,
): Promise<PublicationResult> {
  return change(place, parts, (found) => {
    if (!isAsked(found, place.environment)) return refused(notAsked)
    const { nowMs, by } = found
    const { reason, environment } = place
    const wasPublished = wasPublishedIn(found, environment)
    return closed(found, environment, { state: 'rejected', atMs: nowMs, by, reason, wasPublished })
  })
}

interface Found {
  readonly app: Held<App>
  readonly version: Held<AppVersion>
  /** Those that count now, by environment; null where it is this one or none. */
  readonly present: Readonly<Record<Environment, Held<AppVersion> | null>>
  readonly nowMs: number
  readonly by: string
}

type Decision =
  | {
      readonly kind: 'change'
      readonly app: App
      readonly version: AppVersion
      readonly others: readonly RecordChange[]
    }
  | { readonly kind: 'refused'; readonly detail: string }

const refused = (detail: string): Decision => ({ kind: 'refused', detail })
const notAsked = 'No request of this version waits for that environment. Look at its standings.'

function change(
  place: VersionPlace,
  parts: AppParts,
  decide: (found: Found) => Decision,
): Promise<PublicationResult> {
  const { ports } = parts
  return inTries(async () => {
    const found = await find(place, parts)
    if (found === null) return { kind: 'unknown' }
    const { expectedRevision } = place
    if (expectedRevision !== null && expectedRevision !== found.version.revision) {
      return { kind: 'changed-since' }
    }
    const decision = decide(found)
    if (decision.kind === 'refused') return decision
    const { app, version } = decision
    const isWritten = await ports.store.records.write(
      [apps.changed(found.app, app), versions.changed(found.version, version), ...decision.others],
      found.nowMs,
    )
    if (!isWritten) return 'overtaken'
    await applyPublished(app, parts)
    const revision = found.version.revision + 1
    return { kind: 'done', app, version: { ...found.version, value: version, revision } }
  })
}

async function find(place: VersionPlace, { ports }: AppParts): Promise<Found | null> {
  const app = await findApp(place.appId, ports)
  if (app === null) return null
  const version = await findVersion(app.value, place.number, ports)
  if (version === null) return null
  const counting = async (environment: Environment) => {
    const number = app.value.published[environment]
    return number === null || number === place.number ? null : findVersion(app.value, number, ports)
  }
  const [sod, stage, production] = await Promise.all([
    counting('sod'),
    counting('stage'),
    counting('production'),
  ])
  const nowMs = ports.clock.nowMs()
  return { app, version, present: { sod, stage, production }, nowMs, by: place.by }
}

/** Why the version cannot be asked for there; null: it can. */
function refusalOf({ app, version }: Found, environment: Environment): string | null {
  const { value } = app
  const standing = version.value.standings[environment]?.state ?? 'none'
  if (standing === 'published') return `This version counts in ${environment} already.`
  if (standing === 'requested') return `This version waits for ${environment} already.`
  if (environment === 'sod') return null
  const waiting = value.requested[environment]
  if (waiting !== null) {
    return `Version ${waiting} waits for ${environment}. Withdraw its request, or wait for the operator.`
  }
  if (environment === 'stage') return null
  if (value.kind === 'custom') {
    return 'A custom app is asked for in stage; its approval there counts in production too.'
  }
  return version.value.standings.stage?.wasPublished === true
    ? null
    : 'A standard app is tested in stage first: this version has not been published there.'
}

const isAsked = ({ version }: Found, environment: Environment): boolean =>
  version.value.standings[environment]?.state === 'requested'

const wasPublishedIn = ({ version }: Found, environment: Environment): boolean =>
  version.value.standings[environment]?.wasPublished === true

/** What counted there once and was asked for again is then what it was. */
function beforeRequest(found: Found, environment: Environment): VersionStanding | null {
  if (!wasPublishedIn(found, environment)) return null
  const { nowMs: atMs, by } = found
  return { state: 'replaced', atMs, by, reason: null, wasPublished: true }
}

function withStanding(
  { value }: Held<AppVersion>,
  environment: Environment,
  next: VersionStanding | null,
): AppVersion {
  return { ...value, standings: { ...value.standings, [environment]: next } }
}

function asked(found: Found, environment: Environment): Decision {
  const { app, version, nowMs, by } = found
  const wasPublished = wasPublishedIn(found, environment)
  const next = { state: 'requested', atMs: nowMs, by, reason: null, wasPublished } as const
  const requested = { ...app.value.requested, [environment]: version.value.number }
  return {
    kind: 'change',
    app: { ...app.value, requested },
    version: withStanding(version, environment, next),
    others: [],
  }
}

function closed(found: Found, environment: Environment, next: VersionStanding | null): Decision {
  const { app, version } = found
  const requested = { ...app.value.requested, [environment]: null }
  const changed = withStanding(version, environment, next)
  return { kind: 'change', app: { ...app.value, requested }, version: changed, others: [] }
}

function publishedInto(found: Found, into: readonly Environment[]): Decision {
  const { nowMs, by } = found
  let { app, version } = found
  const replaced = new Map<string, Held<AppVersion>>()
  for (const environment of into) {
    const { number } = version.value
    const { published, requested } = app.value
    const isOwn = requested[environment] === number
    app = {
      ...app,
      value: {
        ...app.value,
        published: { ...published, [environment]: number },
        requested: { ...requested, [environment]: isOwn ? null : requested[environment] },
      },
    }
    const how = { atMs: nowMs, by, reason: null, wasPublished: true }
    version = {
      ...version,
      value: withStanding(version, environment, { ...how, state: 'published' }),
    }
    const present = found.present[environment]
    if (present === null) continue
    const before = replaced.get(present.id) ?? present
    const past = withStanding(before, environment, { ...how, state: 'replaced' })
    replaced.set(present.id, { ...before, value: past })
  }
  const others = [...replaced.values()].map((one) => versions.changed(one, one.value))
  return { kind: 'change', app: app.value, version: version.value, others }
}
