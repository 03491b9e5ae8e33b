/**
 * Who is calling and what they may do, read off the operations: the one place where the API lets
 * somebody in. An account that is not the key's answers exactly like one that does not exist: a
 * tenant or partner by its name alone, without a look-up, an app or product after the same one.
 *
 * A crash forgets the proven keys and the counted failures, and at most a minute of last uses;
 * nothing that was decided rests on them.
 */
import { hash, timingSafeEqual } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ApiKey } from '../domain/tenant.ts'
import { isAppId } from '../domain/app.ts'
import { isClient } from '../manage/products/create-client.ts'
import { findProduct } from '../manage/products/product-records.ts'
import type { Ports } from '../ports/ports.ts'
import { accountId, Accounts } from './accounts.ts'
import { addressBlock } from './address-block.ts'
import type { KnownCaller } from './caller.ts'
import { ClientPasses, isPassText } from './client-passes.ts'
import type { AccountKind, Caller, Operation, OperationGroup, PathTenant } from './operation.ts'
import { isForTenants, mayCall } from './permissions.ts'
import { isProblem, problem, type Problem, type ProblemCode } from './problems.ts'
import { sessionTokenOf } from './session-cookie.ts'
import { isCsrfToken, Sessions } from './sessions.ts'
import { boundedSecret, secretOf } from './shown-secret.ts'

/** Wrong keys that an address may show a minute before it is told to wait. */
const failuresPerMinuteMax = 30
const failureWindowSeconds = 60
const noteUsesEveryMs = 60_000
/** Where another node may revoke a key: for so long one that was proven is not looked up again. */
const provenForMs = 5_000

export interface Credentials {
  readonly authorization: string | undefined
  /** The key itself, where a body carries it; then the header is not looked at. */
  readonly key?: string | null
  /** As the header has them; they count where there is no header Authorization. */
  readonly cookies?: string | undefined
  readonly csrfToken?: string | undefined
  readonly remoteAddress: string
}

export type Admission = { readonly caller: Caller; readonly tenant: PathTenant | null } | Problem

interface Proven {
  readonly caller: KnownCaller
  /** When it was last found, in monotonic time. */
  readonly atMs: number
}

interface AccessPorts {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'random' | 'observer'>
  readonly operatorKey: string
}

