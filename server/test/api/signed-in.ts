/** Somebody signed in to the console of a running server: the cookie and the token of its session. */
import type { Answer, CallOptions, Json } from '../world/running-server.ts'
import { called, done } from './documented-calls.ts'

/** As much of a server as is called here. */
type Server = Parameters<typeof called>[0]

export const password = 'a long sentence of four words'

export interface SignedIn {
  readonly view: Json
  readonly cookie: string
  /** What the server said of the cookie, beside its value. */
  readonly attributes: readonly string[]
  /** With the cookie, and the token where it is no GET. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
}

export async function signIn(
  server: Server,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<SignedIn> {
  const answer = await called(server, 'POST', '/v1/session', { key: null, body, headers })
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  const [cookie = '', ...attributes] = (answer.headers.getSetCookie()[0] ?? '').split('; ')
  const view = answer.json
  return {
    view,
    cookie,
    attributes,
    call: (method, path, options = {}) =>
      server.call(method, path, {
        key: null,
        ...options,
        headers: { cookie, 'x-csrf-token': view.csrf_token, ...options.headers },
      }),
  }
}

/** An account with the password of these tests, and somebody signed in with it. */
export async function accountSignedIn(
  server: Server,
  given: object,
): Promise<SignedIn & { readonly accountId: string; readonly email: string }> {
  const body = { email: 'ada@example.org', name: 'Ada', role: 'operator', ...given }
  const made = await done(server, 'POST', '/v1/accounts', { body })
  const signedIn = await signIn(server, { setup_token: made.setup_token, password })
  return { ...signedIn, accountId: made.id, email: made.email }
}

export const statusOf = async (who: SignedIn, path = '/v1/session'): Promise<number> =>
  (await who.call('GET', path)).status
