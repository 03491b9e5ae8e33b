/**
 * A JSON Web Token in its compact form (RFC 7519, RFC 7515), read without believing any of it. Only
 * RS256 is known, and the key comes from the receiver's side: whatever key a token brings along in
 * its header is not looked at.
 */
import { bytesOfBase64 } from './base64.ts'
import { VerificationError } from './verification-error.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export interface UnverifiedToken {
  /** Which of the issuer's keys is said to have signed it. */
  readonly keyId: string
  readonly claims: JsonObject
  readonly signature: Uint8Array<ArrayBuffer>
  readonly signed: Uint8Array<ArrayBuffer>
}

export type RsaKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

export const rs256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/** Several times what a token with all the documented claims takes. */
const tokenCharactersMax = 16 * 1024

/** Throws `BAD_TOKEN`, or `BAD_ALGORITHM` for one that says it is not signed with RS256. */
export function readToken(text: unknown): UnverifiedToken {
  if (typeof text !== 'string') throw badToken('there is no token')
  if (text.length > tokenCharactersMax) throw badToken('the token is too long')
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (parts.length !== 3) throw badToken('a token has three parts')
  const { alg, kid, crit } = objectOf(header)
  if (alg !== 'RS256') {
    throw new VerificationError('BAD_ALGORITHM', 'only tokens signed with RS256 are trusted')
  }
  if (crit !== undefined) throw badToken('the token asks for an extension that is not known')
  if (typeof kid !== 'string' || kid === '') throw badToken('the token does not name its key')
  return {
    keyId: kid,
    claims: objectOf(payload),
    signature: bytesOf(signature),
    signed: new TextEncoder().encode(`${header}.${payload}`),
  }
}

export function isSignedBy(token: UnverifiedToken, key: RsaKey): Promise<boolean> {
  return crypto.subtle.verify(rs256.name, key, token.signature, token.signed)
}

function objectOf(part: string): JsonObject {
  const value = jsonOf(bytesOf(part))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject
  }
  throw badToken('header and claims of a token are JSON objects')
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value
  } catch {
    return undefined
  }
}

function bytesOf(part: string): Uint8Array<ArrayBuffer> {
  const standard = /[+/=]/.test(part) ? '%' : part.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = bytesOfBase64(standard)
  if (bytes === null) throw badToken('the parts of a token are base64url')
  return bytes
}

function badToken(message: string): VerificationError {
  return new VerificationError('BAD_TOKEN', message)
}
