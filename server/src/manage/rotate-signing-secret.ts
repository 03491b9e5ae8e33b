/**
 * Gives a subscription a new signing secret. The one it replaces goes on signing beside the new one
 * until its grace is over, so that a receiver can change over without losing a message (Standard
 * Webhooks, section "Zero downtime secret rotation").
 */
import { signingSecretsOldMax } from '../domain/limits.ts'
import type { OldSigningSecret, SigningSecret, SigningSecrets } from '../domain/signing-secret.ts'
import type { Subscription } from '../domain/subscription.ts'
import { changeSubscription } from './change-subscription.ts'
import type { ManageParts } from './manage-parts.ts'

export interface RotateSigningSecret {
  readonly tenantKey: number
  readonly number: number
  /** How long the replaced secret goes on signing; 0: not at all. */
  readonly graceMs: number
  /** Takes the place of the current secret of its kind; null: each current one gets a fresh one. */
  readonly secret: SigningSecret | null
}

export type RotateResult =
  | { readonly kind: 'rotated'; readonly subscription: Subscription }
  | { readonly kind: 'unknown' }
  /** Too many replaced secrets are within their grace; the first ends at this instant. */
  | { readonly kind: 'limit-reached'; readonly firstEndsAtMs: number }
  | { readonly kind: 'conflict' }

export async function rotateSigningSecret(
  request: RotateSigningSecret,
  parts: ManageParts,
): Promise<RotateResult> {
  const before = parts.pipeline.subscriptions.find(request.number)
  if (before === null || before.tenantKey !== request.tenantKey) return { kind: 'unknown' }
  const nowMs = parts.ports.clock.nowMs()
  const valid = before.config.secrets.old.filter(({ endsAtMs }) => endsAtMs > nowMs)
  const secrets = rotated({ ...before.config.secrets, old: valid }, request, { parts, nowMs })
  if (secrets.old.length > signingSecretsOldMax) {
    const firstEndsAtMs = Math.min(...valid.map(({ endsAtMs }) => endsAtMs))
    return { kind: 'limit-reached', firstEndsAtMs }
  }
  const config = { ...before.config, secrets }
  const result = await changeSubscription({ before, config }, parts)
  if (result.kind === 'changed') return { kind: 'rotated', subscription: result.subscription }
  if (result.kind === 'conflict') return result
  throw new Error('a rotation takes no new target, yet the configuration was refused')
}

/** New ones in place of those they replace; of the old ones the newest first. */
function rotated(
  secrets: SigningSecrets,
  { secret, graceMs }: RotateSigningSecret,
  { parts, nowMs }: { readonly parts: ManageParts; readonly nowMs: number },
): SigningSecrets {
  const replaced = secrets.current.filter((one) => isReplaced(one, secret, secrets))
  const kept = secrets.current.filter((one) => !replaced.includes(one))
  const fresh = secret === null ? replaced.map((one) => freshLike(one, parts)) : [secret]
  const retired: readonly OldSigningSecret[] =
    graceMs === 0 ? [] : replaced.map((one) => ({ secret: one, endsAtMs: nowMs + graceMs }))
  // HMAC entries come first in the header: hand-written receivers often read only the first.
  const current = [...fresh, ...kept].toSorted((a, b) => rank(a) - rank(b))
  return { current, old: [...retired, ...secrets.old] }
}

/** A shared secret replaces the shared one, a pair the pair; the only one there is, any. */
function isReplaced(
  one: SigningSecret,
  given: SigningSecret | null,
  { current }: SigningSecrets,
): boolean {
  return given === null || current.length === 1 || rank(one) === rank(given)
}

function freshLike(secret: SigningSecret, { ports }: ManageParts): SigningSecret {
  return ports.keyMaker.makeSecret(secret.kind === 'ed25519' ? 'ed25519' : 'hmac')
}

const rank = (secret: SigningSecret): number => (secret.kind === 'ed25519' ? 1 : 0)
