/**
 * Verifies tenant status notifications in SuperOffice's format ("customer state change"). The proof
 * is a token inside the body: signed by an issuer that the receiver names, for the receiver's own
 * application, about the tenant of the body, for five minutes. Nothing in a token decides what it is
 * checked against.
 */
import { canonicalText } from './canonical-json.ts'
import { headerValue } from './header-value.ts'
import { fetchedKeys, givenKeys, type IssuerKeys, type PublishedKeys } from './issuer-keys.ts'
import { isSignedBy, type JsonObject, readToken } from './json-web-token.ts'
import { rawBytes } from './raw-body.ts'
import { VerificationError } from './verification-error.ts'
import type { ReceivedWebhook, Verifier } from './verifier.ts'

export interface TenantStatusOptions {
  /**
   * Whose tokens are trusted: the URL of an environment's issuer, as its metadata name it; several
   * where they are trusted alike. Https, or the machine itself.
   */
  readonly issuers: string | readonly string[]
  /** The application's own client id; several where it has one for each environment. */
  readonly clientIds: string | readonly string[]
  /** The keys of the issuer, if there is one and its keys are not to be fetched. */
  readonly jwks?: PublishedKeys
  /** What fetches the keys; by default the platform's own. */
  readonly fetch?: typeof globalThis.fetch
  /** How far clocks may differ. 30 by default. */
  readonly leewaySeconds?: number
  /** The longest that fetched keys are kept, whatever the issuer allows. An hour by default. */
  readonly jwksMaxAgeSeconds?: number
  /** Epoch milliseconds; the machine's clock by default. */
  readonly nowMs?: () => number
}

/** In the order of their numbers. */
const changes = ['upgrade', 'backup-restored', 'suspend', 'resume', 'delete', 'move'] as const

export type TenantChange = (typeof changes)[number]

export interface TenantStatusEvent {
  /** As it was sent. */
  readonly changeType: number
  /** Its name; null for a number that is not documented. */
  readonly change: TenantChange | null
  /** The tenant. */
  readonly contextIdentifier: string
  readonly versionName: string
  readonly fileVersion: string
  /** A host; null where none was sent. */
  readonly publicEndpoint: string | null
}

export interface VerifiedTenantStatus extends ReceivedWebhook {
  readonly event: TenantStatusEvent
  /** `webhook-id`, the same on every attempt: drop what you have seen. Not covered by the token. */
  readonly id: string | null
  /** Who vouches for it: one of the issuers that are trusted. */
  readonly issuer: string
  /** Another one on every attempt; null where the token has none. */
  readonly tokenId: string | null
  /**
   * Whether the token covers the whole body. Where it does not, it proves the tenant alone: ask for
   * the tenant's state before you act.
   */
  readonly isBodyProven: boolean
}

export type TenantStatusVerifier = Verifier<VerifiedTenantStatus>

const leewaySecondsDefault = 30
const maxAgeSecondsDefault = 3_600
/** Several times what a notification takes. */
const bodyBytesMax = 256 * 1024
/** One that does not exist. */
const testTenant = 'test'
export const tenantClaim = 'http://schemes.superoffice.net/identity/ctx'

/** Throws `BAD_SETTING` at once when an issuer or an application is none. */
export function createTenantStatusVerifier(options: TenantStatusOptions): TenantStatusVerifier {
  const keysOf = keysByIssuer(options)
  const audiences = audiencesOf(textsOf(options.clientIds, 'a client id'))
  const { leewaySeconds = leewaySecondsDefault, nowMs = Date.now } = options
  return {
    async verify({ headers, body }) {
      const members = membersOf(rawBytes(body))
      const token = readToken(members['Token'])
      const { iss: issuer } = token.claims
      const keys = typeof issuer === 'string' ? keysOf.get(issuer) : undefined
      if (typeof issuer !== 'string' || keys === undefined) {
        throw new VerificationError('WRONG_ISSUER', 'the token is of an issuer that is not trusted')
      }
      const key = await keys.find(token.keyId)
      if (key === null) {
        throw new VerificationError('UNKNOWN_KEY', 'the token names a key that its issuer has not')
      }
      if (!(await isSignedBy(token, key))) {
        throw new VerificationError('NO_MATCH', "the token's signature is not of its issuer's key")
      }
      checkTimes(token.claims, nowMs() / 1_000, leewaySeconds)
      checkAudience(token.claims, audiences)
      const event = tenantStatusEventOf(members)
      if (event === null) {
        throw badBody('ChangeType is no whole number, or ContextIdentifier names no tenant')
      }
      checkTenant(token.claims, event.contextIdentifier)
      return {
        id: headerValue(headers, 'webhook-id'),
        isTest: event.contextIdentifier === testTenant,
        event,
        payload: members,
        issuer,
        tokenId: textOr(token.claims['jti'], null),
        isBodyProven: await isBodyProven(token.claims, members),
      }
    },
  }
}

