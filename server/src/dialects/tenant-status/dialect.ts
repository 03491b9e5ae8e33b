/**
 * The wire format of SuperOffice's tenant status webhook: what happened to a tenant, told to an
 * application that the tenant approved, with a token as the only proof of origin. A notification
 * that waits for its retry holds back none that follows. README.md says what is documented and
 * what is ours.
 */
import type { AnnouncementContent, SubscriptionNews } from '../../domain/announcement.ts'
import type { Outcome } from '../../domain/attempt.ts'
import { statusErrorClass } from '../../domain/error-class.ts'
import type { Message, Reply } from '../../domain/message.ts'
import type { RetryRule } from '../../domain/retry-rule.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dialect, RenderRequest, TestRequest } from '../../ports/dialect.ts'
import { appendCustomHeaders } from '../custom-headers.ts'
import { defaultWaitsMs } from '../default-waits.ts'
import { derivedUuid } from '../derived-uuid.ts'
import { alertOf } from './alert.ts'
import { eventKinds } from './event-kinds.ts'
import {
  bodySha256,
  type Notification,
  notificationBody,
  notificationOf,
} from './notification-body.ts'
import { issuerSecretOf, readTenantStatusSettings } from './tenant-status-settings.ts'
import { signToken } from './token.ts'

export interface TenantStatusDialectSettings {
  /** Goes out as `Posthorn/{version}`. */
  readonly userAgentVersion: string
  readonly attemptTimeoutMs?: number
}

export function createTenantStatusDialect(settings: TenantStatusDialectSettings): Dialect {
  const userAgent = `Posthorn/${settings.userAgentVersion}`
  return {
    name: 'tenant-status',
    retryRule: retryRule(settings.attemptTimeoutMs ?? 15_000),
    render: (request) => renderEvent(request, userAgent),
    renderTest: (request) => renderTestEvent(request, userAgent),
    judge,
    isOwnHeader: (lowerCaseName) => ownHeaders.has(lowerCaseName),
    announce,
    eventKinds,
  }
}

/** Ruling R11: exactly these waits, nothing disables, and nobody waits for another's retry. */
function retryRule(attemptTimeoutMs: number): RetryRule {
  return {
    attemptTimeoutMs,
    delaysMs: defaultWaitsMs,
    jitter: 'none',
    attemptsPerCycle: null,
    retryAfterMsMax: 0,
    slowDownMs: 0,
    sickness: { kind: 'none' },
    disableAfterFailureCount: null,
    disableAfterMs: null,
    whilePaused: 'skip',
    releasePerSecondFirst: 10,
    releasePerSecondMax: 200,
  }
}

function announce(news: SubscriptionNews): AnnouncementContent | null {
  const alert = alertOf(news)
  return alert === null ? null : { event: null, alert }
}

function renderEvent(request: RenderRequest, userAgent: string): Promise<Message> {
  const { event, deliveryId, cycle, attemptNumber } = request
  return message(request.subscription, userAgent, {
    id: event.id,
    tokenId: derivedUuid(`tenant-status:token:${deliveryId}:${cycle}:${attemptNumber}`),
    atMs: request.atMs,
    attemptNumber,
    traceparent: event.traceparent,
    notification: notificationOf(event),
  })
}

/** The format has no test: a tenant that does not exist is said to have been resumed. */
const testNotification: Notification = {
  change: 'resume',
  tenantId: 'test',
  versionName: '',
  fileVersion: '',
  publicEndpoint: null,
}

function renderTestEvent(request: TestRequest, userAgent: string): Promise<Message> {
  return message(request.subscription, userAgent, {
    id: `evt_${request.nonce}`,
    tokenId: derivedUuid(`tenant-status:test:${request.nonce}`),
    atMs: request.atMs,
    attemptNumber: 1,
    traceparent: null,
    notification: testNotification,
  })
}

interface Envelope {
  readonly id: string
  readonly tokenId: string
  readonly atMs: number
  readonly attemptNumber: number
  readonly traceparent: string | null
  readonly notification: Notification
}

async function message(
  { config }: Subscription,
  userAgent: string,
  { id, tokenId, atMs, attemptNumber, traceparent, notification }: Envelope,
): Promise<Message> {
  const { issuer, clientId } = readTenantStatusSettings(config)
  const token = await signToken({
    secret: issuerSecretOf(config),
    issuer,
    clientId,
    tenantId: notification.tenantId,
    tokenId,
    bodySha256: bodySha256(notification),
    atMs,
  })
  const headers = [
    'content-type',
    'application/json; charset=utf-8',
    'user-agent',
    userAgent,
    'webhook-id',
    id,
    'posthorn-attempt',
    String(attemptNumber),
  ]
  if (traceparent !== null) headers.push('traceparent', traceparent)
  appendCustomHeaders(headers, config.headers, (name) => ownHeaders.has(name))
  const body = notificationBody(notification, token)
  return { method: 'POST', url: config.url, headers, body }
}

const ownHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'user-agent',
  'webhook-id',
  'posthorn-attempt',
  'traceparent',
])

/** The documented receiver returns nothing, which its framework answers with 204. */
function judge(reply: Reply): Outcome {
  if (reply.kind === 'unreached') return { kind: 'unreached', errorClass: reply.errorClass }
  const { status } = reply
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  return {
    kind: 'refused',
    errorClass: statusErrorClass(status),
    retryAfterMs: null,
    isSlowDown: false,
    isGone: false,
  }
}
