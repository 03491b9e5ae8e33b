/**
 * The enumerations of a webhook as they go over the wire: always names in their exact case,
 * because the published client loses numbers and crashes on numeric flags. Requests may carry
 * names in any case or numbers (SuperOffice database dictionary, enum WebhookState).
 */
import type { SubscriptionState } from '../../domain/subscription.ts'

export type WebhookState = 'Unknown' | 'Active' | 'Stopped' | 'TooManyErrors'

/** A name's place in the list is its number. */
const stateNames = [
  'Unknown',
  'Active',
  'Stopped',
  'TooManyErrors',
] as const satisfies readonly WebhookState[]

/** A name's place in the list is its bit. */
const viaNames = ['Email', 'InApp'] as const
const whenNames = ['FirstFailure', 'Disabling'] as const

/** How the recipients of a webhook's errors are told. */
export const notifyVia = { none: 0, email: 1, inApp: 2 } as const
/** When they are told. */
export const notifyWhen = { none: 0, firstFailure: 1, disabling: 2 } as const

/** The state that a request names, or null when it names none. */
export function readState(value: unknown): WebhookState | null {
  if (typeof value === 'number') return stateNames[value] ?? null
  if (typeof value !== 'string') return null
  const text = value.trim().toLowerCase()
  if (/^[0-3]$/.test(text)) return stateNames[Number(text)] ?? null
  return stateNames.find((name) => name.toLowerCase() === text) ?? null
}

/** The state's name of a subscription; one that is gone has none. */
export function stateName(state: SubscriptionState): WebhookState {
  switch (state) {
    case 'active':
      return 'Active'
    case 'paused':
      return 'Stopped'
    case 'disabled':
      return 'TooManyErrors'
    case 'deleted':
      return 'Unknown'
  }
}

export const readNotifyVia = (value: unknown): number | null => readFlags(value, viaNames)
export const readNotifyWhen = (value: unknown): number | null => readFlags(value, whenNames)
export const notifyViaName = (flags: number): string => flagNames(flags, viaNames)
export const notifyWhenName = (flags: number): string => flagNames(flags, whenNames)

/** Longer than all names together, with room for spaces. */
const flagsCharactersMax = 200

/** Flags from a number, a number as text, or names with commas between them; null: none of them. */
function readFlags(value: unknown, names: readonly string[]): number | null {
  const all = 2 ** names.length - 1
  const isInRange = (flags: number) => Number.isInteger(flags) && flags >= 0 && flags <= all
  if (typeof value === 'number') return isInRange(value) ? value : null
  if (typeof value !== 'string' || value.length > flagsCharactersMax) return null
  if (/^\d{1,3}$/.test(value.trim())) return readFlags(Number(value), names)
  let flags = 0
  for (const part of value.split(',')) {
    const text = part.trim().toLowerCase()
    if (text === 'none' || text === '') continue
    const bit = names.findIndex((name) => name.toLowerCase() === text)
    if (bit < 0) return null
    flags |= 2 ** bit
  }
  return flags
}

function flagNames(flags: number, names: readonly string[]): string {
  const set = names.filter((_, bit) => (flags & (2 ** bit)) !== 0)
  return set.length === 0 ? 'None' : set.join(', ')
}
