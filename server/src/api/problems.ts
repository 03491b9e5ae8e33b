/**
 * Every error that a caller of the API can see: a permanent code, its status, and a text that says
 * what happened, why, and what to do. The codes never change meaning and are never reused; the
 * reference page and the answers of `/v1/problems/{code}` are read off this list.
 */
import { replayProblemTexts } from './replay-problems.ts'
import { inboxProblemTexts } from './inbox-problems.ts'
import { liveProblemTexts } from './live-problems.ts'
import { accountProblemTexts } from './account-problems.ts'
import { appProblemTexts } from './app-problems.ts'
import { eventTypeProblemTexts } from './event-type-problems.ts'
import { signingSecretsOldMax, scriptsPerTenantMax } from '../domain/limits.ts'
import { callerProblemTexts } from './caller-problems.ts'
import type { ProblemText } from './problem-text.ts'
import { requestProblemTexts } from './request-problems.ts'
import { tenantLimitProblemTexts } from './tenant-limit-problems.ts'
import { productProblemTexts } from './product-problems.ts'

export const problemTexts = {
  ...callerProblemTexts,
  ...requestProblemTexts,
  // Things that are not there; a foreign one answers exactly like an unknown one
  'tenant-unknown': {
    status: 404,
    title: 'No such tenant',
    detail: 'The path names a tenant that does not exist or that this key does not open.',
  },
  'key-unknown': {
    status: 404,
    title: 'No such key',
    detail: 'This tenant has no key of that id. List its keys to see the ids.',
  },
  'event-unknown': {
    status: 404,
    title: 'No such event',
    detail: 'This tenant has no event of that id, or it has outlived its retention.',
  },
  'delivery-unknown': {
    status: 404,
    title: 'No such delivery',
    detail: 'This tenant has no delivery of that id, or it has outlived its retention.',
  },
  'subscription-unknown': {
    status: 404,
    title: 'No such subscription',
    detail: 'This tenant has no subscription of that id, or it was deleted.',
  },
  'alert-unknown': {
    status: 404,
    title: 'No such alert',
    detail: 'This tenant has no alert of that id, or it has outlived its retention.',
  },
  'problem-unknown': {
    status: 404,
    title: 'No such problem',
    detail: 'No problem of this service has that code.',
  },
  // What cannot be done
  'tenant-taken': {
    status: 409,
    title: 'The tenant exists already',
    detail: 'A tenant of that id exists. Choose another id, or use the tenant that is there.',
  },
  'idempotency-key-reused': {
    status: 409,
    title: 'The idempotency key belongs to another request',
    detail:
      'This key came before with another body. Use a new key for a new event; to repeat one, send the same bytes.',
  },
  'script-limit-reached': {
    status: 409,
    title: 'The tenant has as many scripts as it may have',
    detail: `A tenant may have ${scriptsPerTenantMax} scripts. Remove one that no webhook runs any more.`,
  },
  'script-unknown': {
    status: 404,
    title: 'No such script',
    detail: 'The tenant has no script of this name. Names are told apart by case.',
  },
  'script-in-use': {
    status: 409,
    title: 'Webhooks run this script',
    detail:
      'A script that a webhook names cannot be removed. Change or delete those webhooks first.',
  },
  'subscription-limit-reached': {
    status: 409,
    title: 'The tenant has as many subscriptions as it may have',
    detail:
      'Delete a subscription that is no longer needed, or have the operator raise the limit: the tenant’s own, or POSTHORN_SUBSCRIPTIONS_PER_TENANT_MAX.',
  },
  'subscription-changed': {
    status: 409,
    title: 'The subscription was changed at the same time',
    detail:
      'Another change came first and nothing was stored. Read the subscription and try again.',
  },
  'subscription-of-other-dialect': {
    status: 409,
    title: 'The subscription belongs to another API',
    detail:
      'Subscriptions of this dialect are configured by the API they were made with. Reading, pausing and resuming work here too.',
  },
  'subscription-deleted': {
    status: 409,
    title: 'The subscription was deleted',
    detail: 'The delivery was for a subscription that is gone, so there is nobody to send it to.',
  },
  'rotation-limit-reached': {
    status: 409,
    title: 'Too many old signing secrets are still valid',
    detail: `At most ${signingSecretsOldMax} old secrets may be in their grace period. Wait until one has ended, or rotate with a shorter grace_seconds next time.`,
  },
  ...replayProblemTexts,
  ...inboxProblemTexts,
  ...tenantLimitProblemTexts,
  ...liveProblemTexts,
  ...appProblemTexts,
  ...accountProblemTexts,
  ...productProblemTexts,
  ...eventTypeProblemTexts,
  // Ours
  'change-not-audited': {
    status: 503,
    title: 'The change was made, and its entry in the audit log was not',
    detail:
      'Look at what it is now before you send it again. The fault is ours: it is in the log, and the operator has to look at the store.',
  },
  overloaded: {
    status: 503,
    title: 'Too much is waiting to be written',
    detail: 'Nothing was stored. Send the request again after the seconds in Retry-After.',
  },
  'result-unknown': {
    status: 503,
    title: 'It is not known yet what came of this',
    detail:
      'The store did not answer in time: this may have been stored, or may still be. Send the request again after the seconds in Retry-After with the same Idempotency-Key, which answers the same event; without one an event may be made twice.',
  },
  'history-busy': {
    status: 503,
    title: 'Too much is being read',
    detail: 'Nothing is wrong with the request. Ask again after the seconds in Retry-After.',
  },
  'test-not-sent': {
    status: 503,
    title: 'The test could not be sent yet',
    detail:
      'Too much is under way to that host, or no sandbox came free for the script, so the test was not sent and says nothing about the endpoint or the script. Try again after the seconds in Retry-After.',
  },
  stopping: {
    status: 503,
    title: 'The service is stopping',
    detail: 'Nothing was stored. Send the request again after the seconds in Retry-After.',
  },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    detail: 'The store cannot be written to, or the service is starting or stopping.',
  },
  'disk-full': {
    status: 507,
    title: 'The disk is nearly full',
    detail: 'Nothing was stored. The operator has to make room; then send the request again.',
  },
  fault: {
    status: 500,
    title: 'A fault of ours',
    detail:
      'Something went wrong on our side. The log has more under the id in "instance"; the request may be repeated with the same Idempotency-Key.',
  },
} as const satisfies Record<string, ProblemText>

export type ProblemCode = keyof typeof problemTexts

/** What is wrong with one field of the body or one query parameter. */
export interface FieldError {
  /** JSON pointer into the body, or the name of the query parameter. */
  readonly pointer: string
  readonly detail: string
  /** It has to be there and is not; for APIs that have a code for that, and shown in no other. */
  readonly isMissing?: true
}

/** One occurrence of a problem: a value that an operation answers, never an exception. */
export interface Problem {
  readonly kind: 'problem'
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>
}

/** A problem with the text of the list, or with a more exact `detail`. */
export function problem(
  code: ProblemCode,
  given: {
    readonly detail?: string
    readonly errors?: readonly FieldError[]
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): Problem {
  const text = problemTexts[code]
  return {
    kind: 'problem',
    code,
    status: text.status,
    title: text.title,
    detail: given.detail ?? text.detail,
    errors: given.errors ?? [],
    headers: given.headers ?? {},
  }
}

export const isProblem = (value: object): value is Problem =>
  'kind' in value && value.kind === 'problem'
