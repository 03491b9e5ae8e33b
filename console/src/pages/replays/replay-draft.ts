/** What somebody is about to send again, as the form has it and as the API takes it. */
import type { Search } from '../../search.ts'
import { instantOf } from '../../text/instant-of.ts'
import { type DeliveryState, isDeliveryState } from '../deliveries/delivery-filters.ts'

export interface ReplayDraft {
  readonly states: readonly DeliveryState[]
  readonly subscription: string | null
  readonly types: readonly string[]
  readonly since: string
  readonly until: string
  readonly includesUndelivered: boolean
  readonly rate: number
}

const rateDefault = 50

/** As a list of deliveries hands its filters on; what failed where it hands on none. */
export function draftFrom(search: Search): ReplayDraft {
  const { state, subscription, type, since, until } = search
  const isAsked = [state, subscription, type, since, until].some((value) => value !== undefined)
  return {
    states: isAsked ? (state?.split(',').filter(isDeliveryState) ?? []) : ['exhausted'],
    subscription: subscription ?? null,
    types: type === undefined ? [] : [type],
    since: since ?? '',
    until: until ?? '',
    includesUndelivered: false,
    rate: rateDefault,
  }
}

export const isEmpty = ({ states, subscription, types, since, until }: ReplayDraft): boolean =>
  states.length === 0 &&
  subscription === null &&
  types.length === 0 &&
  since.trim() === '' &&
  until.trim() === ''

export const timeFaults = ({ since, until }: ReplayDraft) => ({
  since: since.trim() !== '' && instantOf(since.trim()) === null,
  until: until.trim() !== '' && instantOf(until.trim()) === null,
})

export function bodyOf(draft: ReplayDraft) {
  const since = instantOf(draft.since.trim())
  const until = instantOf(draft.until.trim())
  return {
    filter: {
      ...(draft.states.length === 0 ? {} : { states: [...draft.states] }),
      ...(draft.subscription === null ? {} : { subscription: draft.subscription }),
      ...(draft.types.length === 0 ? {} : { event_types: [...draft.types] }),
      ...(since === null ? {} : { since }),
      ...(until === null ? {} : { until }),
      ...(draft.includesUndelivered && draft.subscription !== null
        ? { include_undelivered: true }
        : {}),
    },
    rate_per_second: draft.rate,
  }
}
