/**
 * The wire format of SuperOffice entity webhooks: notification, signature, success rule, cycles.
 * Receivers written for SuperOffice get what they know; beside it each message carries the stable
 * `webhook-id`. Everything is derived from the request, so an attempt repeated after a crash is
 * the same to the byte. README.md says what is documented and what is ours.
 */
import type { AnnouncementContent, SubscriptionNews } from '../../domain/announcement.ts'
import type { Outcome } from '../../domain/attempt.ts'
import { statusErrorClass } from '../../domain/error-class.ts'
import type { Message, Reply } from '../../domain/message.ts'
import type { RetryRule } from '../../domain/retry-rule.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dialect, RenderRequest, TestRequest } from '../../ports/dialect.ts'
import { appendCustomHeaders } from '../custom-headers.ts'
import { utcTimestampOf } from '../utc-timestamp.ts'
import { alertOf } from './alert.ts'
import { readEventData } from './event-data.ts'
import { eventGuid, testEventGuid } from './event-guid.ts'
import { documentedEvents } from './event-types.ts'
import { notificationBody } from './notification-body.ts'
import { scriptMessage } from './script-message.ts'
import { bodySignature } from './signature.ts'
import { isWatching, stateEventNames, stateEventOf } from './state-event.ts'

export interface SuperOfficeSettings {
  /** False: status 200 alone is success, as documented. */
  readonly acceptAny2xx: boolean
  /** Goes out as `NetServer-Webhook/{version}`. */
  readonly userAgentVersion: string
  /** Where callers reach the service, for people who are told how to bring a webhook back. */
  readonly publicUrl?: string | null
  readonly attemptTimeoutMs?: number
  /** How long the line rests after the first and after each further failed cycle. */
  readonly restsMs?: readonly [number, number]
  readonly releasePerSecondFirst?: number
  readonly releasePerSecondMax?: number
}

export function createSuperOfficeDialect(settings: SuperOfficeSettings): Dialect {
  const userAgent = `NetServer-Webhook/${settings.userAgentVersion}`
  return {
    name: 'superoffice',
    retryRule: retryRule(settings),
    render(request) {
      const notification = renderNotification(request, userAgent)
      if (!isForScript(request)) return notification
      return scriptMessage(notification, request.event.data)
    },
    renderTest(request) {
      const notification = renderTestNotification(request, userAgent)
      return isForScript(request) ? scriptMessage(notification, null) : notification
    },
    judge: (reply) => judge(reply, settings.acceptAny2xx),
    isOwnHeader,
    announce: (news) => announce(news, settings.publicUrl ?? null),
    isWatching,
    eventKinds: documentedEvents,
  }
}

function isForScript({ subscription }: RenderRequest | TestRequest): boolean {
  return subscription.config.dispatcher === 'script'
}

function announce(news: SubscriptionNews, publicUrl: string | null): AnnouncementContent | null {
  const event = stateEventOf(news)
  const alert = alertOf(news, publicUrl)
  return event === null && alert === null ? null : { event, alert }
}

/** SuperOffice overview and notification pages: 9 failures over 3 cycles of 3 attempts. */
function retryRule(settings: SuperOfficeSettings): RetryRule {
  const [firstRestMs, nextRestMs] = settings.restsMs ?? [30_000, 300_000]
  return {
    attemptTimeoutMs: settings.attemptTimeoutMs ?? 15_000,
    delaysMs: [1_000, 4_000, firstRestMs, 1_000, 4_000, nextRestMs, 1_000, 4_000],
    jitter: 'none',
    attemptsPerCycle: 3,
    retryAfterMsMax: 0,
    slowDownMs: 0,
    sickness: { kind: 'line', restsMs: [firstRestMs, nextRestMs] },
    disableAfterFailureCount: 9,
    disableAfterMs: null,
    whilePaused: 'skip',
    releasePerSecondFirst: settings.releasePerSecondFirst ?? 10,
    releasePerSecondMax: settings.releasePerSecondMax ?? 200,
  }
}

