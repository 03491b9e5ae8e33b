/**
 * The name that an owner gave, as alerts show it: it may hold anything, and in the subject of a mail
 * it has to be one short line.
 */

const charactersMax = 100

export function shownName(name: string): string {
  const line = name.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  return line.slice(0, charactersMax).toWellFormed()
}
