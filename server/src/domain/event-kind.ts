/**
 * A kind of event that the system behind a dialect documents, as its dialect knows it. Events of
 * other kinds are as welcome: producers name theirs, and nothing is checked against this.
 */
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
}