/** Each issuer has keys of its own, so that none can speak for another. */
function keysByIssuer(options: TenantStatusOptions): ReadonlyMap<string, IssuerKeys> {
  const issuers = textsOf(options.issuers, 'an issuer')
  const { jwks, nowMs = Date.now, jwksMaxAgeSeconds = maxAgeSecondsDefault } = options
  if (jwks !== undefined) return new Map([[onlyOne(issuers), keysGiven(jwks)]])
  const fetch = options.fetch ?? globalThis.fetch
  return new Map(
    issuers.map((issuer) => {
      const url = keysUrl(issuer)
      return [issuer, fetchedKeys({ url, fetch, nowMs, maxAgeSeconds: jwksMaxAgeSeconds })]
    }),
  )
}

function onlyOne([issuer = '', ...others]: readonly string[]): string {
  if (others.length === 0) return issuer
  throw badSetting('keys can be given for one issuer alone; make a verifier for each')
}

function keysGiven(jwks: PublishedKeys): IssuerKeys {
  try {
    return givenKeys(jwks)
  } catch {
    throw badSetting('the keys given are no JSON Web Key Set')
  }
}

/** Keys that anybody on the way could replace would prove nothing. */
function keysUrl(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isHere = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)
  if (!isSafe) throw badSetting('an issuer is an https URL')
  return `${issuer.replace(/\/+$/, '')}/login/.well-known/jwks`
}

function textsOf(given: string | readonly string[], what: string): readonly string[] {
  const texts: readonly unknown[] = typeof given === 'string' ? [given] : (given ?? [])
  const isGood = Array.isArray(texts) && texts.length > 0
  if (isGood && texts.every((text) => typeof text === 'string' && text !== '')) {
    return texts as readonly string[]
  }
  throw badSetting(`a verifier needs at least ${what}`)
}

/** Connectors of the same system are named `spn:` and the id; a client id may be written so too. */
function audiencesOf(clientIds: readonly string[]): ReadonlySet<unknown> {
  return new Set(clientIds.flatMap((id) => [id, `spn:${id}`]))
}

function membersOf(bytes: Uint8Array): JsonObject {
  if (bytes.length > bodyBytesMax) throw badBody('the body is too long')
  const value = jsonOf(bytes)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject
  }
  throw badBody('the body is no JSON object')
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value
  } catch {
    throw new VerificationError('BODY_NOT_JSON', 'the body is no JSON, so there is no token in it')
  }
}

function checkTimes({ exp, nbf }: JsonObject, nowSeconds: number, leewaySeconds: number): void {
  if (typeof exp !== 'number' || (nbf !== undefined && typeof nbf !== 'number')) {
    throw new VerificationError('BAD_TOKEN', 'a token says in numbers from when to when it holds')
  }
  if (nowSeconds >= exp + leewaySeconds) {
    throw new VerificationError('TOO_OLD', 'the token has ended')
  }
  if (nbf !== undefined && nowSeconds < nbf - leewaySeconds) {
    throw new VerificationError(
      'CLOCK_SKEW',
      'the token has not begun by the clock of this machine',
    )
  }
}

function checkAudience({ aud }: JsonObject, audiences: ReadonlySet<unknown>): void {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (named.some((one) => audiences.has(one))) return
  throw new VerificationError('WRONG_AUDIENCE', 'the token is for another application')
}

function checkTenant(claims: JsonObject, contextIdentifier: string): void {
  if (claims[tenantClaim] === contextIdentifier) return
  throw new VerificationError('WRONG_TENANT', 'the token is about another tenant than the body')
}

/** The event that a parsed body holds; null: it names no change, or no tenant. */
export function tenantStatusEventOf(payload: unknown): TenantStatusEvent | null {
  const members = Object(payload) as JsonObject
  const { ChangeType: changeType, ContextIdentifier: contextIdentifier } = members
  if (typeof changeType !== 'number' || !Number.isSafeInteger(changeType)) return null
  if (typeof contextIdentifier !== 'string' || contextIdentifier === '') return null
  return {
    changeType,
    change: changes[changeType] ?? null,
    contextIdentifier,
    versionName: textOr(members['VersionName'], ''),
    fileVersion: textOr(members['FileVersion'], ''),
    publicEndpoint: textOr(members['PublicEndpoint'], null),
  }
}

function textOr<Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise {
  return typeof value === 'string' ? value : otherwise
}

/** False where the token says nothing of the body; throws `BODY_ALTERED` where it says another. */
async function isBodyProven({ body_sha256: digest }: JsonObject, members: JsonObject) {
  if (digest === undefined) return false
  if (digest === (await bodyDigest(members))) return true
  throw new VerificationError('BODY_ALTERED', 'the token is of another body')
}

/** SHA-256, in hexadecimal, of the canonical form of all members but the token. */
export async function bodyDigest(members: JsonObject): Promise<string> {
  const { Token: _, ...rest } = members
  const canonical = canonicalText(rest)
  if (canonical === null) throw badBody('the body is too deep')
  const bytes = new TextEncoder().encode(canonical)
  const made = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(made, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function badBody(message: string): VerificationError {
  return new VerificationError('BAD_BODY', message)
}

function badSetting(message: string): VerificationError {
  return new VerificationError('BAD_SETTING', message)
}
