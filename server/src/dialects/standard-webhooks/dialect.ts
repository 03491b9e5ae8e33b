/**
 * The wire format of Standard Webhooks 1.0.0: the event as `type`, `timestamp` and `data`, signed
 * per attempt with every secret in force. The data are the producer's bytes untouched, so the body
 * is the same on every retry. README.md says where the specification leaves the choice to us.
 */
import type { AnnouncementContent, SubscriptionNews } from '../../domain/announcement.ts'
import type { Message } from '../../domain/message.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dialect, RenderRequest, TestRequest } from '../../ports/dialect.ts'
import { judgeAny2xx } from '../any-2xx.ts'
import { appendCustomHeaders } from '../custom-headers.ts'
import { signatureHeader } from '../signature-header.ts'
import { tenAttempts } from '../ten-attempts.ts'
import { alertOf } from './alert.ts'

export interface StandardWebhooksSettings {
  /** Goes out as `Posthorn/{version}`. */
  readonly userAgentVersion: string
  /** 15 to 30 s are recommended. */
  readonly attemptTimeoutMs?: number
  /** Where people reach the service, for what alerts say; without it they show paths alone. */
  readonly publicUrl?: string | null
}

export function createStandardWebhooksDialect(settings: StandardWebhooksSettings): Dialect {
  const userAgent = `Posthorn/${settings.userAgentVersion}`
  return {
    name: 'standard-webhooks',
    retryRule: tenAttempts(settings.attemptTimeoutMs ?? 15_000),
    render: (request) => renderEvent(request, userAgent),
    renderTest: (request) => renderTestEvent(request, userAgent),
    judge: judgeAny2xx,
    isOwnHeader: (lowerCaseName) => ownHeaders.has(lowerCaseName),
    announce: (news) => announce(news, settings.publicUrl ?? null),
    eventKinds: () => [],
  }
}

function renderEvent(request: RenderRequest, userAgent: string): Message {
  const { event } = request
  return message(request.subscription, userAgent, {
    id: event.id,
    atMs: request.atMs,
    attemptNumber: request.attemptNumber,
    traceparent: event.traceparent,
    body: payload(event.type, event.occurredAtMs, event.data),
  })
}

const testData = Buffer.from('{"test":true}')

function renderTestEvent(request: TestRequest, userAgent: string): Message {
  return message(request.subscription, userAgent, {
    id: `evt_${request.nonce}`,
    atMs: request.atMs,
    attemptNumber: 1,
    traceparent: null,
    body: payload('posthorn.test', request.atMs, testData),
  })
}

const payloadEnd = Buffer.from('}')

function payload(type: string, occurredAtMs: number, data: Uint8Array): Uint8Array {
  const timestamp = new Date(occurredAtMs).toISOString()
  const start = `{"type":${JSON.stringify(type)},"timestamp":"${timestamp}","data":`
  return Buffer.concat([Buffer.from(start), data, payloadEnd])
}

interface Envelope {
  readonly id: string
  readonly atMs: number
  readonly attemptNumber: number
  readonly traceparent: string | null
  readonly body: Uint8Array
}

/** Names leave in lower case: some libraries look them up so in whatever the framework gives. */
function message(subscription: Subscription, userAgent: string, envelope: Envelope): Message {
  const { config } = subscription
  const timestamp = String(Math.floor(envelope.atMs / 1_000))
  const headers = [
    'content-type',
    'application/json',
    'user-agent',
    userAgent,
    'webhook-id',
    envelope.id,
    'webhook-timestamp',
    timestamp,
  ]
  const content = { id: envelope.id, timestamp, body: envelope.body }
  const signature = signatureHeader(config.secrets, content, envelope.atMs)
  // Without a secret there is no proof to give, and an empty entry breaks receivers' libraries.
  if (signature !== '') headers.push('webhook-signature', signature)
  headers.push('posthorn-attempt', String(envelope.attemptNumber))
  if (envelope.traceparent !== null) headers.push('traceparent', envelope.traceparent)
  appendCustomHeaders(headers, config.headers, (name) => ownHeaders.has(name))
  return { method: 'POST', url: config.url, headers, body: envelope.body }
}

const ownHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'user-agent',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'posthorn-attempt',
  'traceparent',
])

/** For people alone: nothing watches the subscriptions of this dialect. */
function announce(news: SubscriptionNews, publicUrl: string | null): AnnouncementContent | null {
  const alert = alertOf(news, publicUrl)
  return alert === null ? null : { event: null, alert }
}
