import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../../test/contract/dialect-samples.ts'
import type { AlertContent, NewsKind } from '../../domain/alert.ts'
import type { NewsAttempt } from '../../domain/announcement.ts'
import { healthy } from '../../domain/health.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { alertOf } from './alert.ts'
import { eventGuid } from './event-guid.ts'

const atMs = Date.parse('2026-07-03T10:00:01.550Z')
const attempt: NewsAttempt = {
  eventId: `evt_${'a'.repeat(32)}`,
  eventType: 'contact.changed',
  deliveryId: `dlv_${'a'.repeat(32)}000000110000`,
  cycle: 3,
  isFirstFailure: false,
}
const via = { none: 0, email: 1, inApp: 2, both: 3 } as const
const when = { none: 0, firstFailure: 1, disabling: 2, both: 3 } as const

interface Given {
  readonly kind?: NewsKind
  readonly isFirst?: boolean
  readonly settings?: Readonly<Record<string, unknown>>
  readonly other?: Partial<Subscription>
  readonly config?: Partial<Subscription['config']>
  readonly publicUrl?: string
}

function alert(given: Given = {}): AlertContent | null {
  const { kind = 'disabled', isFirst = false, settings = {}, publicUrl = null } = given
  const base = sampleSubscription({})
  const subscription: Subscription = {
    ...base,
    number: 17,
    tenantId: 'Cust20001',
    status: {
      state: 'disabled',
      reason: 'too-many-failures',
      sinceMs: atMs,
      releasingSinceMs: null,
    },
    health: { ...healthy, consecutiveErrorCount: 9, lastErrorText: 'HTTP 500\nx: y\n\nbusy' },
    ...given.other,
    config: {
      ...base.config,
      name: 'CRM sync',
      url: 'https://hooks.example.org/so?token=t0k3n-in-url',
      dialectSettings: { errorEmails: ['ops@example.org'], ...settings },
      ...given.config,
    },
  }
  return alertOf(
    { kind, subscription, atMs, attempt: { ...attempt, isFirstFailure: isFirst } },
    publicUrl,
  )
}

