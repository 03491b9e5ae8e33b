/**
 * What a sender is answered. Success is 200 and nothing else, since some senders take no other 2xx
 * for it. Who is not proven gets 401, what cannot be read 400, and whatever is this side's own
 * trouble 5xx, so that it is sent again.
 */
import { VerificationError, type VerificationErrorCode } from './verification-error.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Thrown by who receives a webhook that cannot be worked on now: answered with 503. */
export class RetryLaterError extends Error {
  /** The sender is asked to wait so long; null: as long as it would anyway. */
  readonly afterSeconds: number | null

  constructor(message: string, afterSeconds: number | null = null) {
    super(message)
    this.name = 'RetryLaterError'
    this.afterSeconds = afterSeconds
  }
}

export const received: Answer = { status: 200, headers: {}, text: '' }

export const notPost: Answer = {
  ...json(405, { error: 'NOT_POST', message: 'webhooks come by POST' }),
  headers: { 'content-type': 'application/json', allow: 'POST' },
}

/** What an error is answered with; of this side's own trouble a stranger learns no more than that. */
export function answerTo(error: unknown): Answer {
  if (error instanceof RetryLaterError) return laterAnswer(error)
  if (!(error instanceof VerificationError)) return json(500, { error: 'RECEIVER_FAILED' })
  const status = statusOf(error.code)
  const { code, message } = error
  return json(status, status < 500 ? { error: code, message } : { error: code })
}

function laterAnswer({ afterSeconds }: RetryLaterError): Answer {
  const answer = json(503, { error: 'RETRY_LATER' })
  if (afterSeconds === null) return answer
  const seconds = String(Math.max(0, Math.ceil(afterSeconds)))
  return { ...answer, headers: { ...answer.headers, 'retry-after': seconds } }
}

function json(status: number, members: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify(members),
  }
}

function statusOf(code: VerificationErrorCode): number {
  switch (code) {
    case 'MISSING_HEADER':
    case 'TOO_OLD':
    case 'CLOCK_SKEW':
    case 'NO_MATCH':
    case 'BAD_TOKEN':
    case 'BAD_ALGORITHM':
    case 'WRONG_ISSUER':
    case 'UNKNOWN_KEY':
    case 'WRONG_AUDIENCE':
    case 'WRONG_TENANT':
    case 'BODY_ALTERED':
      return 401
    case 'BAD_TIMESTAMP':
    case 'BODY_NOT_JSON':
    case 'BAD_BODY':
    case 'BODY_CUT_OFF':
      return 400
    case 'BODY_TOO_SLOW':
      return 408
    case 'BODY_TOO_LARGE':
      return 413
    case 'BODY_ALREADY_PARSED':
    case 'BAD_SECRET':
    case 'BAD_SETTING':
      return 500
    case 'KEYS_UNAVAILABLE':
      return 503
  }
}
