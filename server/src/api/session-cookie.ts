/** The cookie that stands for a session: read by no script, sent by no other site's forms. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ApiContext } from './context.ts'
import { isReachedByTls } from './public-base.ts'

/** It has to say the session's `csrf_token` with whatever is no GET. */
export const csrfHeader = 'x-csrf-token'

const cookieName = 'posthorn_session'
/** 32 bytes in base64url. */
const cookiePattern = /(?:^|;)\s*posthorn_session=([\w-]{43})\s*(?=;|$)/

/** The token in a Cookie header; null: there is none. */
export const sessionTokenOf = (cookies: string | undefined): string | null =>
  cookies === undefined ? null : (cookiePattern.exec(cookies)?.[1] ?? null)

interface Asked {
  readonly headers: IncomingHttpHeaders
  readonly context: Pick<ApiContext, 'config'>
}

export const sessionCookie = (token: string, seconds: number, asked: Asked): string =>
  `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secureOf(asked)}`

export const noSessionCookie = (asked: Asked): string => sessionCookie('', 0, asked)

const secureOf = (asked: Asked): string => (isReachedByTls(asked) ? '; Secure' : '')
