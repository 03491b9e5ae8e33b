/**
 * Makes tenant status notifications with a token of an issuer that exists in tests alone, so that
 * tests of a receiver need neither a server nor a network: its keys are given, not fetched.
 */
import { bytesOfBase64 } from '../base64.ts'
import type { PublishedKeys } from '../issuer-keys.ts'
import { type JsonObject, rs256 } from '../json-web-token.ts'
import { bodyDigest, tenantClaim } from '../tenant-status.ts'
import {
  base64Of,
  type SampleOptions,
  sampleOf,
  signedRequest,
  type SignedRequest,
  utf8,
} from './signed-request.ts'
import { testIssuer } from './test-issuer.ts'

/** Who signs tokens: its public keys go into a verifier's `jwks`, its URL into `issuers`. */
export interface TokenIssuer {
  readonly url: string
  readonly keyId: string
  readonly pkcs8Base64: string
  readonly jwks: PublishedKeys
}

export interface TenantStatusSample extends Omit<SampleOptions, 'body'> {
  /** The receiver's own client id. */
  readonly clientId: string
  /** `testIssuer` by default. */
  readonly issuer?: TokenIssuer
  /** `jti`; a new one by default. */
  readonly tokenId?: string
  /** Whether the token covers the whole body, as Posthorn's does. True by default. */
  readonly isBodyProven?: boolean
}

/** By default a suspension of the tenant `Cust12345`; `members` are those of the body. */
export async function signTenantStatusRequest(options: TenantStatusSample): Promise<SignedRequest> {
  const { id, atSeconds } = sampleOf(options)
  const { Token, PublicEndpoint, ...members }: JsonObject = { ...sampleBody, ...options.members }
  const covered = PublicEndpoint === undefined ? members : { ...members, PublicEndpoint }
  const token = Token ?? (await tokenOf(options, covered, atSeconds))
  const body = JSON.stringify({ ...members, Token: token, PublicEndpoint })
  return signedRequest(body, { 'webhook-id': id })
}

const sampleBody = {
  ChangeType: 2,
  ContextIdentifier: 'Cust12345',
  VersionName: 'Release_12.4_2026.09.17-05',
  FileVersion: '12.4.1514.0',
  PublicEndpoint: 'online3.example.org',
}

/** It begins a minute early, for clocks that are late, and ends after five. */
const earlySeconds = 60
const lifeSeconds = 300

async function tokenOf(
  options: TenantStatusSample,
  members: JsonObject,
  atSeconds: number,
): Promise<string> {
  const { issuer = testIssuer, clientId, isBodyProven = true } = options
  const tenant = members['ContextIdentifier']
  const header = { alg: 'RS256', typ: 'JWT', kid: issuer.keyId }
  const claims = {
    iss: issuer.url,
    aud: clientId,
    sub: tenant,
    iat: atSeconds,
    nbf: atSeconds - earlySeconds,
    exp: atSeconds + lifeSeconds,
    jti: options.tokenId ?? crypto.randomUUID(),
    [tenantClaim]: tenant,
    ...(isBodyProven ? { body_sha256: await bodyDigest(members) } : {}),
  }
  const signed = [header, claims].map((part) => base64UrlOf(utf8(JSON.stringify(part)))).join('.')
  return `${signed}.${base64UrlOf(await signatureOf(signed, issuer))}`
}

async function signatureOf(signed: string, { pkcs8Base64 }: TokenIssuer): Promise<ArrayBuffer> {
  const pkcs8 = bytesOfBase64(pkcs8Base64)
  if (pkcs8 === null) throw new Error('the private key of an issuer is PKCS #8 in base64')
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, rs256, false, ['sign'])
  return crypto.subtle.sign(rs256.name, key, utf8(signed))
}

function base64UrlOf(bytes: ArrayBuffer | Uint8Array): string {
  return base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
