import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleNews, sampleSubscription } from '../../../test/contract/dialect-samples.ts'
import type { SigningSecret } from '../../domain/signing-secret.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { alertOf } from './alert.ts'

const secret: SigningSecret = { kind: 'hmac-text', text: 'My secret, typed by hand!' }

function alerts(config: Partial<SubscriptionConfig> = {}) {
  const subscription = sampleSubscription({ secrets: { current: [secret], old: [] }, ...config })
  return sampleNews(subscription).map((news) => {
    const settings = config.dialectSettings ?? {}
    const own = { ...news.subscription.config, dialectSettings: settings }
    const status = { ...news.subscription.status, state: 'disabled', reason: 'gone' } as const
    const told = { ...news, subscription: { ...news.subscription, config: own, status } }
    return { kind: news.kind, alert: alertOf(told) }
  })
}

test('a deactivation is told, and nothing else is', () => {
  for (const { kind, alert } of alerts()) {
    assert.equal(alert === null, kind !== 'disabled', kind)
  }
})

test('a notice says which endpoint, why, which event and what came back, and shows no secret', () => {
  const { alert } = alerts().find(({ kind }) => kind === 'disabled')!
  assert.equal(
    alert?.subject,
    'Webhook endpoint 17 of Cust20001 is deactivated: it answered 410 Gone',
  )
  assert.equal(alert.isInApp, true)
  assert.match(alert.text, /https:\/\/receiver[.]example\/in/)
  assert.match(alert.text, /webhook-id: evt_1/)
  assert.match(alert.text, /you sent \(hidden\)/)
  assert.ok(!alert.text.includes(secret.text))
})

test('it is mailed to the addresses of the definition, each once and only where it is one', () => {
  const noticeAddresses = ['ops@example.org', 'a@b.example', 'ops@example.org', 'no address', 3]
  const { alert } = alerts({ dialectSettings: { noticeAddresses } }).find(
    ({ kind }) => kind === 'disabled',
  )!
  assert.deepEqual(alert?.recipients, ['ops@example.org', 'a@b.example'])
  const unset = alerts().find(({ kind }) => kind === 'disabled')
  assert.deepEqual(unset?.alert?.recipients, [])
})
