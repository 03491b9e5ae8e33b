/**
 * How the agents take a request and answer it, where that differs from REST: input that cannot be
 * read has a shape of its own, nothing that is looked for is an error when it is not there, and a
 * webhook has no links (web API documentation, "Agents", "Errors").
 */
import type { Subscription } from '../../../domain/subscription.ts'
import type { Answer, OperationReply } from '../../operation.ts'
import { type Selection, selectMembers } from '../select-members.ts'
import { shownWebhook } from '../shown-webhook.ts'
import { badArgument, isRefusal, type Refusal } from '../superoffice-errors.ts'
import {
  answered,
  queryValue,
  readBody,
  readInt32,
  refused,
  unreadable,
  type WebhookRequest,
} from '../webhook-request.ts'

export const agentTag = 'SuperOffice webhook agent'

/** The body of an answer to input that cannot be read. */
export function malformedBody(detail: string): {
  readonly Message: string
  readonly MessageDetail: string
} {
  return { Message: 'The request is invalid.', MessageDetail: detail }
}

/** 400 in the shape for input that cannot be read. */
export function malformed({ message }: Refusal): OperationReply {
  return answered(400, malformedBody(message))
}

/** A refused request: agents do not use 404. */
export function refusedByAgent(refusal: Refusal): OperationReply {
  return refused(refusal.status === 404 ? { ...refusal, status: 400 } : refusal)
}

/**
 * The body as `read` understands it, or the answer to one that cannot be read. A body of `null`,
 * which the published client sends where a call takes none, is no body.
 */
export function readAgentBody<Value extends object>(
  request: WebhookRequest,
  read: (body: unknown) => Value | Refusal,
):
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'answered'; readonly answer: Answer } {
  const body = readBody(request)
  if (body.kind !== 'parsed') return { kind: 'answered', answer: unreadable(body) }
  const value = read(body.value ?? undefined)
  if (isRefusal(value)) return { kind: 'answered', answer: malformed(value) }
  return { kind: 'read', value }
}

/** The id of a webhook in the query, by its name in any case. */
export function webhookIdOf(request: WebhookRequest): number | Refusal {
  const text = queryValue(request, 'webhookId')
  const webhookId = text === null ? null : readInt32(text)
  return webhookId ?? badArgument('The query needs a webhookId, a whole number of 32 bits.')
}

/** A webhook as the caller may see it, as far as it was selected. */
export function selectedWebhook(
  subscription: Subscription,
  selection: Selection,
  request: WebhookRequest,
): Readonly<Record<string, unknown>> {
  return selectMembers({ ...shownWebhook(subscription, request) }, selection)
}
