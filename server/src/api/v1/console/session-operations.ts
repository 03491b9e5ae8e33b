/** Signing in to the console, being signed in, and signing out. */
import type { IncomingHttpHeaders } from 'node:http'
import { auditActorOf } from '../../actor.ts'
import type { ApiContext } from '../../context.ts'
import { operation, type OperationReply } from '../../operation.ts'
import { isProblem, problem } from '../../problems.ts'
import {
  browserCookie,
  browserMarkOf,
  csrfHeader,
  noSessionCookie,
  sessionCookie,
  sessionTokenOf,
} from '../../session-cookie.ts'
import { isCsrfToken, type LiveSession } from '../../sessions.ts'
import { sessionExample, SessionView, SignInBody } from './session-schemas.ts'
import { sessionView } from './session-view.ts'
import { signIn } from './sign-in.ts'

const tag = 'Console'
const path = '/v1/session'
const noStore = { 'cache-control': 'no-store' }

const createSessionOperation = operation({
  id: 'createSession',
  method: 'POST',
  path,
  allow: 'anyone',
  tag,
  summary: 'Sign in to the console: by password, key, portal link or setup link.',
  description:
    'The body has `email` and `password`; or `key`; or `link_token`; or `setup_token` and `password`, with `name` where it changes. The link that a start without accounts of the operator prints takes `email` and `name` as well, and makes the first such account; its token begins with `phs_first_`.\n\nA session ends after twelve hours, after two without a call, with its key, and with whatever takes rights from its account. Its cookie lets in wherever a key does, except for SOAP, with the rights of who signed in; a header `Authorization` wins over it. What is no GET has to carry `X-CSRF-Token`. An account or a key has 20 sessions at most, and another one ends the oldest.',
  body: {
    kind: 'json',
    schema: SignInBody,
    example: { email: 'ada@example.org', password: 'a long sentence of four words' },
    bytesMax: 16 * 1024,
  },
  problems: [
    'sign-in-refused',
    'too-many-sign-ins',
    'too-many-failures',
    'too-many-requests',
    'account-taken',
    'overloaded',
  ],
  responses: {
    201: {
      description: 'Signed in; the cookie stands for the session',
      schema: SessionView,
      example: sessionExample,
      headers: { 'set-cookie': 'posthorn_session, which no script reads' },
    },
  },

  async handle({ body, headers, remoteAddress, context }) {
    const signedIn = await signIn(body, {
      remoteAddress,
      browserMark: browserMarkOf(headers.cookie),
      context,
    })
    if (isProblem(signedIn)) return signedIn
    const begun = await context.sessions.begin(signedIn.holder, signedIn.endsAtMs)
    if (begun === null) return problem('sign-in-refused')
    // The browser forgets its cookie with this answer, so nobody could sign out of it any more.
    const before = sessionTokenOf(headers.cookie)
    if (before !== null) await context.sessions.end(before)
    const { token, live } = begun
    const { session } = live
    const seconds = Math.ceil((session.endsAtMs - session.createdAtMs) / 1_000)
    return {
      status: 201,
      headers: { ...noStore, 'set-cookie': sessionCookie(token, seconds, { headers, context }) },
      cookies: browserCookies(live, { headers, context }),
      body: sessionView(live, token),
      ...auditedAs(live),
    }
  },
})

const getSessionOperation = operation({
  id: 'getSession',
  method: 'GET',
  path,
  allow: 'anyone',
  tag,
  summary: 'Read who is signed in with the cookie of the call.',
  problems: ['session-missing', 'session-ended'],
  responses: {
    200: { description: 'Who is signed in', schema: SessionView, example: sessionExample },
  },

  async handle({ headers, context }) {
    const token = sessionTokenOf(headers.cookie)
    if (token === null) return problem('session-missing', { headers: noStore })
    const live = await context.sessions.find(token)
    if (live === null) return problem('session-ended', { headers: signedOut({ headers, context }) })
    return { status: 200, headers: noStore, body: sessionView(live, token) }
  },
})

const deleteSessionOperation = operation({
  id: 'deleteSession',
  method: 'DELETE',
  path,
  allow: 'anyone',
  tag,
  summary: 'Sign out: from the answer on the cookie opens nothing.',
  requestHeaders: { [csrfHeader]: 'the `csrf_token` of the session' },
  problems: ['csrf-token-wrong'],
  responses: { 204: { description: 'Nobody is signed in with that cookie any more' } },

  async handle({ headers, context }) {
    const token = sessionTokenOf(headers.cookie)
    const live = token === null ? null : await context.sessions.find(token)
    const reply = { status: 204, headers: signedOut({ headers, context }) }
    // Nobody was signed in, so there is nothing for the audit log.
    if (token === null || live === null) return { ...reply, isDryRun: true }
    const given = headers[csrfHeader]
    if (typeof given !== 'string' || !isCsrfToken(given, token)) return problem('csrf-token-wrong')
    await context.sessions.end(token)
    return { ...reply, ...auditedAs(live) }
  },
})

const signedOut = (asked: {
  readonly headers: IncomingHttpHeaders
  readonly context: ApiContext
}) => ({ ...noStore, 'set-cookie': noSessionCookie(asked) })

/** Of the account, so that strangers who guess at its password do not keep this browser out. */
function browserCookies(
  { account }: LiveSession,
  asked: { readonly headers: IncomingHttpHeaders; readonly context: ApiContext },
): readonly string[] {
  if (account === null) return []
  return [browserCookie(asked.context.knownBrowsers.markFor(account.email), asked)]
}

/** In the audit log of the tenant or partner whose rights they are. */
const auditedAs = ({ caller }: LiveSession): Pick<OperationReply, 'actor' | 'accountKey'> => ({
  actor: auditActorOf(caller),
  ...(caller.kind === 'tenant' ? { accountKey: caller.key.tenantKey } : {}),
})

export const sessionOperations = [
  getSessionOperation,
  createSessionOperation,
  deleteSessionOperation,
] as const
