/**
 * The wire format of RoSaaS webhooks: five fields, and the secret itself in `X-Signing-Secret`,
 * which receivers compare. The headers of Standard Webhooks are added, since a secret that travels
 * says nothing about the body it came with. README.md says what is documented and what is ours.
 */
import type { AnnouncementContent, SubscriptionNews } from '../../domain/announcement.ts'
import { headerSecretText } from '../../domain/header-secret.ts'
import type { Message } from '../../domain/message.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dialect, RenderRequest, TestRequest } from '../../ports/dialect.ts'
import { judgeAny2xx } from '../any-2xx.ts'
import { appendCustomHeaders } from '../custom-headers.ts'
import { signatureHeader } from '../signature-header.ts'
import { tenAttempts } from '../ten-attempts.ts'
import { utcTimestampOf } from '../utc-timestamp.ts'
import { alertOf } from './alert.ts'
import { bodyOf, eventBody, unlistedCode } from './event-body.ts'
import { documentedEvents } from './event-kinds.ts'

export interface RosaasSettings {
  /** Goes out as `Posthorn/{version}`. */
  readonly userAgentVersion: string
  readonly attemptTimeoutMs?: number
}

export function createRosaasDialect(settings: RosaasSettings): Dialect {
  const userAgent = `Posthorn/${settings.userAgentVersion}`
  return {
    name: 'rosaas',
    retryRule: tenAttempts(settings.attemptTimeoutMs ?? 15_000),
    render: (request) => renderEvent(request, userAgent),
    renderTest: (request) => renderTestEvent(request, userAgent),
    eventBody,
    judge: judgeAny2xx,
    isOwnHeader: (lowerCaseName) => ownHeaders.has(lowerCaseName),
    announce,
    eventKinds: documentedEvents,
  }
}

function renderEvent(request: RenderRequest, userAgent: string): Message {
  const { event } = request
  return message(request.subscription, userAgent, {
    id: event.id,
    atMs: request.atMs,
    attemptNumber: request.attemptNumber,
    traceparent: event.traceparent,
    body: eventBody(event),
  })
}

/** RoSaaS has no test event: this one has a code and a name that none of its events has. */
function renderTestEvent(request: TestRequest, userAgent: string): Message {
  const { subscription, atMs } = request
  return message(subscription, userAgent, {
    id: `evt_${request.nonce}`,
    atMs,
    attemptNumber: 1,
    traceparent: null,
    body: bodyOf({
      tenantJson: JSON.stringify(subscription.tenantId),
      code: unlistedCode,
      name: 'posthorn.test',
      metaDataJson: '{"test":true}',
      created: utcTimestampOf(atMs),
      previousAttributesJson: null,
    }),
  })
}

interface Envelope {
  readonly id: string
  readonly atMs: number
  readonly attemptNumber: number
  readonly traceparent: string | null
  readonly body: Uint8Array
}

function message(subscription: Subscription, userAgent: string, envelope: Envelope): Message {
  const { config } = subscription
  const headers = [
    'Content-Type',
    'application/json; charset=utf-8',
    'Accept',
    'application/json',
    'User-Agent',
    userAgent,
  ]
  const secret = headerSecretText(config.secrets)
  if (secret !== null) headers.push('X-Signing-Secret', secret)
  const timestamp = String(Math.floor(envelope.atMs / 1_000))
  headers.push('webhook-id', envelope.id, 'webhook-timestamp', timestamp)
  const content = { id: envelope.id, timestamp, body: envelope.body }
  const signature = signatureHeader(config.secrets, content, envelope.atMs)
  if (signature !== '') headers.push('webhook-signature', signature)
  headers.push('posthorn-attempt', String(envelope.attemptNumber))
  if (envelope.traceparent !== null) headers.push('traceparent', envelope.traceparent)
  appendCustomHeaders(headers, config.headers, (name) => ownHeaders.has(name))
  return { method: 'POST', url: config.url, headers, body: envelope.body }
}

const ownHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'accept',
  'user-agent',
  'x-signing-secret',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'posthorn-attempt',
  'traceparent',
])

/** An endpoint is never deactivated in silence; whoever watches them is told as of any other. */
function announce(news: SubscriptionNews): AnnouncementContent | null {
  const alert = alertOf(news)
  return alert === null ? null : { event: null, alert }
}
