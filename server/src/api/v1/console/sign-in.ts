/**
 * The four ways to sign in: a password, a key, a portal link, and the setup link of an account.
 * Whoever fails is told nothing of what is right; each failed sign-in of an account is in the audit
 * log.
 */
import type { Static } from 'typebox'
import { type Account, passwordCharactersMin } from '../../../domain/account.ts'
import { isMailAddress } from '../../../domain/mail-address.ts'
import type { SessionHolder } from '../../../domain/session.ts'
import { findAccountByEmail } from '../../../manage/accounts/account-records.ts'
import { isFirstSetup, useFirstSetup } from '../../../manage/accounts/first-setup.ts'
import { findBySetup, setPassword } from '../../../manage/accounts/set-password.ts'
import { setupTokenFor } from '../../../manage/accounts/setup-token.ts'
import { noteChange } from '../../../manage/note-change.ts'
import { exchangePortalLink } from '../../../manage/portal-links.ts'
import type { ApiContext } from '../../context.ts'
import { isProblem, problem, type Problem } from '../../problems.ts'
import type { SignInBody } from './session-schemas.ts'

export interface SignedIn {
  readonly kind: 'signed-in'
  readonly holder: SessionHolder
  /** Where what it rests on ends by itself. */
  readonly endsAtMs?: number
}

interface Door {
  readonly remoteAddress: string
  /** Of a browser in which somebody signed in to an account before. */
  readonly browserMark: string | null
  readonly context: ApiContext
}

type Given = Static<typeof SignInBody>

export function signIn(given: Given, door: Door): Promise<SignedIn | Problem> | Problem {
  const { email, password, key, link_token: link, setup_token: setup, name } = given
  const isOne = (...wanted: readonly (keyof Given)[]): boolean =>
    Object.keys(given).every((member) => wanted.includes(member as keyof Given))
  if (
    setup !== undefined &&
    password !== undefined &&
    isOne('setup_token', 'password', 'name', 'email')
  ) {
    return signInBySetup({ token: setup, password, name, email }, door)
  }
  if (email !== undefined && password !== undefined && isOne('email', 'password')) {
    return signInByPassword({ email, password }, door)
  }
  if (key !== undefined && isOne('key')) return signInByKey(key, door)
  if (link !== undefined && isOne('link_token')) return signInByLink(link, door)
  const detail =
    'has to have email and password, or key, or link_token, or setup_token and password, and nothing else'
  return problem('body-invalid', { errors: [{ pointer: '', detail }] })
}

async function signInByPassword(
  { email, password }: { readonly email: string; readonly password: string },
  { remoteAddress, browserMark, context }: Door,
): Promise<SignedIn | Problem> {
  const { passwords, signInLimits, ports } = context
  const tried = { remoteAddress, email, browserMark }
  const waitSeconds = await signInLimits.secondsToWait(tried)
  if (waitSeconds > 0) {
    return problem('too-many-sign-ins', { headers: { 'retry-after': String(waitSeconds) } })
  }
  const account = (await findAccountByEmail(email, ports))?.value ?? null
  // As long for an address that nobody has.
  if (!(await passwords.fits(password, account?.passwordHash ?? null)) || account === null) {
    await noteFailure(account, context)
    return problem('sign-in-refused', { detail: passwordDetail })
  }
  await signInLimits.succeeded(tried)
  return signedIn(account)
}

const passwordDetail =
  'There is no account of that e-mail address, or its password is another. Check both; the operator can make a link that sets a new password.'

const signedIn = ({ id, signInCount }: Account): SignedIn => ({
  kind: 'signed-in',
  holder: { kind: 'account', accountId: id, signInCount },
})

async function signInByKey(
  key: string,
  { remoteAddress, context }: Door,
): Promise<SignedIn | Problem> {
  const caller = await context.callerOf(key, remoteAddress)
  if (isProblem(caller)) {
    if (caller.code !== 'key-invalid') return caller
    const detail = 'The key is unknown or was revoked. Check that it was copied whole.'
    return problem('sign-in-refused', { detail })
  }
  if (caller.kind === 'operator') {
    return { kind: 'signed-in', holder: context.sessions.operatorKeyHolder() }
  }
  const { id, tenantKey } = caller.key
  return { kind: 'signed-in', holder: { kind: 'key', tenantKey, keyId: id } }
}

