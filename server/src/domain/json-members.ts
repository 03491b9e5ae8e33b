/**
 * Reads the members of a JSON object without building its values: each is handed out as the very
 * text it was written in. Serves dialects whose body passes most of an event on unread, so that no
 * digit of a number is lost and rendering stays cheap. The text is valid JSON, checked when the
 * event was accepted; other text gives other members and never a crash.
 */

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/** Name to value text, without white space around it; of a name given twice, the last one. */
export function jsonMembers(text: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  let at = text.indexOf('{') + 1
  while (at > 0) {
    const nameStart = text.indexOf('"', at)
    if (nameStart < 0) break
    const nameEnd = stringEnd(text, nameStart)
    const valueStart = text.indexOf(':', nameEnd) + 1
    if (valueStart === 0) break
    const valueEnd = endOfValue(text, valueStart)
    members.set(nameOf(text.slice(nameStart, nameEnd)), text.slice(valueStart, valueEnd).trim())
    at = valueEnd + 1
  }
  return members
}

/** The index behind the closing quote of the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end + 1
}

/** A quote is escaped when an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text.charCodeAt(start - 1) === backslash) start--
  return (at - start) % 2 === 1
}

/** The index of the comma or brace that ends the value which begins at or after `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = stringEnd(text, at) - 1
    else if (code === openBrace || code === openBracket) depth++
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return at
      depth--
    } else if (code === comma && depth === 0) return at
  }
  return text.length
}

function nameOf(jsonString: string): string {
  if (!jsonString.includes('\\')) return jsonString.slice(1, -1)
  const name: unknown = JSON.parse(jsonString)
  return String(name)
}