export class Access {
  /** Who is signed in by a cookie, which lets in as a key does. */
  readonly sessions: Sessions
  readonly #ports: AccessPorts['ports']
  readonly #salt: string
  readonly #operatorDigest: Buffer
  /** Keys that opened something since the start, by salted digest. */
  readonly #proven = new Map<string, Proven>()
  readonly #isShared: boolean
  readonly #passes: ClientPasses
  readonly #accounts: Accounts
  readonly #lastUses = new Map<string, number>()
  readonly #failures = new RateLimiterMemory({
    points: failuresPerMinuteMax,
    duration: failureWindowSeconds,
  })
  #revocations = 0
  #cancelNoting: () => void

  constructor({ ports, operatorKey }: AccessPorts) {
    this.#ports = ports
    this.#passes = new ClientPasses(ports)
    this.#accounts = new Accounts(ports)
    this.sessions = new Sessions({ ports, operatorKey })
    this.#isShared = ports.store.nodes !== undefined
    this.#salt = Buffer.from(ports.random.bytes(16)).toString('hex')
    this.#operatorDigest = this.#digest(operatorKey)
    this.#cancelNoting = ports.clock.after(noteUsesEveryMs, () => this.#noteUsesAndGoOn())
  }

  /** Answers at once for a key that was proven before, otherwise after a look-up. */
  admit(
    rule: { readonly operation: Operation; readonly group: OperationGroup },
    credentials: Credentials,
    tenantId: string | undefined,
  ): Admission | Promise<Admission> {
    const { operation } = rule
    if (operation.allow === 'anyone') return { caller: { kind: 'anyone' }, tenant: null }
    const { key = null, authorization } = credentials
    const session =
      key === null && authorization === undefined ? sessionTokenOf(credentials.cookies) : null
    if (session !== null) {
      return this.#admitBySession(operation, { session, ...credentials }, tenantId)
    }
    const secret =
      key === null ? secretOf(authorization, rule.group.credentialSchemes) : boundedSecret(key)
    if (secret === null) {
      return problem('key-missing', { headers: { 'www-authenticate': 'Bearer' } })
    }
    if (rule.group.takesPasses === true && isPassText(secret)) {
      return this.#admitByPass(operation, { pass: secret, ...credentials }, tenantId)
    }
    const caller = this.callerOf(secret, credentials.remoteAddress)
    if (!(caller instanceof Promise)) return this.authorize(operation, caller, tenantId)
    return caller.then((found) =>
      isProblem(found) ? found : this.authorize(operation, found, tenantId),
    )
  }

  /** Who shows this key, at once where it was proven before. */
  callerOf(secret: string, remoteAddress: string): KnownCaller | Promise<KnownCaller | Problem> {
    const proven = this.#proven.get(this.#digestName(secret))
    return proven !== undefined && this.#isFresh(proven)
      ? proven.caller
      : this.#prove(secret, remoteAddress, proven)
  }

  async #admitBySession(
    operation: Operation,
    { session, csrfToken }: Credentials & { readonly session: string },
    named: string | undefined,
  ): Promise<Admission> {
    const live = await this.sessions.find(session)
    if (live === null) return problem('session-ended')
    // Another site can have the browser send the cookie, and cannot read what this is.
    if (operation.method !== 'GET' && !isCsrfToken(csrfToken ?? '', session)) {
      return problem('csrf-token-wrong')
    }
    return this.authorize(operation, live.caller, named)
  }

  /** A pass for the id and the secret of a client. */
  async exchange(client: {
    readonly id: string
    readonly secret: string
    readonly remoteAddress: string
  }): Promise<string | Problem> {
    const key = await this.#ports.store.tenants.findKey(client.secret)
    const isOne = key !== null && isClient(key) && key.application === client.id
    const product = isOne ? await findProduct(key.tenantKey, this.#ports) : null
    if (!isOne || product === null) {
      return this.#refuse(addressBlock(client.remoteAddress), problem('client-refused'))
    }
    this.#lastUses.set(key.id, this.#ports.clock.nowMs())
    return this.#passes.issue(key, product)
  }

  async #admitByPass(
    operation: Operation,
    { pass, remoteAddress }: Credentials & { readonly pass: string },
    named: string | undefined,
  ): Promise<Admission> {
    const key = await this.#passes.find(pass)
    if (key === null) return this.#refuse(addressBlock(remoteAddress), passInvalid)
    return this.authorize(operation, { kind: 'tenant', key }, named)
  }

  /** Whether a caller who was found may call this operation on the account that the path names. */
  authorize(
    operation: Operation,
    caller: Caller,
    named: string | undefined,
  ): Admission | Promise<Admission> {
    if (caller.kind === 'operator') return this.#admitOperator(operation, caller, named)
    if (caller.kind === 'anyone') return problem('key-missing')
    if (caller.person === undefined) this.#lastUses.set(caller.key.id, this.#ports.clock.nowMs())
    const kind = operation.accountKind
    if (kind === null) return problem('operator-only')
    if (kind === 'own') return admitted(operation, caller)
    if (kind === 'app') return this.#admitToApp(operation, caller, named ?? '')
    if (kind === 'product') return this.#admitToProduct(operation, caller, named ?? '')
    if (caller.key.tenantId !== accountId(kind, named)) return problem(unknownProblems[kind])
    // A key that was made for one app is for that app alone.
    if (kind === 'partner' && isAppId(caller.key.application)) return problem('key-of-one-app')
    return admitted(operation, caller)
  }

  /** An app is its partner's, and where a key is for one app, that one alone is there. */
  async #admitToApp(
    operation: Operation,
    caller: Extract<Caller, { kind: 'tenant' }>,
    appId: string,
  ): Promise<Admission> {
    const { tenantKey, application } = caller.key
    const isOther = isAppId(application) && application !== appId
    const partner = isOther ? null : await this.#accounts.find('app', appId)
    if (partner?.key !== tenantKey) return problem('app-unknown')
    return admitted(operation, caller)
  }

  async #admitToProduct(
    operation: Operation,
    caller: Extract<Caller, { kind: 'tenant' }>,
    productId: string,
  ): Promise<Admission> {
    const tenant = await this.#accounts.find('product', productId)
    if (tenant?.key !== caller.key.tenantKey) return problem('product-unknown')
    return admitted(operation, caller)
  }

  /** To be told as soon as a key is revoked: from then on it opens nothing. */
  forgetKey(keyId: string): void {
    this.#revocations += 1
    this.#passes.forgetKey()
    this.sessions.forget()
    for (const [digest, { caller }] of this.#proven) {
      if (caller.kind === 'tenant' && caller.key.id === keyId) this.#proven.delete(digest)
    }
  }

  async close(): Promise<void> {
    this.#cancelNoting()
    await this.#noteUses()
  }

  /**
   * The key is looked up whatever its address has done before: that is one hash and a look into
   * memory, and behind a proxy everybody has one address. Only a wrong one is counted, and refused
   * without a further word once its address has shown too many.
   */
  async #prove(
    secret: string,
    remoteAddress: string,
    before: Proven | undefined,
  ): Promise<KnownCaller | Problem> {
    const revocations = this.#revocations
    const atMs = this.#ports.clock.monotonicMs()
    const caller = await this.#find(secret, before)
    if (caller === null) {
      this.#proven.delete(this.#digestName(secret))
      return this.#refuse(addressBlock(remoteAddress), keyInvalid)
    }
    // A key that was revoked while it was being looked up must not be remembered.
    if (revocations === this.#revocations)
      this.#proven.set(this.#digestName(secret), { caller, atMs })
    return caller
  }

  #isFresh({ caller, atMs }: Proven): boolean {
    if (!this.#isShared || caller.kind !== 'tenant') return true
    return this.#ports.clock.monotonicMs() - atMs < provenForMs
  }

  async #refuse(from: string, refusal: Problem): Promise<Problem> {
    const failed = await this.#failures.get(from)
    if (failed !== null && failed.consumedPoints >= failuresPerMinuteMax) {
      const seconds = Math.max(1, Math.ceil(failed.msBeforeNext / 1000))
      return problem('too-many-failures', { headers: { 'retry-after': String(seconds) } })
    }
    // Rejects when the points are spent, which the next wrong key of this address will find.
    await this.#failures.consume(from).catch(() => null)
    return refusal
  }

  async #find(secret: string, before: Proven | undefined): Promise<KnownCaller | null> {
    if (timingSafeEqual(this.#digest(secret), this.#operatorDigest)) return { kind: 'operator' }
    const looking = this.#ports.store.tenants.findKey(secret)
    // While the store is away nobody can revoke anything, and who was let in stays so.
    const key = await (before?.caller.kind === 'tenant'
      ? looking.catch(() => keyOf(before.caller))
      : looking)
    // What a client holds is exchanged for passes, and opens nothing by itself.
    return key === null || isClient(key) ? null : { kind: 'tenant', key }
  }

  #admitOperator(
    operation: Operation,
    caller: Caller,
    named: string | undefined,
  ): Admission | Promise<Admission> {
    if (operation.allow !== 'anyone' && !operation.allow.includes('operator')) {
      return problem('scope-missing')
    }
    const kind = operation.accountKind
    // The operator has no account of its own.
    if (kind === null || kind === 'own') return { caller, tenant: null }
    const finding = this.#accounts.find(kind, named ?? '')
    if (finding === null) return problem(unknownProblems[kind])
    if (!(finding instanceof Promise)) return { caller, tenant: finding }
    return finding.then((tenant) =>
      tenant === null ? problem(unknownProblems[kind]) : { caller, tenant },
    )
  }

  /** Salted afresh at every start, so that what memory holds is worth nothing elsewhere. */
  #digest(secret: string): Buffer {
    return hash('sha256', this.#salt + secret, 'buffer')
  }

  #digestName(secret: string): string {
    return hash('sha256', this.#salt + secret, 'base64')
  }

  #noteUsesAndGoOn(): void {
    this.#cancelNoting = this.#ports.clock.after(noteUsesEveryMs, () => this.#noteUsesAndGoOn())
    void this.#noteUses()
  }

  async #noteUses(): Promise<void> {
    if (this.#lastUses.size === 0) return
    const uses = [...this.#lastUses].map(([id, atMs]) => ({ id, atMs }))
    this.#lastUses.clear()
    try {
      await this.#ports.store.tenants.noteKeyUse(uses)
    } catch (error) {
      this.#ports.observer.observe({ kind: 'fault', where: 'noting when keys were used', error })
    }
  }
}

const invalidToken = { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }
const keyInvalid = problem('key-invalid', invalidToken)
const passInvalid = problem('pass-invalid', invalidToken)

const unknownProblems = {
  tenant: 'tenant-unknown',
  partner: 'partner-unknown',
  app: 'app-unknown',
  product: 'product-unknown',
} as const satisfies Record<Exclude<AccountKind, 'own'>, ProblemCode>

function admitted(operation: Operation, caller: Extract<Caller, { kind: 'tenant' }>): Admission {
  const { key } = caller
  if (!mayCall(operation, key)) {
    return problem(isForTenants(operation) ? 'scope-missing' : 'operator-only')
  }
  return { caller, tenant: { key: key.tenantKey, id: key.tenantId } }
}

const keyOf = (caller: Caller): ApiKey | null => (caller.kind === 'tenant' ? caller.key : null)