test('a mail names the webhook, the error, the EventId, the cause and the way back', () => {
  const { subject, text, recipients } = alert({ publicUrl: 'https://hooks.example.net' })!
  assert.equal(subject, 'Webhook "CRM sync" (17) is disabled: too many errors')
  assert.deepEqual(recipients, ['ops@example.org'])
  for (const part of [
    'disabled at 2026-07-03T10:00:01.55Z: too many errors',
    'Context:  Cust20001',
    'Target:   https://hooks.example.org/so\n',
    'Event:    contact.changed',
    `EventId:  ${eventGuid(attempt.deliveryId, 3)}`,
    `webhook-id: ${attempt.eventId}`,
    'Failures in a row: 9',
    'Last error:\nHTTP 500\nx: y\n\nbusy',
    'PATCH https://hooks.example.net/Cust20001/api/v1/Webhook/17   {"State":"Active"}',
  ]) {
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`)
  }
  const gone = alert({
    other: { status: { state: 'disabled', reason: 'gone', sinceMs: 1, releasingSinceMs: null } },
  })
  assert.match(gone!.subject, /is disabled: its target answered 410 Gone$/)
})

test('of a webhook with a script the script is named, and the way back is a mended one', () => {
  const config = { dispatcher: 'script', url: 'ScriptHook1' } as const
  const { text } = alert({ config })!
  assert.match(text, /^Script:   ScriptHook1$/m)
  assert.match(text, /upload a mended script and save the webhook as Active:\nPATCH /)
  assert.doesNotMatch(text, /Target:|hidden|receiver|200 OK/)
})

test('a first failure is told as one, of a webhook that is still active', () => {
  const settings = { notifyWhen: when.firstFailure }
  const { subject, text } = alert({ kind: 'failing', isFirst: true, settings })!
  assert.equal(subject, 'Webhook "CRM sync" (17) has begun to fail')
  assert.match(text, /It is still active/)
  assert.doesNotMatch(text, /State/)
})

test('NotifyWhen says which of the two is told, and one that is both is told once', () => {
  const told = (notifyWhen: number) => {
    const settings = { notifyWhen }
    return [
      alert({ kind: 'failing', isFirst: true, settings }) !== null,
      alert({ kind: 'disabled', settings }) !== null,
      alert({ kind: 'disabled', isFirst: true, settings }) !== null,
    ]
  }
  assert.deepEqual(told(when.none), [false, false, false])
  assert.deepEqual(told(when.firstFailure), [true, false, true])
  assert.deepEqual(told(when.disabling), [false, true, true])
  assert.deepEqual(told(when.both), [true, true, true])
  for (const kind of ['paused', 'resumed'] as const) {
    assert.equal(alert({ kind, settings: { notifyWhen: when.both } }), null)
  }
})

test('NotifyVia None tells nobody, Email mails, InApp shows, and both do both', () => {
  const told = (notifyVia: number) => {
    const content = alert({ settings: { notifyVia } })
    return content === null ? null : [content.recipients.length, content.isInApp]
  }
  assert.equal(told(via.none), null)
  assert.deepEqual(told(via.email), [1, false])
  assert.deepEqual(told(via.inApp), [0, true])
  assert.deepEqual(told(via.both), [1, true])
})

test('ErrorsEmail alone is mail when the webhook is disabled; without anybody there is no alert', () => {
  const old = { errorEmails: undefined, errorsEmail: 'old@example.org' }
  assert.deepEqual(alert({ settings: old })?.recipients, ['old@example.org'])
  assert.equal(alert({ kind: 'failing', isFirst: true, settings: old }), null)
  assert.equal(alert({ settings: { errorEmails: [], errorsEmail: null } }), null)
})

test('each recipient is there once, and what came in by import and is no address is left out', () => {
  const errorEmails = [
    'a@example.org',
    'b@example.org',
    'a@example.org',
    'x@y\r\nBcc: z@y',
    7,
    null,
  ]
  assert.deepEqual(alert({ settings: { errorEmails } })?.recipients, [
    'a@example.org',
    'b@example.org',
  ])
})

test('associates have no address here: they are named with the alert, and get no mail', () => {
  const errorAssociates = [
    { id: 5, name: 'KN', fullName: 'Kari Nordmann' },
    { id: 6, name: 'ON', fullName: null },
    { id: 'x' },
  ]
  const content = alert({ settings: { errorEmails: [], errorAssociates } })
  assert.deepEqual(content?.recipients, [])
  assert.deepEqual(content?.users, [
    { id: '5', name: 'Kari Nordmann' },
    { id: '6', name: 'ON' },
  ])
})

test('no secret is in an alert, whatever the receiver answered', () => {
  const config = {
    secrets: { current: [{ kind: 'hmac-text', text: 's3cr3t-Key!' } as const], old: [] },
    headers: { Authorization: 'Bearer t0k3n-in-header' },
  }
  const lastErrorText = 'HTTP 401\nyou sent Bearer t0k3n-in-header, signed with s3cr3t-Key!'
  const { subject, text } = alert({ config, other: { health: { ...healthy, lastErrorText } } })!
  assert.match(text, /you sent \(hidden\), signed with \(hidden\)/)
  for (const secret of ['s3cr3t-Key!', 't0k3n-in-header', 't0k3n-in-url']) {
    assert.ok(!`${subject}\n${text}`.includes(secret), secret)
  }
})

test('a name cannot break out of its line, and a long error is cut', () => {
  const name = `a\r\nBcc: b@example.org\u2028${'n'.repeat(400)}`
  const lastErrorText = `HTTP 500\n\u0007${'e'.repeat(4_000)}`
  const health = { ...healthy, lastErrorText }
  const { subject, text } = alert({ config: { name }, other: { health } })!
  assert.match(subject, /^Webhook "a Bcc: b@example\.org n+" \(17\) is disabled: too many errors$/)
  assert.ok(subject.length < 200)
  assert.ok(text.includes('[…]') && text.length < 4_000)
  assert.doesNotMatch(text, /[^\P{C}\n]/u)
})
