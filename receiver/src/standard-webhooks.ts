/**
 * Verifies webhooks in the Standard Webhooks format, HMAC (`v1`) and ed25519 (`v1a`), with several
 * secrets while one is being rotated. The body is parsed only after its signature was found right.
 */
import { bytesOfBase64 } from './base64.ts'
import { requiredHeader } from './header-value.ts'
import { parsedJson, rawBytes } from './raw-body.ts'
import { type TrustedKey, trustedKey, trustedKeys } from './trusted-key.ts'
import { VerificationError } from './verification-error.ts'
import type { ReceivedWebhook, Verifier } from './verifier.ts'

export interface StandardWebhooksOptions {
  /** `whsec_…` or `whpk_…`, one or several; the bytes of an HMAC key that is not base64. */
  readonly secrets: string | Uint8Array | readonly (string | Uint8Array)[]
  /** How far the timestamp may be from now, either way. 300 by default. */
  readonly toleranceSeconds?: number
  /** Epoch milliseconds; the machine's clock by default. */
  readonly nowMs?: () => number
}

/** A body of the shape that Standard Webhooks recommends. */
export interface WebhookEvent<Type extends string = string, Data = unknown> {
  /** Such as `contact.created`; it says what the data are. */
  readonly type: Type
  /** When it happened, ISO 8601; null where the body does not say. */
  readonly timestamp: string | null
  readonly data: Data
}

/** The events of a map from their types to their data, told apart by `type`. */
export type WebhookEventOf<Events extends object> = string extends keyof Events
  ? WebhookEvent<string, Events[keyof Events]>
  : { [Type in keyof Events & string]: WebhookEvent<Type, Events[Type]> }[keyof Events & string]

/** Any type, with data of which nothing is known. */
export type AnyEvents = Readonly<Record<string, unknown>>

export interface VerifiedWebhook<Events extends object = AnyEvents> extends ReceivedWebhook {
  /** The same on every retry: drop what you have seen. */
  readonly id: string
  /** When this attempt was made; the event's own time is in the payload. */
  readonly attemptedAtMs: number
  /** Null where the body is not of the recommended shape: read `payload`. */
  readonly event: WebhookEventOf<Events> | null
}

export type StandardWebhooksVerifier<Events extends object = AnyEvents> = Verifier<
  VerifiedWebhook<Events>
>

/**
 * Throws `BAD_SECRET` at once when a secret is none. The types of `Events` are what the sender
 * promised and are not checked; a type outside of them may come, so give a `switch` its `default`.
 */
export function createStandardWebhooksVerifier<Events extends object = AnyEvents>(
  options: StandardWebhooksOptions,
): StandardWebhooksVerifier<Events> {
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
      const payload = parsedJson(bytes)
      const event = webhookEventOf<Events>(payload)
      const isTest = event !== null && event.type === testType
      return { id, attemptedAtMs: Number(timestamp) * 1_000, isTest, event, payload }
    },
  }
}

/** What Posthorn sends when somebody asks whether an endpoint answers. */
const testType: string = 'posthorn.test'

/** The event that a parsed body holds; null: it is not of the recommended shape. */
export function webhookEventOf<Events extends object = AnyEvents>(
  payload: unknown,
): WebhookEventOf<Events> | null {
  const { type, timestamp, data } = Object(payload) as Readonly<Record<string, unknown>>
  if (typeof type !== 'string') return null
  const event = { type, timestamp: typeof timestamp === 'string' ? timestamp : null, data }
  // The type decides the shape of the data, as the sender promised.
  return event as unknown as WebhookEventOf<Events>
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
