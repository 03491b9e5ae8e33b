/**
 * One pass over the bytes of a JSON body, before anything recursive sees them: it counts depth and
 * keys against the limits, and finds where the value of one top-level field stands, so that a
 * producer's `data` can be kept as the very bytes it sent.
 *
 * It does not check the grammar; `JSON.parse` does that afterwards. On bytes that `JSON.parse`
 * takes, what it answers is exact.
 */
import { isUtf8 } from 'node:buffer'
import { jsonDepthMax, jsonKeysMax } from '../domain/limits.ts'

export type JsonScan =
  | { readonly kind: 'scanned'; readonly start: number; readonly end: number }
  | { readonly kind: 'not-utf-8' }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'too-many-keys' }

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/**
 * Scans the bytes. `start` and `end` bound the value of the top-level `field` without surrounding
 * whitespace (the last one where it stands twice, as `JSON.parse` has it); both are -1 where no
 * such field was found or none was asked for.
 */
export function scanJson(bytes: Buffer, field: string | null): JsonScan {
  if (!isUtf8(bytes)) return { kind: 'not-utf-8' }
  const length = bytes.length
  let depth = 0
  let keyCount = 0
  // The string seen last at depth 1; it is a key once a colon follows.
  let lastStart = -1
  let lastEnd = -1
  let isInField = false
  let start = -1
  let end = -1
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) {
      const closing = endOfString(bytes, at + 1, length)
      if (depth === 1) {
        lastStart = at
        lastEnd = closing + 1
      }
      at = closing
    } else if (byte === colon) {
      keyCount += 1
      if (keyCount > jsonKeysMax) return { kind: 'too-many-keys' }
      if (depth === 1 && field !== null && isName(bytes, lastStart, lastEnd, field)) {
        isInField = true
        start = at + 1
      }
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1
      if (depth > jsonDepthMax) return { kind: 'too-deep' }
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1
      if (depth === 0 && isInField) {
        end = at
        isInField = false
      }
    } else if (byte === comma && depth === 1 && isInField) {
      end = at
      isInField = false
    }
  }
  return end === -1 ? { kind: 'scanned', start: -1, end: -1 } : trimmed(bytes, start, end)
}

/** The index of the quote that closes a string, or the last index when none does. */
function endOfString(bytes: Buffer, from: number, length: number): number {
  for (let at = from; at < length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte === backslash) at += 1
  }
  return length - 1
}

/** Whether the string from quote to quote is the name, which is ASCII, escapes resolved. */
function isName(bytes: Buffer, start: number, end: number, name: string): boolean {
  if (start === -1) return false
  const length = end - start - 2
  let isSame = length === name.length
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[start + 1 + index]
    if (byte === backslash) return isEscapedName(bytes.toString('utf8', start, end), name)
    if (isSame && byte !== name.charCodeAt(index)) isSame = false
  }
  return isSame
}

function isEscapedName(text: string, name: string): boolean {
  try {
    return JSON.parse(text) === name
  } catch {
    return false
  }
}

function trimmed(bytes: Buffer, from: number, to: number): JsonScan {
  let start = from
  let end = to
  while (start < end && isSpace(bytes[start])) start += 1
  while (end > start && isSpace(bytes[end - 1])) end -= 1
  return { kind: 'scanned', start, end }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
