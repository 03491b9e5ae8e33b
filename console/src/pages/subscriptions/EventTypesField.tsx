/** Picks event types: from those that are described, or typed. */
import { TagsInput } from '@mantine/core'
import { useMemo } from 'react'

/** Of a long catalogue the list shows so many at once; typing finds the rest. */
const shownMax = 60

export function EventTypesField(props: {
  readonly label: string
  readonly hint: string
  readonly known: readonly string[]
  /** Whether `contact.*` and `*` may be chosen. */
  readonly hasPatterns: boolean
  readonly value: readonly string[]
  readonly error: string | null
  readonly isReadOnly?: boolean
  readonly onChange: (types: string[]) => void
}) {
  const { known, hasPatterns } = props
  const offered = useMemo(
    () => (hasPatterns ? [...patternsOf(known), ...known] : known),
    [known, hasPatterns],
  )
  return (
    <TagsInput
      label={props.label}
      description={props.hint}
      required
      data={offered as string[]}
      limit={shownMax}
      maxTags={200}
      maxDropdownHeight={260}
      splitChars={[',', ' ']}
      acceptValueOnBlur
      value={[...props.value]}
      error={props.error}
      readOnly={props.isReadOnly === true}
      onChange={(types) =>
        props.onChange(types.map((type) => type.trim()).filter((type) => type !== ''))
      }
    />
  )
}

function patternsOf(types: readonly string[]): readonly string[] {
  const heads = new Map<string, number>()
  for (const type of types) {
    const [head] = type.split('.')
    if (head !== undefined && head !== type) heads.set(head, (heads.get(head) ?? 0) + 1)
  }
  const several = [...heads].filter(([, count]) => count > 1).map(([head]) => `${head}.*`)
  return ['*', ...several]
}

/** An exact type, or one with a star as its last part. */
export function isEventPattern(text: string): boolean {
  if (text.length > 130) return false
  return /^(\*|[A-Za-z0-9_][A-Za-z0-9_:-]*(\.[A-Za-z0-9_:-]+)*(\.\*)?)$/.test(text)
}

/** What a header may be called (RFC 9110). */
export const isHeaderName = (text: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text)

export const isMailAddress = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text)
