/**
 * A tenant is a customer of the operator; events belong to it. Its id is the caller's own word
 * (`Cust12345`), inside it is an integer key. Keys let its programs in.
 */
import type { KeyId } from './ids.ts'

export interface Tenant {
  readonly key: number
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
}

/** `manage` includes `read`; `ingest` hands in and signals events only. */
export type KeyScope = 'manage' | 'read' | 'ingest'
export const keyScopes = ['manage', 'read', 'ingest'] as const satisfies readonly KeyScope[]

export interface ApiKey {
  readonly id: KeyId
  readonly tenantKey: number
  readonly tenantId: string
  readonly name: string
  readonly scopes: readonly KeyScope[]
  /** Keys of one application see the same SuperOffice webhooks; by default the key's own id. */
  readonly application: string
  /** The first characters of the secret, kept so that people can tell keys apart. */
  readonly prefix: string
  readonly createdAtMs: number
  readonly revokedAtMs: number | null
  readonly lastUsedAtMs: number | null
}

/** First path segments that are ours; a tenant of that name could never be reached. */
const reservedTenantIds: ReadonlySet<string> = new Set([
  'v1',
  'api',
  'console',
  'login',
  'logout',
  'healthz',
  'readyz',
  'metrics',
  'assets',
  'static',
  'docs',
  'portal',
  'favicon.ico',
  'robots.txt',
  '.well-known',
  'well-known',
  'openapi',
])

const tenantIdPattern = /^[A-Za-z0-9_-]{1,64}$/

/** Whether a text may be a tenant's id: 1 to 64 of `[A-Za-z0-9_-]` and no path of our own. */
export function isTenantId(text: string): boolean {
  return tenantIdPattern.test(text) && !reservedTenantIds.has(text.toLowerCase())
}
