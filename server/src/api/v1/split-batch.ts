/**
 * A batch is many events in one body: a JSON array, or one event a line. It is cut into the bytes
 * of each item without parsing the whole, so that every item keeps its own limits and its own
 * bytes.
 */
import { jsonDepthMax } from '../../domain/limits.ts'
import { problem, type Problem } from '../problems.ts'

export type Split = { readonly kind: 'split'; readonly items: readonly Buffer[] } | Problem

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const lineFeed = 0x0a

/** The lines of newline-delimited JSON; empty ones are none. */
export function splitLines(bytes: Buffer, itemsMax: number): Split {
  const items: Buffer[] = []
  let start = 0
  while (start < bytes.length) {
    const at = bytes.indexOf(lineFeed, start)
    const end = at === -1 ? bytes.length : at
    if (!isBlank(bytes, start, end)) items.push(trimmed(bytes, start, end))
    if (items.length > itemsMax) return tooMany(itemsMax)
    start = end + 1
  }
  return { kind: 'split', items }
}

/**
 * The items of a JSON array, by its brackets and commas alone: whether an item is JSON is found out
 * when it is parsed.
 */
export function splitArray(bytes: Buffer, itemsMax: number): Split {
  const open = skipSpace(bytes, 0)
  if (bytes[open] !== openBracket) return notAnArray('it does not begin with [')
  const items: Buffer[] = []
  let depth = 0
  let start = open + 1
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) {
      at = endOfString(bytes, at + 1)
    } else if (byte === openBracket || byte === openBrace) {
      depth += 1
      if (depth > jsonDepthMax) return problem('json-too-deep')
    } else if (depth > 0 && (byte === closeBracket || byte === closeBrace)) {
      depth -= 1
    } else if (depth === 0 && (byte === comma || byte === closeBracket)) {
      const isLast = byte === closeBracket
      const isEmpty = isBlank(bytes, start, at)
      if (isEmpty && !(isLast && items.length === 0)) return notAnArray('an item of it is missing')
      if (!isEmpty) items.push(trimmed(bytes, start, at))
      if (items.length > itemsMax) return tooMany(itemsMax)
      start = at + 1
      if (isLast) {
        return isBlank(bytes, start, bytes.length)
          ? { kind: 'split', items }
          : notAnArray('something follows its ]')
      }
    }
  }
  return notAnArray('it does not end with ]')
}

const tooMany = (itemsMax: number): Problem =>
  problem('body-invalid', { detail: `A batch has at most ${itemsMax} items. Send several.` })

const notAnArray = (why: string): Problem =>
  problem('json-malformed', { detail: `The body is not a JSON array of events: ${why}.` })

function endOfString(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte === backslash) at += 1
  }
  return bytes.length
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && isSpace(bytes[at])) at += 1
  return at
}

/** Without the whitespace around it, so that a repeat may be laid out differently. */
function trimmed(bytes: Buffer, from: number, to: number): Buffer {
  let end = to
  while (isSpace(bytes[end - 1])) end -= 1
  return bytes.subarray(skipSpace(bytes, from), end)
}

const isBlank = (bytes: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isSpace(bytes[at])) return false
  return true
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
