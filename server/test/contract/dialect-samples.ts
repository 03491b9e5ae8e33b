/** An event, a subscription and replies as dialects see them, to be changed where a test cares. */
import { bareText } from '../../src/domain/hidden-text.ts'
import type { NewsAttempt, SubscriptionNews } from '../../src/domain/announcement.ts'
import type { Event } from '../../src/domain/event.ts'
import { healthy } from '../../src/domain/health.ts'
import { deliveryId } from '../../src/domain/ids.ts'
import type { AnsweredReply, Message, PhaseTimings } from '../../src/domain/message.ts'
import { noSigningSecrets } from '../../src/domain/signing-secret.ts'
import type { Subscription, SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { RenderRequest } from '../../src/ports/dialect.ts'

export const sampleAtMs = Date.UTC(2026, 6, 3, 9, 15, 42, 120)
export const sampleNonce = '0123456789abcdef0123456789abcdef'
export const sampleTimings: PhaseTimings = {
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  firstByteMs: 3,
  totalMs: 4,
}

export function sampleEvent(type: string, data: unknown, other: Partial<Event> = {}): Event {
  return {
    id: 'evt_0190f8a1b2c37d4e8f9a0b1c2d3e4f50',
    seq: 7,
    tenantKey: 1,
    tenantId: 'Cust20001',
    type,
    data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)),
    acceptedAtMs: sampleAtMs + 5,
    occurredAtMs: sampleAtMs,
    orderKey: null,
    subject: null,
    traceparent: null,
    ...other,
  }
}

export function sampleSubscription(config: Partial<SubscriptionConfig> = {}): Subscription {
  return {
    number: 17,
    id: 'sub_0190f8a1b2c37d4e8f9a0b1c2d3e4f51',
    tenantKey: 1,
    tenantId: 'Cust20001',
    owner: { kind: 'tenant', id: 'Cust20001' },
    externalKey: null,
    application: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    version: 1,
    config: {
      name: 'CRM sync',
      description: null,
      dialect: 'standard-webhooks',
      dispatcher: 'http',
      url: 'https://receiver.example/in',
      patterns: ['*'],
      headers: {},
      secrets: noSigningSecrets,
      retryOverride: null,
      dialectSettings: {},
      ...config,
    },
    status: { state: 'active', reason: null, sinceMs: 0, releasingSinceMs: null },
    health: healthy,
  }
}

/** The first attempt of the first run, unless said otherwise. */
export function sampleRequest(
  event: Event,
  subscription: Subscription,
  other: { readonly run?: number } & Partial<RenderRequest> = {},
): RenderRequest {
  const { run = 1, ...rest } = other
  return {
    event,
    subscription,
    deliveryId: deliveryId({ eventId: event.id, subscriptionNumber: subscription.number, run }),
    attemptNumber: 1,
    cycle: 1,
    atMs: sampleAtMs + 1_000,
    ...rest,
  }
}

export function sampleReply(
  status: number,
  headers: AnsweredReply['headers'] = [],
  isWhole = true,
): AnsweredReply {
  return { kind: 'answered', status, headers, bodyText: '', isWhole, timings: sampleTimings }
}

/** Header names and values in the order of the message. */
export function headerPairs(message: Message): readonly (readonly [string, string])[] {
  return message.headers.flatMap((name, at) =>
    at % 2 === 0 ? [[name, message.headers[at + 1] ?? ''] as const] : [],
  )
}

/** The value of a header, whatever its casing; undefined when the message has none. */
export function headerOf(message: Message, lowerCaseName: string): string | undefined {
  return headerPairs(message).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1]
}

export function bodyText(message: Message): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(message.body)
}

export function bodyObject(message: Message): Record<string, unknown> {
  return JSON.parse(bodyText(message)) as Record<string, unknown>
}

/** All that can happen to a subscription whose owner wants to be told of everything. */
export function sampleNews(subscription: Subscription): readonly SubscriptionNews[] {
  const { current } = subscription.config.secrets
  const [secret] = current
  const shown = secret === undefined ? undefined : bareText(secret)
  const told: Subscription = {
    ...subscription,
    // A receiver may repeat what it was sent.
    health: { ...subscription.health, lastErrorText: `HTTP 500\n\nyou sent ${shown ?? ''}` },
    config: {
      ...subscription.config,
      name: 'a\r\nname',
      dialectSettings: {
        ...subscription.config.dialectSettings,
        errorEmails: ['ops@example.org'],
        notifyVia: 3,
        notifyWhen: 3,
        isMailed: true,
        notifyEmails: ['ops@example.org'],
        notifyOn: 'failing',
      },
    },
  }
  const attempt: NewsAttempt = {
    eventId: `evt_${'1'.repeat(32)}`,
    eventType: 'contact.changed',
    deliveryId: `dlv_${'1'.repeat(32)}000000010000`,
    cycle: 1,
    isFirstFailure: true,
  }
  return (['failing', 'disabled', 'paused', 'resumed'] as const).map((kind) => ({
    kind,
    subscription: told,
    atMs: sampleAtMs,
    attempt: kind === 'failing' || kind === 'disabled' ? attempt : null,
  }))
}
