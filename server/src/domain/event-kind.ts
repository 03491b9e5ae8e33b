/**
 * A kind of event that the system behind a dialect documents, as its dialect knows it. Events of
 * other kinds are as welcome at the native door: producers name theirs, and nothing is checked
 * against this there. A door that speaks the system's own language may hold events to it.
 */
import type { EventMember } from './event-member.ts'

export interface EventKind {
  /** Its name; a part in braces varies. */
  readonly type: string
  /** What it is about: the part of the name that its kinds have in common. */
  readonly subject: string
  readonly description: string
  /** One that can be handed in as it stands. */
  readonly example: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }
  /** What a receiver would then find in the body. */
  readonly payload: Readonly<Record<string, unknown>>
  /** The number that its system knows it by beside the name; left out where it has none. */
  readonly code?: number
  /** Other names that producers know it by; left out where there are none. */
  readonly aliases?: readonly string[]
  /** What its system promises receivers to find in it; left out where nothing is promised. */
  readonly members?: readonly EventMember[]
}

/** The kind that a code, a name or an alias stands for, case included; null: none. */
export function findEventKind<Kind extends Pick<EventKind, 'type' | 'code' | 'aliases'>>(
  kinds: readonly Kind[],
  codeOrName: number | string,
): Kind | null {
  const found =
    typeof codeOrName === 'number'
      ? kinds.find(({ code }) => code === codeOrName)
      : kinds.find(({ type, aliases }) => type === codeOrName || aliases?.includes(codeOrName))
  return found ?? null
}
