/** What a subscription wanted, version by version, for a replay of what it got no delivery of. */
import { readOnce } from '../../domain/event-data.ts'
import { compiledFilter, type EventFilter, matches } from '../../domain/event-filter.ts'
import { patternMatches } from '../../domain/event-pattern.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import type { VersionRow } from './subscription-rows.ts'

export interface WantedFrom {
  readonly fromSeq: number
  readonly state: VersionRow['state']
  readonly patterns: readonly string[]
  readonly filter: EventFilter | null
}

/** Of rows in the order they are valid; one that changed the state alone wants what the one before did. */
export function toWantedFrom(rows: readonly VersionRow[]): readonly WantedFrom[] {
  const versions: WantedFrom[] = []
  for (const row of rows) {
    const wanted = row.settings === null ? (versions.at(-1) ?? nothing) : wantedBy(row.settings)
    const { patterns, filter } = wanted
    versions.push({ fromSeq: row.valid_from_seq, state: row.state, patterns, filter })
  }
  return versions
}

const nothing = { patterns: [], filter: null }

function wantedBy(settings: string): Pick<WantedFrom, 'patterns' | 'filter'> {
  const { patterns, filter } = JSON.parse(settings) as Pick<
    SubscriptionConfig,
    'patterns' | 'filter'
  >
  return { patterns, filter: filter === undefined ? null : compiledFilter(filter) }
}

/** The version in force, where it wanted the type and was paused; the data are not judged yet. */
export function pausedThen(
  versions: readonly WantedFrom[],
  event: { readonly seq: number; readonly type: string },
): WantedFrom | null {
  const inForce = versions.findLast((version) => version.fromSeq <= event.seq)
  if (inForce === undefined || inForce.state !== 'paused') return null
  return inForce.patterns.some((pattern) => patternMatches(pattern, event.type)) ? inForce : null
}

export const wantsData = (filter: EventFilter, data: Uint8Array): boolean =>
  matches(filter, readOnce(data)())
