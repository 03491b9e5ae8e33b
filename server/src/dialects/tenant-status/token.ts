/**
 * The token in a notification: who says so (issuer), to whom (the application), about which tenant,
 * for five minutes, and of which body (ruling R11). It is made anew for every attempt, because the
 * second retry comes after the first token has ended; the same attempt gives the same token.
 */
import { SignJWT } from 'jose'
import { privateKey } from './private-keys.ts'
import type { IssuerSecret } from './tenant-status-settings.ts'

export interface TokenRequest {
  readonly secret: IssuerSecret
  readonly issuer: string
  readonly clientId: string
  readonly tenantId: string
  readonly tokenId: string
  readonly bodySha256: string
  /** When it is made, epoch milliseconds. */
  readonly atMs: number
}

/** Receivers' clocks may be behind ours by so much. */
const earlierSeconds = 60
const lifetimeSeconds = 300

export async function signToken(request: TokenRequest): Promise<string> {
  const { secret, tenantId } = request
  const issuedAt = Math.floor(request.atMs / 1_000)
  const claims = {
    iss: request.issuer,
    aud: request.clientId,
    sub: tenantId,
    iat: issuedAt,
    nbf: issuedAt - earlierSeconds,
    exp: issuedAt + lifetimeSeconds,
    jti: request.tokenId,
    'http://schemes.superoffice.net/identity/ctx': tenantId,
    body_sha256: request.bodySha256,
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: secret.keyId })
    .sign(await privateKey(secret))
}
