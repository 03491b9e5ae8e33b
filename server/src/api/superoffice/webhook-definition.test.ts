import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../../test/superoffice/sample-subscription.ts'
import { readWebhook } from './read-webhook.ts'
import { isRefusal } from './superoffice-errors.ts'
import { secretMask } from './webhook-carrier.ts'
import { configOf, defineWebhook } from './webhook-definition.ts'

function recipients(stored: readonly string[], body: object): readonly string[] {
  const before = sampleSubscription({ config: { dialectSettings: { errorEmails: stored } } })
  const draft = readWebhook(body)
  assert.ok(!isRefusal(draft))
  return defineWebhook(draft, before).errorEmails
}

test('of the two members for recipients the one that was changed counts', () => {
  assert.deepEqual(recipients(['a', 'b'], {}), ['a', 'b'])
  assert.deepEqual(recipients(['a', 'b'], { ErrorsEmail: 'a', ErrorEmails: ['a', 'b'] }), [
    'a',
    'b',
  ])
  assert.deepEqual(recipients(['a', 'b'], { ErrorsEmail: 'c', ErrorEmails: ['a', 'b'] }), [
    'c',
    'b',
  ])
  assert.deepEqual(recipients(['a', 'b'], { ErrorsEmail: 'a', ErrorEmails: ['d'] }), ['d'])
  assert.deepEqual(recipients(['a', 'b'], { ErrorsEmail: 'c', ErrorEmails: ['d'] }), ['c', 'd'])
  assert.deepEqual(recipients(['a', 'b'], { ErrorsEmail: null }), ['b'])
  assert.deepEqual(recipients(['a'], { ErrorsEmail: 'a', ErrorEmails: [] }), [])
  assert.deepEqual(recipients([], { ErrorsEmail: ' a ', ErrorEmails: ['', 'a'] }), ['a'])
})

test('a mask that is brought back keeps the stored secret, any other text replaces it', () => {
  const before = sampleSubscription()
  const secretAfter = (Secret: string | null | undefined) => {
    const draft = readWebhook(Secret === undefined ? {} : { Secret })
    assert.ok(!isRefusal(draft))
    return defineWebhook(draft, before).secret
  }
  assert.equal(secretAfter(secretMask), 's3cr3t-Key!')
  assert.equal(secretAfter('other'), 'other')
  for (const none of ['', null, undefined]) assert.equal(secretAfter(none), '')
})

test("a header's mask that is brought back keeps its stored value, in any case of its name", () => {
  const before = sampleSubscription({ config: { headers: { 'X-Token': 'planted' } } })
  const headersAfter = (Headers: object) => {
    const draft = readWebhook({ Headers })
    assert.ok(!isRefusal(draft))
    return defineWebhook(draft, before).headers
  }
  assert.deepEqual(headersAfter({ 'x-token': secretMask }), { 'x-token': 'planted' })
  assert.deepEqual(headersAfter({ 'X-Token': 'other' }), { 'X-Token': 'other' })
  assert.deepEqual(headersAfter({ 'X-Other': secretMask }), { 'X-Other': secretMask })
  assert.deepEqual(headersAfter({}), {})
})

test('a webhook becomes a subscription of the SuperOffice dialect over HTTP', () => {
  const draft = readWebhook({ Name: 'a', Events: ['x.y'], Secret: 'key', Properties: { p: 1 } })
  assert.ok(!isRefusal(draft))
  const config = configOf(defineWebhook(draft, null), null, { associateId: 0, name: 'Kari' })
  assert.equal(config.dialect, 'superoffice')
  assert.equal(config.dispatcher, 'http')
  assert.deepEqual(config.patterns, ['x.y'])
  assert.deepEqual(config.secrets, { current: [{ kind: 'hmac-text', text: 'key' }], old: [] })
  assert.deepEqual(config.dialectSettings['properties'], { p: 1 })
})
