/**
 * The API as the console sees it: types from the OpenAPI document alone, the cookie of the session,
 * and the token that proves that a change was asked for on one of our pages.
 */
import createClient from 'openapi-fetch'
import { problemOf, unreachable } from './problem.ts'
import type { components, paths } from './schema.generated.ts'

export type Schemas = components['schemas']

const current: { csrfToken: string | null; onExpired: () => void } = {
  csrfToken: null,
  onExpired: () => {},
}

/** To be called with what the session answers; null once it has ended. */
export function keepTokenOf(session: { readonly csrf_token: string } | null): void {
  current.csrfToken = session?.csrf_token ?? null
}

/** What happens when an answer says that the session is over. */
export function onSessionEnd(tell: () => void): void {
  current.onExpired = tell
}

export const client = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  // Read at the call, so that a test or a page may put another one in its place.
  fetch: (request) => fetch(request),
})

client.use({
  onRequest({ request }) {
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (changes && current.csrfToken !== null) {
      request.headers.set('x-csrf-token', current.csrfToken)
    }
    return request
  },
})

interface Answer<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/** The body of a good answer; throws an `ApiProblem` for every other, and for none. */
export async function call<Data>(asking: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  return (await callTagged(asking)).value
}

/** A body with what `If-Match` has to say to change it. */
export interface Tagged<Data> {
  readonly value: Data
  readonly etag: string
}

/** The same with the ETag of the answer, for what several people may change at a time. */
export async function callTagged<Data>(
  asking: Promise<Answer<Data>>,
): Promise<Tagged<NonNullable<Data>>> {
  let answer: Answer<Data>
  try {
    answer = await asking
  } catch (error) {
    throw unreachable(error)
  }
  const { data, error, response } = answer
  if (response.ok) {
    return { value: data as NonNullable<Data>, etag: response.headers.get('etag') ?? '' }
  }
  if (response.status === 401 && current.csrfToken !== null) current.onExpired()
  throw problemOf(response.status, error)
}
