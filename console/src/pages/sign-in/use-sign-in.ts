/** Begins a session and goes where it was asked for, or to where such a session begins. */
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call, client, keepTokenOf } from '../../api/client.ts'
import { type Session, sessionQuery } from '../../api/session.ts'
import { queryClient } from '../../query-client.ts'
import { homeOf } from '../../shell/places.ts'

export type SignIn =
  | { readonly email: string; readonly password: string }
  | { readonly key: string }
  | { readonly link_token: string }
  | {
      readonly setup_token: string
      readonly password: string
      readonly name?: string
      readonly email?: string
    }

export function useSignIn(next?: string) {
  const router = useRouter()
  return useMutation({
    mutationFn: (body: SignIn): Promise<Session> => call(client.POST('/v1/session', { body })),
    onSuccess: async (session) => {
      queryClient.clear()
      keepTokenOf(session)
      queryClient.setQueryData(sessionQuery.queryKey, session)
      await router.navigate({ href: wayInside(next) ?? homeOf(session), replace: true })
    },
  })
}

/** Only addresses of the console itself, whatever somebody has written into the link. */
function wayInside(next: string | undefined): string | null {
  if (next === undefined || !next.startsWith('/') || next.startsWith('//')) return null
  return next.includes('\\') ? null : next
}
