import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../../../docs/reference/signing-vectors.json' with { type: 'json' }
import {
  bodyText,
  headerOf,
  sampleEvent,
  sampleRequest,
  sampleSubscription,
} from '../../../test/contract/dialect-samples.ts'
import type { NewsKind } from '../../domain/alert.ts'
import type { SubscriptionNews } from '../../domain/announcement.ts'
import { healthy } from '../../domain/health.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { createSuperOfficeDialect } from './dialect.ts'
import { isWatching, stateEventOf } from './state-event.ts'

const dialect = createSuperOfficeDialect({ acceptAny2xx: false, userAgentVersion: '12.4.1514.0' })

const watched: Subscription = {
  ...sampleSubscription({}),
  number: 17,
  application: 'crm-sync',
  createdAtMs: Date.parse('2026-07-03T09:10:00Z'),
  health: { ...healthy, callCount: 2 },
}

function news(kind: NewsKind, subscription: Subscription = watched): SubscriptionNews {
  const atMs = Date.parse('2026-07-03T10:00:01.550Z')
  return { kind, subscription, atMs, attempt: null }
}

function watcher(patterns: readonly string[], other: Partial<Subscription> = {}): Subscription {
  const config = { ...watched.config, name: 'Hook watcher', dialect: 'superoffice' as const }
  return { ...watched, number: 18, config: { ...config, patterns }, ...other }
}

test('a state event is the documented one: no Entity, the number in the header alone, state 3', async () => {
  const author = { registeredAssociate: { associateId: 42, name: 'KN' } }
  const subscription = { ...watched, config: { ...watched.config, dialectSettings: author } }
  const event = stateEventOf(news('disabled', subscription))
  assert.ok(event !== null)
  assert.equal(event.type, 'webhook17.errors')
  const accepted = {
    ...sampleEvent(event.type, JSON.parse(event.dataJson) as object),
    tenantId: 'Cust20001',
    occurredAtMs: news('disabled').atMs,
  }
  const message = await dialect.render(sampleRequest(accepted, watcher(['webhook17.errors'])))
  assert.equal(headerOf(message, 'x-superoffice-event'), 'webhook17.errors')
  const guid = /"EventId":"[^"]+"/
  const documented = vectors.superoffice.find(({ name }) => name === 'B5')?.body ?? ''
  assert.equal(bodyText(message).replace(guid, ''), documented.replace(guid, ''))
})

test('started, stopped and errors carry the states 1, 2 and 3; a first failure is no state', () => {
  const states = (['resumed', 'paused', 'disabled'] as const).map((kind) => {
    const { type, dataJson } = stateEventOf(news(kind))!
    return [type, (JSON.parse(dataJson) as { FieldValues: { state: number } }).FieldValues.state]
  })
  assert.deepEqual(states, [
    ['webhook17.started', 1],
    ['webhook17.stopped', 2],
    ['webhook17.errors', 3],
  ])
  assert.equal(stateEventOf(news('failing')), null)
})

test('it is for webhooks of the same application that name it, with the number or without', () => {
  const event = stateEventOf(news('disabled'))!
  assert.equal(isWatching(watcher(['webhook17.errors']), event), true)
  assert.equal(isWatching(watcher(['webhook.errors']), event), true)
  assert.equal(isWatching(watcher(['webhook.errors'], { application: null }), event), true)
  for (const other of [
    watcher(['webhook17.stopped', 'webhook1.errors', 'webhook7.errors']),
    watcher(['*', 'webhook.*', 'webhook17.*']),
    watcher(['webhook17.errors'], { application: 'another' }),
    watcher(['webhook17.errors'], {
      config: { ...watched.config, dialect: 'standard-webhooks', patterns: ['webhook17.errors'] },
    }),
  ]) {
    assert.equal(isWatching(other, event), false)
  }
})

test('one that is signalled by its plain name says in the header which webhook it is about', async () => {
  const event = sampleEvent('webhook.stopped', { PrimaryKey: 17 })
  const message = await dialect.render(sampleRequest(event, watcher(['webhook.stopped'])))
  assert.equal(headerOf(message, 'x-superoffice-event'), 'webhook17.stopped')
  assert.match(bodyText(message), /"Event":"webhook\.stopped","PrimaryKey":17,"ContextIdentifier"/)
})

test('an event that only looks like one is sent as it was signalled', async () => {
  for (const type of ['webhook17.changed', 'webhook17.errors.x', 'webhooks.errors', 'my.errors']) {
    const message = await dialect.render(sampleRequest(sampleEvent(type, {}), watcher([type])))
    assert.equal(headerOf(message, 'x-superoffice-event'), type)
    assert.match(bodyText(message), new RegExp(`"Event":"${type}","PrimaryKey":0,"Entity":`))
  }
})
