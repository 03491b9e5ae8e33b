/**
 * What a receiver asks for by `Retry-After` (RFC 9110, section 10.2.3): seconds or an HTTP date.
 * A fraction of a second, which some gateways send, is rounded up; anything else is ignored.
 */

/**
 * Milliseconds from `atMs`, 0 for a date that has passed; null when nothing was asked for that can
 * be understood. Headers have lower-case names; of several the first counts.
 */
export function retryAfterMs(
  headers: readonly (readonly [string, string])[],
  atMs: number,
): number | null {
  const value = headers.find(([name]) => name === 'retry-after')?.[1].trim()
  if (value === undefined) return null
  if (secondsPattern.test(value)) {
    return Math.min(Math.ceil(Number(value)) * 1_000, Number.MAX_SAFE_INTEGER)
  }
  const dateMs = httpDateMs(value)
  return dateMs === null ? null : Math.max(0, dateMs - atMs)
}

const secondsPattern = /^\d+(?:\.\d+)?$/

const time = String.raw`\d{2}:\d{2}:\d{2}`
const datePattern = new RegExp(
  `^(?:[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} ${time} GMT` +
    `|[A-Z][a-z]+day, \\d{2}-[A-Z][a-z]{2}-\\d{2} ${time} GMT)$`,
)
const asctimePattern = new RegExp(`^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d ${time} \\d{4}$`)

/** The three forms of an HTTP date that a recipient has to read (RFC 9110, section 5.6.7). */
function httpDateMs(text: string): number | null {
  if (datePattern.test(text)) return instant(text)
  return asctimePattern.test(text) ? instant(`${text} GMT`) : null
}

function instant(text: string): number | null {
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? null : atMs
}
