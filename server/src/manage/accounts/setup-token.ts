/**
 * Tokens of setup links: they set the password of one account, once, within a day. A token names
 * what it is for, so the store keeps its digest with that and nothing else.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { AccountId, SetupLink } from '../../domain/account.ts'
import type { Ports } from '../../ports/ports.ts'

const setupMsMax = 24 * 3_600_000
const secretBytes = 32
const pattern = /^phs_(first|[0-9a-f]{32})_([\w-]{43})$/

/** Null stands for the first account of an operator, which has no id yet. */
export type SetupFor = AccountId | null

export function makeSetup(
  id: SetupFor,
  { random, clock }: Pick<Ports, 'random' | 'clock'>,
): { readonly token: string; readonly setup: SetupLink } {
  const secret = Buffer.from(random.bytes(secretBytes)).toString('base64url')
  const token = `phs_${id === null ? 'first' : id.slice('acc_'.length)}_${secret}`
  return { token, setup: { digest: digestOf(token), endsAtMs: clock.nowMs() + setupMsMax } }
}

/** Undefined: it is no such token. */
export function setupTokenFor(token: string): SetupFor | undefined {
  const [, named] = pattern.exec(token) ?? []
  if (named === undefined) return undefined
  return named === 'first' ? null : `acc_${named}`
}

export function opensSetup(
  setup: SetupLink | null | undefined,
  token: string,
  { clock }: Pick<Ports, 'clock'>,
): setup is SetupLink {
  if (setup === null || setup === undefined || setup.endsAtMs <= clock.nowMs()) return false
  return timingSafeEqual(Buffer.from(setup.digest), Buffer.from(digestOf(token)))
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')
