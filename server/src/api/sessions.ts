/**
 * Who is signed in to the console, as the API asks at every request: the session is looked up by the
 * digest of its cookie, and so is what it rests on, an account or a key. What was found is
 * remembered for two seconds, so that is how long another node's word takes; a change made here
 * counts at once. A crash forgets what is remembered; sessions are in the store.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Account } from '../domain/account.ts'
import type { Session, SessionHolder } from '../domain/session.ts'
import { type ApiKey, keyScopes } from '../domain/tenant.ts'
import { findAccount } from '../manage/accounts/account-records.ts'
import {
  beginSession,
  digestOfSession,
  endSession,
  findSession,
  mintSessionToken,
  noteSessionUse,
} from '../manage/accounts/session-records.ts'
import type { Ports } from '../ports/ports.ts'
import { BriefMemory } from './brief-memory.ts'
import type { KnownCaller } from './caller.ts'

/** A session that lives, and whose rights it has. */
export interface LiveSession {
  readonly session: Session
  readonly caller: KnownCaller
  /** Null: somebody signed in with a key or a portal link. */
  readonly account: Account | null
}

interface SessionParts {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'random'>
  readonly operatorKey: string
}

export class Sessions {
  readonly #ports: SessionParts['ports']
  readonly #operatorKey: string
  /** By digest of the cookie. */
  readonly #live: BriefMemory<string, LiveSession>
  #changes = 0

  constructor({ ports, operatorKey }: SessionParts) {
    this.#ports = ports
    this.#operatorKey = operatorKey
    this.#live = new BriefMemory(ports.clock)
  }

  /** Null: the cookie stands for no session, or for one that is over. */
  async find(token: string): Promise<LiveSession | null> {
    const digest = digestOfSession(token)
    const known = this.#live.fresh(digest)
    if (known !== undefined) return known
    const changes = this.#changes
    const live = await this.#look(digest)
    // What ended while it was being looked up must not be remembered.
    if (live !== null && changes === this.#changes) this.#live.note(digest, live)
    return live
  }

  /** Null: what it would rest on is gone already. */
  async begin(
    holder: SessionHolder,
    endsAtMs = Infinity,
  ): Promise<{ readonly token: string; readonly live: LiveSession } | null> {
    const token = mintSessionToken({ ports: this.#ports })
    const session = await beginSession(token, { holder, endsAtMs }, { ports: this.#ports })
    const live = await this.#liveOf(session)
    return live === null ? null : { token, live }
  }

  async end(token: string): Promise<void> {
    await endSession(digestOfSession(token), { ports: this.#ports })
    this.forget()
  }

  /** To be called once something that a session may rest on is changed on disk. */
  forget(): void {
    this.#changes += 1
    this.#live.clear()
  }

  operatorKeyHolder(): SessionHolder {
    return { kind: 'operator-key', proof: this.#operatorProof() }
  }

  async #look(digest: string): Promise<LiveSession | null> {
    const ports = this.#ports
    const held = await findSession(digest, { ports })
    const live = held === null ? null : await this.#liveOf(held.value)
    // Where there is no room to note it now, the next look notes it.
    if (held !== null && live !== null) await noteSessionUse(held, { ports }).catch(() => null)
    return live
  }

  async #liveOf(session: Session): Promise<LiveSession | null> {
    const { holder } = session
    switch (holder.kind) {
      case 'operator-key': {
        const isSame = isEqual(holder.proof, this.#operatorProof())
        return isSame ? { session, caller: { kind: 'operator' }, account: null } : null
      }
      case 'key':
      case 'portal': {
        const keys = await this.#ports.store.tenants.listKeys(holder.tenantKey)
        const key = keys.find(({ id }) => id === holder.keyId)
        if (key === undefined || key.revokedAtMs !== null) return null
        return { session, caller: { kind: 'tenant', key }, account: null }
      }
      case 'account': {
        const account = (await findAccount(holder.accountId, this.#ports))?.value
        if (account === undefined || account.signInCount !== holder.signInCount) return null
        return { session, caller: callerOf(account), account }
      }
    }
  }

  /** Of the operator's key, which may be another at the next start. */
  #operatorProof(): string {
    return createHmac('sha256', this.#operatorKey).update('posthorn session').digest('hex')
  }
}

/** Whoever can read it can read the session; no other site can. */
export const csrfTokenOf = (token: string): string =>
  createHash('sha256').update(`csrf ${token}`).digest('base64url')

export const isCsrfToken = (given: string, token: string): boolean =>
  isEqual(given, csrfTokenOf(token))

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function callerOf(account: Account): KnownCaller {
  const { id, email, rights } = account
  const person = { id, email }
  if (rights.role === 'operator') return { kind: 'operator', person }
  return { kind: 'tenant', key: keyOf(account, rights), person }
}

/** What it may do, said as of a key that no secret opens. It is an application by itself. */
function keyOf(
  { id, name, createdAtMs }: Account,
  { tenantKey, tenantId, scopes }: Exclude<Account['rights'], { role: 'operator' }>,
): ApiKey {
  return {
    id: `key_${id.slice('acc_'.length)}`,
    tenantKey,
    tenantId,
    name,
    scopes,
    application: id,
    prefix: '',
    createdAtMs,
    revokedAtMs: null,
    lastUsedAtMs: null,
  }
}

/** The operator has them all. */
export const scopesOf = (caller: KnownCaller) =>
  caller.kind === 'operator' ? keyScopes : caller.key.scopes
