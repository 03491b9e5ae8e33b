/**
 * A member that a system documents of the data of its events: name, type, whether it may be null.
 * Members that nobody documents are welcome; one that is documented has to be there and of its
 * type, since receivers read it without a look.
 */
export interface EventMember {
  readonly name: string
  /** `instant`: a text as RFC 3339 has it, with its offset. */
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'instant'
  /** It has to be there all the same. */
  readonly isNullable: boolean
  readonly description: string
}

export interface MemberFault {
  readonly name: string
  readonly kind: 'missing' | 'invalid'
  /** What is wrong and what is wanted; it repeats no value. */
  readonly detail: string
}

/** Of a text: names, ids and words, so what is longer is no such thing. */
export const memberCharactersMax = 250

/** What of the documented members the given ones lack or have wrong, in the order documented. */
export function memberFaults(
  members: readonly EventMember[],
  given: Readonly<Record<string, unknown>>,
): readonly MemberFault[] {
  return members.flatMap((member): readonly MemberFault[] => {
    const { name } = member
    if (!Object.hasOwn(given, name)) {
      return [{ name, kind: 'missing', detail: missing(name, given) }]
    }
    const wanted = wantedInstead(member, given[name])
    return wanted === null ? [] : [{ name, kind: 'invalid', detail: `has to be ${wanted}` }]
  })
}

/** Names are exact, and some systems write the same one in two casings. */
function missing(name: string, given: Readonly<Record<string, unknown>>): string {
  const near = Object.keys(given).find((one) => one.toLowerCase() === name.toLowerCase())
  return near === undefined
    ? 'is missing'
    : `is missing; "${near}" is there, and names are case-sensitive`
}

/** What the value has to be; null: it is. */
function wantedInstead({ type, isNullable }: EventMember, value: unknown): string | null {
  if (isNullable && value === null) return null
  const orNull = isNullable ? ' or null' : ''
  switch (type) {
    case 'text':
      return isShortText(value)
        ? null
        : `a text of at most ${memberCharactersMax} characters${orNull}`
    case 'integer':
      return Number.isInteger(value) ? null : `a whole number${orNull}`
    case 'number':
      return Number.isFinite(value) ? null : `a number, not a text${orNull}`
    case 'boolean':
      return typeof value === 'boolean' ? null : `true or false${orNull}`
    case 'instant':
      return instantMs(value) === null
        ? `a date and time with its offset, such as 2026-07-03T09:15:42Z${orNull}`
        : null
  }
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= memberCharactersMax
}

const instantPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/

/** Epoch milliseconds of an RFC 3339 date-time on a day that the calendar has; null: it is none. */
export function instantMs(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const [, day = ''] = instantPattern.exec(value) ?? []
  // JavaScript takes 30 February for 2 March.
  const startOfDay = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(startOfDay.getTime()) || !startOfDay.toISOString().startsWith(day)) return null
  const atMs = Date.parse(value.toUpperCase())
  return Number.isNaN(atMs) ? null : atMs
}
