/**
 * What the operations of this API read off a request, and how they answer: query names in any
 * case, bodies as JSON under any of the documented content types, absolute links, and refusals in
 * SuperOffice's shape (REST reference, "Request headers" and "Errors").
 */
import type { ApiContext } from '../context.ts'
import { parseJson } from '../json-body.ts'
import type {
  Operation,
  OperationGroup,
  OperationReply,
  OperationRequest,
  PathTenant,
  TenantRequest,
} from '../operation.ts'
import type { Problem } from '../problems.ts'
import { publicBase } from '../public-base.ts'
import type { ListedCall } from './discovery.ts'
import { badArgument, errorBody, isRefusal, type Refusal } from './superoffice-errors.ts'
import type { Webhook } from './webhook-carrier.ts'

/** A request on one tenant whose body this API reads by itself. */
export type WebhookRequest = TenantRequest<unknown, unknown, unknown>
type AnyRequest = OperationRequest<unknown, unknown, unknown>

/** Clients of SuperOffice show a ticket, a token, or a user with a password; here each is the key. */
export const credentialSchemes: OperationGroup['credentialSchemes'] = new Map([
  ['bearer', 'key'],
  ['soticket', 'key'],
  ['basic', 'password'],
])

/** Every content type that the documentation lists comes here; not all of them are JSON. */
export const rawBody = { kind: 'raw', contentTypes: ['*'] } as const

const jsonContentType = 'application/json; charset=utf-8'

/** Forms are among them, because programs that name no type of their own send JSON as one. */
const jsonTypes: ReadonlySet<string> = new Set([
  '',
  'application/json',
  'text/json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
])

export type BodyRead = { readonly kind: 'parsed'; readonly value: unknown } | Problem | Refusal

/** The JSON value of the body; `undefined` when there is no body. */
export function readBody(request: AnyRequest): BodyRead {
  const { rawBody: bytes, contentType } = request
  if (bytes.length === 0) return { kind: 'parsed', value: undefined }
  if (!jsonTypes.has(contentType)) {
    return {
      kind: 'refused',
      status: 415,
      errorType: 'ArgumentException',
      message: 'The body has to be JSON. Send it with the header "Content-Type: application/json".',
    }
  }
  return parseJson(bytes)
}

/** A query parameter by its name in any case; null when it is missing or empty. */
export function queryValue(request: AnyRequest, name: string): string | null {
  const start = request.url.indexOf('?')
  if (start === -1) return null
  for (const [key, value] of new URLSearchParams(request.url.slice(start + 1))) {
    if (key.toLowerCase() === name.toLowerCase() && value !== '') return value
  }
  return null
}

/** A whole number of 32 bits as it may stand in a path, or null. */
export function readInt32(text: string): number | null {
  if (!/^-?\d{1,10}$/.test(text)) return null
  const value = Number(text)
  return value >= -2_147_483_648 && value <= 2_147_483_647 ? value : null
}

/** An answer in JSON. It may show a secret, so nobody on the way may keep it. */
export function answered(status: number, body: unknown): OperationReply {
  return {
    status,
    headers: { 'content-type': jsonContentType, 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  }
}

/** The answer of a refused request; a refusal to accept for now says when to come again. */
export function refused(refusal: Refusal): OperationReply {
  const reply = answered(refusal.status, errorBody(refusal.errorType, refusal.message))
  const { retryAfterSeconds } = refusal
  if (retryAfterSeconds === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } }
}

/** The answer of whatever kept a body from being read. */
export function unreadable(read: Exclude<BodyRead, { kind: 'parsed' }>): OperationReply | Problem {
  return isRefusal(read) ? refused(read) : read
}

export const bodyMissing = badArgument(
  'The entity is missing from the body. Send the Webhook as a JSON object.',
)

/** An operation as the directory of calls lists it. */
export function listedCall({ method, path, summary }: Operation): ListedCall {
  return {
    method,
    path: path.replace('/:tenantId/api/v1/', '').replaceAll(/:(\w+)/g, '{$1}'),
    description: summary,
  }
}

/** The URL of all webhooks of a tenant. */
function archiveUrl(base: string, tenant: Pick<PathTenant, 'id'>): string {
  return `${base}/${tenant.id}/api/v1/Webhook`
}

export interface WebhookWithLinks extends Webhook {
  readonly _Links: { readonly Self: string; readonly Archive: string }
}

/** What answers about one webhook carry beside it. */
export function withLinks(
  webhook: Webhook,
  request: Pick<WebhookRequest, 'headers' | 'tenant'> & {
    readonly context: Pick<ApiContext, 'config'>
  },
): WebhookWithLinks {
  const archive = archiveUrl(publicBase(request), request.tenant)
  return { ...webhook, _Links: { Self: `${archive}/${webhook.WebhookId}`, Archive: archive } }
}
