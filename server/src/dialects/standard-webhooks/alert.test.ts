import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleAtMs, sampleSubscription } from '../../../test/contract/dialect-samples.ts'
import type { AlertContent, NewsKind } from '../../domain/alert.ts'
import { healthy } from '../../domain/health.ts'
import type { SigningSecret } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { alertOf } from './alert.ts'

const secret: SigningSecret = { kind: 'hmac', keyBase64: Buffer.alloc(32, 7).toString('base64') }
const id = 'sub_0190f8a1b2c37d4e8f9a0b1c2d3e4f51'
const eventId = `evt_${'1'.repeat(32)}` as const

interface Given {
  readonly kind?: NewsKind
  readonly reason?: string
  readonly error?: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly config?: Partial<SubscriptionConfig>
  readonly publicUrl?: string
}

function alert(given: Given = {}): AlertContent | null {
  const { kind = 'disabled', reason = 'gone', error = 'HTTP 410', settings = {} } = given
  const base = sampleSubscription({
    url: 'https://user:pa55@hooks.example.org/in?token=t0k3n-in-url',
    secrets: { current: [secret], old: [] },
    headers: { Authorization: 'Bearer t0k3n-in-header' },
    dialectSettings: { notifyEmails: ['ops@example.org'], ...settings },
    ...given.config,
  })
  const subscription = {
    ...base,
    status: { ...base.status, state: 'disabled', reason },
    health: { ...healthy, consecutiveErrorCount: 3, lastErrorText: error },
  } as const
  const attempt = {
    eventId,
    eventType: 'contact.changed',
    deliveryId: `dlv_${'1'.repeat(32)}000000010000`,
    cycle: 1,
    isFirstFailure: kind === 'failing',
  } as const
  return alertOf({ kind, subscription, atMs: sampleAtMs, attempt }, given.publicUrl ?? null)
}

test('an alert says what is disabled, why, what becomes of its events and how it comes back', () => {
  const { subject, text, recipients, isInApp } = alert({ publicUrl: 'https://p.example.net' })!
  assert.equal(
    subject,
    `Subscription "CRM sync" (${id}) is disabled: its endpoint answered 410 Gone`,
  )
  assert.deepEqual([recipients, isInApp], [['ops@example.org'], true])
  for (const part of [
    'was disabled at 2026-07-03T09:15:42.120Z: its endpoint answered 410 Gone.',
    'Tenant:       Cust20001\n',
    'Endpoint:     https://hooks.example.org/in\n',
    'Event type:   contact.changed\n',
    `webhook-id:   ${eventId}\n`,
    'Failures in a row: 3',
    'Last error:\nHTTP 410',
    'Its events are kept',
    `POST https://p.example.net/v1/tenants/Cust20001/subscriptions/${id}/resume\n`,
  ]) {
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`)
  }
})

test('a disabling after five days of failures says so; without a name the id stands alone', () => {
  const { subject } = alert({ reason: 'failing-too-long', config: { name: null } })!
  assert.equal(
    subject,
    `Subscription ${id} is disabled: its endpoint has failed for five days without a success in between`,
  )
})

test('that it begins to fail is told to whom asked for it, as trouble that may still pass', () => {
  assert.equal(alert({ kind: 'failing' }), null)
  assert.equal(alert({ kind: 'failing', settings: { notifyOn: 'disabled' } }), null)
  const { subject, text } = alert({ kind: 'failing', settings: { notifyOn: 'failing' } })!
  assert.match(subject, /has begun to fail$/)
  assert.match(text, /It is still active/)
  assert.doesNotMatch(text, /resume/)
})

test('pausing and resuming are told to nobody', () => {
  for (const kind of ['paused', 'resumed'] as const) {
    assert.equal(alert({ kind, settings: { notifyOn: 'failing' } }), null)
  }
})

test('without addresses an alert is shown and mailed to nobody; what is no address is left out', () => {
  const old = alert({ settings: { notifyEmails: undefined } })
  assert.deepEqual([old?.recipients, old?.isInApp], [[], true])
  const notifyEmails = ['a@example.org', 7, 'x@y\r\nBcc: z@y', 'a@example.org']
  assert.deepEqual(alert({ settings: { notifyEmails } })?.recipients, ['a@example.org'])
})

test('no secret is in an alert, and a name cannot break out of the one line of its subject', () => {
  const error = `HTTP 401\nyou sent Bearer t0k3n-in-header, signed with whsec_${secret.keyBase64}`
  const name = `a\r\nBcc: b@example.org\u2028${'n'.repeat(400)}`
  const { subject, text } = alert({ error, config: { name } })!
  assert.match(text, /you sent \(hidden\), signed with \(hidden\)/)
  for (const one of [secret.keyBase64, 't0k3n-in-header', 't0k3n-in-url', 'pa55']) {
    assert.ok(!`${subject}\n${text}`.includes(one), one)
  }
  assert.match(subject, /^Subscription "a Bcc: b@example\.org n+" \(sub_[0-9a-f]+\) is disabled: /)
  assert.ok(subject.length < 250)
})
