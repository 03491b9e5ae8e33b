/**
 * Why an attempt failed, in one sentence, and what would most likely mend it: read off its error
 * class, its status, what the receiver answered and how long it took. It is a guess by rules, the
 * most telling one first; the words are in `diagnosis-texts.ts`.
 */
import type { Schemas } from '../../api/client.ts'

type FailedAttempt = Pick<
  Schemas['Attempt'],
  'error_class' | 'status' | 'reply' | 'retry_after_ms' | 'timings'
>
type ErrorClass = NonNullable<FailedAttempt['error_class']>

export type DiagnosisName = (typeof ofClass)[keyof typeof ofClass] | OfStatus

type OfStatus =
  | 'loginRedirect'
  | 'loginPage'
  | 'httpsRedirect'
  | 'credentials'
  | 'signature'
  | 'unauthorized'
  | 'firewall'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'tooLarge'
  | 'mediaType'
  | 'badRequest'
  | 'tooManyUntil'
  | 'gateway'
  | 'unavailable'
  | 'serverFault'

export interface Diagnosis {
  readonly name: DiagnosisName
  readonly values: Readonly<Record<string, string | number>>
}

/** Where the class alone says it; of statuses, what is said when nothing says more. */
const ofClass = {
  dns: 'dns',
  'address-refused': 'addressRefused',
  'connect-refused': 'connectRefused',
  'connect-timeout': 'connectTimeout',
  'connect-failed': 'connectFailed',
  'no-route': 'noRoute',
  'tls-self-signed': 'tlsSelfSigned',
  'tls-expired': 'tlsExpired',
  'tls-wrong-host': 'tlsWrongHost',
  'tls-unknown-ca': 'tlsUnknownCa',
  'tls-revoked': 'tlsRevoked',
  'tls-failed': 'tlsFailed',
  'timeout-first-byte': 'timeoutFirstByte',
  'timeout-body': 'timeoutBody',
  reset: 'reset',
  'reply-garbled': 'replyGarbled',
  'reply-too-large': 'replyTooLarge',
  'message-refused': 'messageRefused',
  'status-1xx': 'interim',
  'status-2xx-unwanted': 'unwantedSuccess',
  'status-3xx': 'redirect',
  'status-4xx': 'refused',
  'status-410': 'gone',
  'status-429': 'tooMany',
  'status-5xx': 'serverFault',
  'script-missing': 'scriptMissing',
  'script-failed': 'scriptFailed',
  'script-timeout': 'scriptTimeout',
  'script-memory': 'scriptMemory',
} as const satisfies Readonly<Record<ErrorClass, string>>

/** Null: it did not fail. */
export function diagnose(attempt: FailedAttempt): Diagnosis | null {
  const { error_class: errorClass, status, timings } = attempt
  if (errorClass === null) return null
  const reply = readReply(attempt.reply)
  const values = {
    status: status ?? 0,
    seconds: Math.round(timings.total_ms / 100) / 10,
    location: reply.headers.get('location') ?? '',
    retryAfter: Math.ceil((attempt.retry_after_ms ?? 0) / 1_000),
  }
  if (status === null) return { name: ofClass[errorClass], values }
  const name = ofAnswer(errorClass, status, reply)
  return { name: name === 'tooMany' && values.retryAfter > 0 ? 'tooManyUntil' : name, values }
}

interface ReadReply {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A failure is kept as `HTTP 401`, a line for each header, an empty line, and the body. */
export function readReply(text: string): ReadReply {
  const end = text.indexOf('\n\n')
  if (!text.startsWith('HTTP ') || end === -1) return { headers: new Map(), body: text }
  const lines = text.slice(0, end).split('\n').slice(1)
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { headers, body: text.slice(end + 2) }
}

function ofAnswer(errorClass: ErrorClass, status: number, reply: ReadReply): DiagnosisName {
  const location = reply.headers.get('location')
  if (location !== undefined && loginPattern.test(location)) return 'loginRedirect'
  if (isLoginPage(reply)) return 'loginPage'
  if (errorClass === 'status-3xx' && location?.startsWith('https:') === true) return 'httpsRedirect'
  const special = byStatus[status]
  if (special !== undefined) return special
  if (status === 401 || status === 403) return ofRefusal(status, reply)
  return ofClass[errorClass]
}

const loginPattern = /log-?in|sign-?in|\/auth\b|oauth|sso\b|saml/i
const byStatus: Readonly<Record<number, DiagnosisName>> = {
  400: 'badRequest',
  404: 'notFound',
  405: 'methodNotAllowed',
  413: 'tooLarge',
  415: 'mediaType',
  422: 'badRequest',
  502: 'gateway',
  503: 'unavailable',
  504: 'gateway',
}

/** A page for people where an API should be. */
function isLoginPage({ headers, body }: ReadReply): boolean {
  const isHtml =
    headers.get('content-type')?.includes('text/html') === true ||
    /^\s*<(!doctype|html)/i.test(body)
  return isHtml && /type=["']?password|sign in|log in|login/i.test(body)
}

/** Whether it was our signature, credentials that are missing, or something in between. */
function ofRefusal(status: 401 | 403, { headers, body }: ReadReply): DiagnosisName {
  if (/signature|hmac|webhook-(id|timestamp)|digest mismatch/i.test(body)) return 'signature'
  if (headers.has('www-authenticate')) return 'credentials'
  const server = headers.get('server') ?? ''
  if (/cloudflare|akamai|imperva|awselb|sucuri/i.test(server) || headers.has('cf-ray')) {
    return 'firewall'
  }
  return status === 401 ? 'unauthorized' : 'forbidden'
}
