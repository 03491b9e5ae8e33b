import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  registeredAtMs,
  sampleSubscription,
} from '../../../test/superoffice/sample-subscription.ts'
import { healthy } from '../../domain/health.ts'
import { defaultWebhook, noDate, secretMask, toWebhook, webhookMembers } from './webhook-carrier.ts'

const shown = { isMasked: false }

test('the carrier has its members in the documented order and PascalCase', () => {
  const webhook = toWebhook(sampleSubscription(), shown)
  assert.deepEqual(Object.keys(webhook), webhookMembers)
  assert.deepEqual(Object.keys(defaultWebhook), webhookMembers)
  for (const name of webhookMembers) assert.match(name, /^[A-Z][A-Za-z]+$/)
})

test('a webhook that was never updated keeps the date of year 1, one that was shows UTC', () => {
  const fresh = toWebhook(sampleSubscription(), shown)
  assert.equal(fresh.Registered, '2026-07-03T09:10:00')
  assert.equal(fresh.Updated, noDate)
  const later = sampleSubscription({ version: 2, updatedAtMs: registeredAtMs + 61_500 })
  assert.equal(toWebhook(later, shown).Updated, '2026-07-03T09:11:01')
})

test('statistics come from the health of the endpoint', () => {
  const health = {
    ...healthy,
    callCount: 12,
    errorCount: 4,
    consecutiveErrorCount: 3,
    lastErrorText: 'HTTP 503\n\ndown',
  }
  const webhook = toWebhook(sampleSubscription({ health }), shown)
  assert.deepEqual(
    [webhook.TotalCalls, webhook.TotalErrors, webhook.ConsecutiveErrors, webhook.LastError],
    [12, 4, 3, 'HTTP 503\n\ndown'],
  )
})

test('a masked answer shows neither the secret nor a mask where there is none', () => {
  assert.equal(toWebhook(sampleSubscription(), { isMasked: true }).Secret, secretMask)
  const unsigned = sampleSubscription({ config: { secrets: { current: [], old: [] } } })
  assert.equal(toWebhook(unsigned, { isMasked: true }).Secret, '')
})

test('each state of a subscription has its exact name', () => {
  const nameOf = (state: 'active' | 'paused' | 'disabled') =>
    toWebhook(
      sampleSubscription({ status: { state, reason: null, sinceMs: 0, releasingSinceMs: null } }),
      shown,
    ).State
  assert.deepEqual(
    [nameOf('active'), nameOf('paused'), nameOf('disabled')],
    ['Active', 'Stopped', 'TooManyErrors'],
  )
})
