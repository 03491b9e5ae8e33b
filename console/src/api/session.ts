/** Who is signed in, as the server knows it; nothing of it is kept in the browser but the cookie. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { call, client, keepTokenOf, type Schemas } from './client.ts'
import { ApiProblem } from './problem.ts'

export type Session = Schemas['Session']

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  retry: false,
  queryFn: async (): Promise<Session | null> => {
    const session = await readSession()
    keepTokenOf(session)
    return session
  },
})

async function readSession(): Promise<Session | null> {
  try {
    return await call(client.GET('/v1/session'))
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/** Who is signed in; only for pages behind the sign-in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  if (data === null) throw new Error('a page behind the sign-in without a session')
  return data
}

/** Whether this session may do it: the operator everything, `manage` includes `read`. */
export function mayManage(session: Session): boolean {
  return session.role === 'operator' || session.scopes.includes('manage')
}

/** Whether it may hand in events. */
export function mayHandIn(session: Session): boolean {
  return session.role === 'operator' || session.scopes.includes('ingest')
}
