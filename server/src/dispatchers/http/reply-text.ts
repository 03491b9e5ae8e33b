/**
 * Turns bytes of a stranger into text that is safe to store and to show: never parsed, invalid
 * UTF-8 replaced, control characters spelled out, bounded. Serves reply bodies, reply headers and
 * the sentences made of error texts.
 */
import { replyCharactersMax } from '../../domain/limits.ts'

/** Enough bytes to fill the characters kept: no character takes more than three bytes a unit. */
export const replyBytesKept = 3 * replyCharactersMax + 3

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const controlPattern = /[\u0000-\u001f\u007f-\u009f]/
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unshownPattern = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const cutEscapePattern = /\\u?[0-9a-f]{0,3}$/

/** At most `replyCharactersMax` characters; line feeds and tabs stay, other controls are escaped. */
export function replyText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!controlPattern.test(text) && text.length <= replyCharactersMax) return text
  return cut(text.replaceAll(unshownPattern, escaped), replyCharactersMax)
}

/** One line of text: every control character is escaped. */
export function lineText(text: string, charactersMax: number): string {
  if (!controlPattern.test(text) && text.length <= charactersMax) return text
  return cut(text.replaceAll(/[\n\t]/g, escaped).replaceAll(unshownPattern, escaped), charactersMax)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Cuts neither an escape nor a pair of surrogates in two. */
function cut(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  const kept = text.slice(0, charactersMax).replace(cutEscapePattern, '')
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept
}
