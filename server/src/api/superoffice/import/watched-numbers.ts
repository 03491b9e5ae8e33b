/**
 * Events about a webhook name it by its number: `webhook17.errors`. Here each webhook gets a number
 * of this installation, so what an import brings is translated, as far as it knows the webhook that
 * is watched. A name that leads to none stays as it is, and is told.
 */
const statePattern = /^webhook([1-9]\d*)\.(started|stopped|errors)$/i

export interface TranslatedEvents {
  readonly events: readonly string[]
  /** Names whose webhook is unknown. */
  readonly unknown: readonly string[]
}

/** `numberOf`: the number here of a webhook's id there, or undefined. */
export function translateWatched(
  events: readonly string[],
  numberOf: (id: number) => number | undefined,
): TranslatedEvents {
  const unknown: string[] = []
  const translated = events.map((event) => {
    const [, id, verb] = statePattern.exec(event) ?? []
    if (id === undefined || verb === undefined) return event
    const number = numberOf(Number(id))
    if (number !== undefined) return `webhook${number}.${verb.toLowerCase()}`
    unknown.push(event)
    return event
  })
  return { events: translated, unknown }
}
