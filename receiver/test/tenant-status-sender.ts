/**
 * A sender of tenant status notifications as tests of the receiver need it: it can say and sign
 * anything, with the published test key or another one.
 */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }

export const { token: vector } = vectors.tenantStatus
export const tenantClaim = 'http://schemes.superoffice.net/identity/ctx'
export const issuedAtSeconds = Math.floor(vector.atMs / 1_000)

export type Members = Readonly<Record<string, unknown>>

export interface TestKey {
  readonly publicJwk: object
  readonly privateKey: KeyObject
}

export const publishedKey: TestKey = {
  publicJwk: vector.publicJwk,
  privateKey: createPrivateKey({
    key: Buffer.from(vector.privateKeyForTestsPkcs8Base64, 'base64'),
    format: 'der',
    type: 'pkcs8',
  }),
}

export function newKey(kid: string, modulusLength = 2_048): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength })
  return { publicJwk: { ...publicKey.export({ format: 'jwk' }), kid }, privateKey }
}

export const headerOf = JSON.parse(vector.header) as Members
export const claimsOf = JSON.parse(vector.payload) as Members
export const bodyOf = JSON.parse(vector.body) as Members

export interface Sent {
  /** In place of those of the published token; undefined ones are left out. */
  readonly header?: Members
  readonly claims?: Members
  readonly members?: Members
  readonly key?: TestKey
  /** In place of a signature by the key. */
  readonly signature?: (signed: string) => Buffer
}

export function tokenOf({ header, claims, key = publishedKey, signature }: Sent = {}): string {
  const signed = [
    { ...headerOf, ...header },
    { ...claimsOf, ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const bytes = signature?.(signed) ?? sign('sha256', Buffer.from(signed), key.privateKey)
  return `${signed}.${bytes.toString('base64url')}`
}

/** A body with a token of its own. */
export function bodyWith(sent: Sent = {}): string {
  return JSON.stringify({ ...bodyOf, Token: tokenOf(sent), ...sent.members })
}

/** What the sender says of the other members, which are all texts and numbers. */
export function digestOf(members: Members): string {
  const { Token: _, ...rest } = members
  const sorted = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(sorted)))
    .digest('hex')
}
