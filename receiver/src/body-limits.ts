/**
 * How much of a stranger's time and memory a request may take before it is known to be genuine.
 */
import { VerificationError } from './verification-error.ts'

export interface BodyLimits {
  readonly bytesMax: number
  readonly timeoutMs: number
}

/** Fifty times what a webhook of a usual size takes. */
export const bodyBytesMaxDefault = 1024 * 1024
/** Less than the 15 s that a sender waits, so that it hears the reason. */
export const bodyTimeoutMsDefault = 10_000

export function tooLarge({ bytesMax }: BodyLimits): VerificationError {
  return new VerificationError('BODY_TOO_LARGE', `the body has more than ${bytesMax} bytes`)
}

export function tooSlow({ timeoutMs }: BodyLimits): VerificationError {
  return new VerificationError('BODY_TOO_SLOW', `the body did not come within ${timeoutMs} ms`)
}

export function cutOff(): VerificationError {
  return new VerificationError('BODY_CUT_OFF', 'the connection ended before the body did')
}

/** Nothing of a body that says it is too long has to be read. */
export function checkLength(contentLength: string | null, limits: BodyLimits): void {
  if (contentLength !== null && Number(contentLength) > limits.bytesMax) throw tooLarge(limits)
}

/** One after another. */
export function joinedBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
