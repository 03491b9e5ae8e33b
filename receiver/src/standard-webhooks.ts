/**
 * Verifies webhooks in the Standard Webhooks format, HMAC (`v1`) and ed25519 (`v1a`), with several
 * secrets while one is being rotated. The body is parsed only after its signature was found right.
 */
import { bytesOfBase64 } from './base64.ts'
import { type HeaderSource, requiredHeader } from './header-value.ts'
import { parsedJson, type RawBody, rawBytes } from './raw-body.ts'
import { type TrustedKey, trustedKey, trustedKeys } from './trusted-key.ts'
import { VerificationError } from './verification-error.ts'

export interface StandardWebhooksOptions {
  /** `whsec_…` or `whpk_…`, one or several; the bytes of an HMAC key that is not base64. */
  readonly secrets: string | Uint8Array | readonly (string | Uint8Array)[]
  /** How far the timestamp may be from now, either way. 300 by default. */
  readonly toleranceSeconds?: number
  /** Epoch milliseconds; the machine's clock by default. */
  readonly nowMs?: () => number
}

export interface VerifiedWebhook {
  /** The same on every retry: drop what you have seen. */
  readonly id: string
  /** When this attempt was made; the event's own time is in the payload. */
  readonly attemptedAtMs: number
  /** The parsed JSON; undefined for an empty body. */
  readonly payload: unknown
}

export interface StandardWebhooksVerifier {
  /** Throws a `VerificationError` unless the request is genuine and recent. */
  verify(request: {
    readonly headers: HeaderSource
    readonly body: RawBody
  }): Promise<VerifiedWebhook>
}

/** Throws `BAD_SECRET` at once when a secret is none. */
export function createStandardWebhooksVerifier(
  options: StandardWebhooksOptions,
): StandardWebhooksVerifier {
  const keys = trustedKeys(options.secrets, trustedKey)
  const toleranceSeconds = options.toleranceSeconds ?? 300
  const nowMs = options.nowMs ?? Date.now
  return {
    async verify({ headers, body }) {
      const id = requiredHeader(headers, 'webhook-id')
      const timestamp = requiredHeader(headers, 'webhook-timestamp')
      const signatures = requiredHeader(headers, 'webhook-signature')
      checkTimestamp(timestamp, Math.floor(nowMs() / 1_000), toleranceSeconds)

      const bytes = rawBytes(body)
      const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes)
      if (!(await anyMatches(signatures, keys, signed))) {
        throw new VerificationError(
          'NO_MATCH',
          'no signature matches: another secret, or the body was changed on its way',
        )
      }
      return { id, attemptedAtMs: Number(timestamp) * 1_000, payload: parsedJson(bytes) }
    },
  }
}

function checkTimestamp(text: string, nowSeconds: number, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(text)) {
    throw new VerificationError('BAD_TIMESTAMP', 'webhook-timestamp is no whole number of seconds')
  }
  const aheadSeconds = Number(text) - nowSeconds
  if (aheadSeconds < -toleranceSeconds) {
    throw new VerificationError('TOO_OLD', `sent ${-aheadSeconds} s ago, too long to be trusted`)
  }
  if (aheadSeconds > toleranceSeconds) {
    throw new VerificationError('CLOCK_SKEW', `sent ${aheadSeconds} s ahead of this clock`)
  }
}

/** More than a sender in the middle of rotations needs, and a bound on the work of a forged list. */
const entriesMax = 64

/** One match is enough; entries of versions that are not known are passed over. */
async function anyMatches(
  header: string,
  keys: readonly TrustedKey[],
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const entry of header.split(' ').slice(0, entriesMax)) {
    const comma = entry.indexOf(',')
    const kind = kinds.get(entry.slice(0, Math.max(comma, 0)))
    const signature = kind === undefined ? null : bytesOfBase64(entry.slice(comma + 1))
    if (signature === null || signature.length === 0) continue
    for (const key of keys) {
      if (key.kind === kind && (await key.matches(signature, signed))) return true
    }
  }
  return false
}

const kinds: ReadonlyMap<string, TrustedKey['kind']> = new Map([
  ['v1', 'hmac'],
  ['v1a', 'ed25519'],
])

function joined(start: Uint8Array, end: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(start.length + end.length)
  bytes.set(start)
  bytes.set(end, start.length)
  return bytes
}
