/** Inboxes, and what arrived at them, as callers see them. */
import { isUtf8 } from 'node:buffer'
import { type Inbox, type InboxRequest, inboxUrl } from '../../../domain/inbox.ts'
import { inboxScriptView } from './inbox-script.ts'

export function inboxView(inbox: Inbox, requestCount: number) {
  return {
    id: inbox.id,
    name: inbox.name,
    url: inboxUrl(inbox.id),
    script: inboxScriptView(inbox.script),
    created_at: new Date(inbox.createdAtMs).toISOString(),
    request_count: requestCount,
  }
}

/** `areValuesSeen` false: whoever reads may not know what a subscription's owner keeps to itself. */
export function inboxRequestView(request: InboxRequest, areValuesSeen: boolean) {
  const { reply } = request
  const body = Buffer.from(request.body)
  const isText = isUtf8(body)
  return {
    id: request.id,
    received_at: new Date(request.receivedAtMs).toISOString(),
    method: request.method,
    headers: request.headers.map(([name, value]) => [
      name,
      areValuesSeen || openHeaders.has(name.toLowerCase()) ? value : '(hidden)',
    ]),
    body: body.toString(isText ? 'utf8' : 'base64'),
    is_text: isText,
    is_whole: body.length === request.bodyBytes,
    bytes: request.bodyBytes,
    reply: reply.kind === 'closed' ? { closed: true } : { status: reply.status },
  }
}

/** Others may be a signing secret, or a header that a subscription's owner added. */
const openHeaders: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'host',
  'traceparent',
  'user-agent',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
])
