import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleNews, sampleSubscription } from '../../../test/contract/dialect-samples.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import type { NewsKind } from '../../domain/alert.ts'
import { alertOf } from './alert.ts'

const dialectSettings = {
  environment: 'sod',
  issuer: 'https://sod.example.org',
  clientId: 'c',
  appName: 'CRM\r\nsync',
  errorEmails: ['a@example.org', 'b@example.org', 'no address', 'a@example.org'],
  isMailed: true,
}
const lastErrorText =
  'HTTP 500\r\n\r\nyou sent eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln and Bearer s3cr3t'

/** News of a kind; the settings in place of those above. */
function newsOf(kind: NewsKind, settings: object = {}): SubscriptionNews {
  const subscription = {
    ...sampleSubscription({
      url: 'https://app.example.org/in?key=hidden-in-the-query',
      headers: { authorization: 'Bearer s3cr3t' },
      dialectSettings: { ...dialectSettings, ...settings },
    }),
  }
  const health = { ...subscription.health, lastErrorText }
  const [{ attempt }] = sampleNews(subscription) as readonly [SubscriptionNews]
  return { kind, subscription: { ...subscription, health }, atMs: 0, attempt }
}

test('the first failure of a streak is mailed to each error-reporting address once', () => {
  const alert = alertOf(newsOf('failing'))
  assert.deepEqual(alert?.recipients, ['a@example.org', 'b@example.org'])
  assert.equal(alert?.subject, 'Tenant status messages to "CRM sync" (sod) have begun to fail')
})

test('no other news are mailed, and no later failure of the streak', () => {
  for (const kind of ['disabled', 'paused', 'resumed'] as const) {
    assert.equal(alertOf(newsOf(kind)), null)
  }
  const first = newsOf('failing')
  const later = { ...first, attempt: { ...first.attempt!, isFirstFailure: false } }
  assert.equal(alertOf(later), null)
})

test('with the checkbox off, or without an address, nobody is told', () => {
  const settings = [{ isMailed: false }, { isMailed: undefined }, { errorEmails: [] }]
  for (const setting of [...settings, { errorEmails: 'a@example.org' }]) {
    assert.equal(alertOf(newsOf('failing', setting)), null)
  }
})

test('the text says what, where and what follows, and holds neither secret, token nor query', () => {
  const { text = '' } = alertOf(newsOf('failing')) ?? {}
  for (const part of ['"CRM sync"', 'sod', 'https://app.example.org/in\n', 'HTTP 500', 'tenth']) {
    assert.ok(text.includes(part), part)
  }
  assert.doesNotMatch(text, /s3cr3t|eyJ|hidden-in-the-query|\r/)
  assert.match(text, /you sent \(hidden\)/)
})
