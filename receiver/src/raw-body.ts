/**
 * The body as it came over the wire. A signature covers bytes: a body that was parsed and written
 * again may differ by a space, so an object is refused with the reason and not guessed at.
 */
import { VerificationError } from './verification-error.ts'

export type RawBody = string | Uint8Array | ArrayBuffer

/** The bytes; throws `BODY_ALREADY_PARSED` for anything that is not text or bytes. */
export function rawBytes(body: unknown): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) {
    // Web Crypto takes no view of shared memory, hence the copy.
    return new Uint8Array(new Uint8Array(body.buffer, body.byteOffset, body.byteLength))
  }
  throw new VerificationError(
    'BODY_ALREADY_PARSED',
    'verification needs the raw body, as text or bytes; switch the JSON parser off for this ' +
      'route (in Express: express.raw({ type: "application/json" }))',
  )
}

/** What the JSON of a verified body says; undefined for an empty one. */
export function parsedJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  try {
    const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return payload
  } catch {
    throw new VerificationError('BODY_NOT_JSON', 'the signature is right, but the body is no JSON')
  }
}