function renderNotification(request: RenderRequest, userAgent: string): Message {
  const { event, subscription } = request
  const data = readEventData(event.data)
  const eventId = eventGuid(request.deliveryId, request.cycle)
  const names = stateEventNames(event.type, data.primaryKey)
  const body = notificationBody({
    eventId,
    timestamp: data.timestamp ?? utcTimestampOf(event.occurredAtMs),
    event: names?.body ?? event.type,
    isStateEvent: names !== null,
    contextIdentifier: event.tenantId,
    webhookName: subscription.config.name ?? '',
    data,
    properties: subscription.config.dialectSettings['properties'],
  })
  return message(subscription, userAgent, {
    event: names?.header ?? event.type,
    eventId,
    attemptNumber: request.attemptNumber,
    webhookId: event.id,
    traceparent: event.traceparent,
    isTest: false,
    body,
  })
}

/** The documented test event, sent with the definition as it is given. */
function renderTestNotification(request: TestRequest, userAgent: string): Message {
  const { subscription, nonce } = request
  const { currentAssociateId, properties } = subscription.config.dialectSettings
  const eventId = testEventGuid(nonce)
  const body = notificationBody({
    eventId,
    timestamp: utcTimestampOf(request.atMs),
    event: 'test',
    isStateEvent: false,
    contextIdentifier: subscription.tenantId,
    webhookName: subscription.config.name ?? '',
    data: {
      primaryKey: 0,
      changedByAssociateId: Number.isSafeInteger(currentAssociateId)
        ? Number(currentAssociateId)
        : 0,
      changesJson: '[]',
      timestamp: null,
      entityJson: null,
      valuesJson: null,
      fieldValuesJson: null,
    },
    properties,
  })
  return message(subscription, userAgent, {
    event: 'test',
    eventId,
    attemptNumber: 1,
    webhookId: `evt_${nonce}`,
    traceparent: null,
    isTest: true,
    body,
  })
}

interface Envelope {
  readonly event: string
  readonly eventId: string
  readonly attemptNumber: number
  readonly webhookId: string
  readonly traceparent: string | null
  readonly isTest: boolean
  readonly body: Uint8Array
}

function message(subscription: Subscription, userAgent: string, envelope: Envelope): Message {
  const { config } = subscription
  const headers = [
    'Content-Type',
    'application/json; charset=utf-8',
    'User-Agent',
    userAgent,
    'X-SuperOffice-Event',
    envelope.event,
    'X-SuperOffice-EventId',
    envelope.eventId,
    'X-SuperOffice-Retry',
    String(envelope.attemptNumber - 1),
  ]
  const signature = bodySignature(config.secrets, envelope.body)
  if (signature !== null) headers.push('X-SuperOffice-Signature', signature)
  if (envelope.isTest) headers.push('X-Hook-Test', 'true')
  headers.push('webhook-id', envelope.webhookId)
  headers.push('posthorn-attempt', String(envelope.attemptNumber))
  if (envelope.traceparent !== null) headers.push('traceparent', envelope.traceparent)
  appendCustomHeaders(headers, config.headers, isOwnHeader)
  return { method: 'POST', url: config.url, headers, body: envelope.body }
}

const ownHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'user-agent',
  'webhook-id',
  'x-hook-test',
  'posthorn-attempt',
  'traceparent',
])

function isOwnHeader(lowerCaseName: string): boolean {
  return ownHeaders.has(lowerCaseName) || lowerCaseName.startsWith('x-superoffice-')
}

/** Every page says "200 OK" and none another 2xx; 410 is the documented permanent failure. */
function judge(reply: Reply, acceptAny2xx: boolean): Outcome {
  if (reply.kind === 'unreached') return { kind: 'unreached', errorClass: reply.errorClass }
  const { status } = reply
  const is2xx = status >= 200 && status < 300
  if (status === 200 || (acceptAny2xx && is2xx)) return { kind: 'accepted' }
  return {
    kind: 'refused',
    errorClass: statusErrorClass(status),
    retryAfterMs: null,
    isSlowDown: false,
    isGone: status === 410,
  }
}