async function signInByLink(token: string, door: Door): Promise<SignedIn | Problem> {
  const tooMany = await tooManyRequests(door)
  if (tooMany !== null) return tooMany
  const exchanged = await exchangePortalLink(token, door.context)
  if (exchanged === null) return linkSpent
  const { key, endsAtMs } = exchanged
  // Nobody has the secret of this key: the session alone opens what it opens.
  const holder = { kind: 'portal', tenantKey: key.tenantKey, keyId: key.id } as const
  return { kind: 'signed-in', holder, endsAtMs }
}

const linkSpent = problem('sign-in-refused', {
  detail: 'The link was used before, is too old, or was never made. Ask for a new one.',
})

interface Setup {
  readonly token: string
  readonly password: string
  readonly name: string | undefined
  readonly email: string | undefined
}

async function signInBySetup(setup: Setup, door: Door): Promise<SignedIn | Problem> {
  if (setup.password.length < passwordCharactersMin) {
    const detail = `has to have ${passwordCharactersMin} characters at least`
    return problem('body-invalid', { errors: [{ pointer: '/password', detail }] })
  }
  const tooMany = await tooManyRequests(door)
  if (tooMany !== null) return tooMany
  return setupTokenFor(setup.token) === null
    ? makeFirstAccount(setup, door)
    : setUpAccount(setup, door)
}

async function makeFirstAccount(
  { token, password, name, email }: Setup,
  { context }: Door,
): Promise<SignedIn | Problem> {
  if (!(await isFirstSetup(token, context))) return linkSpent
  if (email === undefined || name === undefined || !isMailAddress(email)) {
    const detail = 'has to be given: this link makes the first account of an operator'
    const errors = [
      ...(email === undefined ? [{ pointer: '/email', detail }] : []),
      ...(name === undefined ? [{ pointer: '/name', detail }] : []),
    ]
    const wrong = [{ pointer: '/email', detail: 'is not one mail address' }]
    return problem('body-invalid', { errors: errors.length > 0 ? errors : wrong })
  }
  const passwordHash = await context.passwords.hash(password)
  const result = await useFirstSetup({ token, passwordHash, name, email }, context)
  switch (result.kind) {
    case 'created':
      return signedIn(result.account)
    case 'taken':
      return problem('account-taken')
    case 'spent':
      return linkSpent
  }
}

async function setUpAccount(
  { token, password, name, email }: Setup,
  { context }: Door,
): Promise<SignedIn | Problem> {
  const account = await findBySetup(token, context)
  if (account === null) return linkSpent
  if (email !== undefined) {
    const detail = 'is not taken here: the account has its address'
    return problem('body-invalid', { errors: [{ pointer: '/email', detail }] })
  }
  const passwordHash = await context.passwords.hash(password)
  const changed = await setPassword(
    { id: account.id, token, passwordHash, name: name ?? null },
    context,
  )
  if (changed === null) return linkSpent
  context.sessions.forget()
  return signedIn(changed)
}

async function tooManyRequests({ remoteAddress, context }: Door): Promise<Problem | null> {
  const seconds = await context.publicCalls.portalLink.secondsToWait(remoteAddress)
  return seconds === 0
    ? null
    : problem('too-many-requests', { headers: { 'retry-after': String(seconds) } })
}

/**
 * Noted for an address that nobody has as well, without it: people mistake the field for another.
 * Of those a few are enough to see that somebody tries.
 */
async function noteFailure(account: Account | null, context: ApiContext): Promise<void> {
  if (account === null && !(await context.signInLimits.mayNoteStranger())) return
  const rights = account?.rights
  const failure = {
    accountKey: rights === undefined || rights.role === 'operator' ? null : rights.tenantKey,
    actor: { kind: 'anyone' },
    seenBy: null,
    operation: 'createSession',
    named: account === null ? {} : { accountId: account.id },
    status: 401,
    before: null,
    after: account === null ? null : { email: account.email },
  } as const
  await noteChange(failure, context).catch((error: unknown) =>
    context.ports.observer.observe({ kind: 'fault', where: 'writing the audit log', error }),
  )
}
