/**
 * The keys that an environment's issuer signs with. A new one is published before it signs, and an
 * old one stays published until its last token has expired and caches have gone by, so that nobody
 * who caches what is published ever meets a key that is not there (tenant status specification, 3.3).
 */
import type { IssuerKey } from './issuer-key.ts'
import type { Environment } from './tenant-status.ts'

export interface HeldKey extends IssuerKey {
  readonly createdAtMs: number
  readonly signsFromMs: number
  /** Null: it is the newest. */
  readonly publishedUntilMs: number | null
}

export interface Issuer {
  readonly environment: Environment
  /** Oldest first. */
  readonly keys: readonly HeldKey[]
}

/** Where receivers find the issuers. */
export type IssuerUrls = Readonly<Record<Environment, string>>

const minuteMs = 60_000
/** What receivers are told to keep of the published keys. */
export const publishedCacheMs = 5 * minuteMs
/** What is reckoned with, since some keep them longer than they are told. */
const cacheMsMax = 60 * minuteMs
/** A token's life with the leeway that clocks are given. */
const tokenMs = 6 * minuteMs

/** The key to sign with: the newest whose time has come. */
export function signingKey({ keys }: Issuer, nowMs: number): HeldKey | null {
  return keys.findLast(({ signsFromMs }) => signsFromMs <= nowMs) ?? keys[0] ?? null
}

/** What receivers may find now. */
export function publishedKeys({ keys }: Issuer, nowMs: number): readonly HeldKey[] {
  return keys.filter(
    ({ publishedUntilMs }) => publishedUntilMs === null || publishedUntilMs > nowMs,
  )
}

/** When a key that is made now begins to sign; the first one does at once. */
export function signsFrom(issuer: Issuer, nowMs: number): number {
  return issuer.keys.length === 0 ? nowMs : nowMs + cacheMsMax
}

/** With one more key: those before it are published until nobody can need them. */
export function withKey(issuer: Issuer, key: HeldKey, nowMs: number): Issuer {
  const untilMs = key.signsFromMs + tokenMs + cacheMsMax
  const before = publishedKeys(issuer, nowMs).map((one) => ({
    ...one,
    publishedUntilMs: one.publishedUntilMs ?? untilMs,
  }))
  return { ...issuer, keys: [...before, key] }
}
