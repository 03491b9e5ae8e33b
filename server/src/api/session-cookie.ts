/** The cookie that stands for a session: read by no script, sent by no other site's forms. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ApiContext } from './context.ts'
import { isReachedByTls } from './public-base.ts'

/** It has to say the session's `csrf_token` with whatever is no GET. */
export const csrfHeader = 'x-csrf-token'

const cookieName = 'posthorn_session'
/** 32 bytes in base64url. */
const cookiePattern = /(?:^|;)\s*posthorn_session=([\w-]{43})\s*(?=;|$)/

const browserCookieName = 'posthorn_browser'
const browserPattern = /(?:^|;)\s*posthorn_browser=([\w.-]{1,100})\s*(?=;|$)/
/** Somebody who comes seldom is still known. */
const browserDays = 180

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

/** The mark of a known browser in a Cookie header; null: there is none. */
export const browserMarkOf = (cookies: string | undefined): string | null =>
  cookies === undefined ? null : (browserPattern.exec(cookies)?.[1] ?? null)

export const browserCookie = (mark: string, asked: Asked): string =>
  `${browserCookieName}=${mark}; Path=/v1/session; HttpOnly; SameSite=Strict; Max-Age=${browserDays * 86_400}${secureOf(asked)}`

const secureOf = (asked: Asked): string => (isReachedByTls(asked) ? '; Secure' : '')
