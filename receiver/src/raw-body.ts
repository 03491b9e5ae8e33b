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
  if (body === undefined || body === null) {
    throw notRaw('nothing was handed in: no parser has kept it, or it was read before', anywhere)
  }
  throw alreadyParsed(anywhere)
}

const anywhere =
  'let no JSON parser run on this route. In Express: express.raw({ type: () => true }) on the ' +
  'route, before any express.json(), or posthorn-receiver/express; in Fastify: ' +
  'posthorn-receiver/fastify; in Next pages: export const config = { api: { bodyParser: false } }; ' +
  'in Nest: rawBody: true, and request.rawBody'

/** Why a body that is no raw one is refused, with what to do where it happened. */
export function alreadyParsed(whatToDo: string): VerificationError {
  return notRaw('it was parsed before', whatToDo)
}

function notRaw(what: string, whatToDo: string): VerificationError {
  return new VerificationError(
    'BODY_ALREADY_PARSED',
    `verification needs the raw body, as text or bytes, and ${what}; ${whatToDo}`,
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
