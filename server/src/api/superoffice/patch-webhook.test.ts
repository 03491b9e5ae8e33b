import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../../test/superoffice/sample-subscription.ts'
import { patchWebhook } from './patch-webhook.ts'
import { isRefusal } from './superoffice-errors.ts'
import { toWebhook, webhookMembers } from './webhook-carrier.ts'

const webhook = toWebhook(
  sampleSubscription({
    config: {
      headers: { 'X-Region': 'north' },
      dialectSettings: {
        properties: { region: 'north', nested: { list: [1], name: 'a' } },
        errorAssociates: [{ id: 5, name: 'KN' }],
      },
    },
  }),
  { isMasked: false },
)

function patched(patch: unknown): Record<string, unknown> {
  const result = patchWebhook(webhook, patch)
  assert.ok(!isRefusal(result), JSON.stringify(result))
  return result
}

function refusal(patch: unknown) {
  const result = patchWebhook(webhook, patch)
  assert.ok(isRefusal(result), JSON.stringify(result))
  return result
}

test('a merge patch and a JSON patch of one member have the same effect', () => {
  const wanted = { ...webhook, State: 'Stopped' }
  assert.deepEqual(patched({ State: 'Stopped' }), wanted)
  assert.deepEqual(patched({ state: 'Stopped' }), wanted)
  for (const path of ['State', '/State', 'state', '/STATE']) {
    assert.deepEqual(patched([{ op: 'replace', path, value: 'Stopped' }]), wanted, path)
  }
})

test('the members of an operation are understood in any case', () => {
  const stop = [
    { Op: 'test', Path: '/Name', Value: 'CRM sync' },
    { OP: 'replace', PATH: 'State', VALUE: 'Stopped' },
  ]
  assert.deepEqual(patched(stop), { ...webhook, State: 'Stopped' })
  assert.equal(refusal([{ Op: 'test', Path: '/Name', Value: 'another' }]).status, 409)
})

test('the webhook that is patched stays as it was', () => {
  const before = structuredClone(webhook)
  patched([{ op: 'add', path: '/Events/-', value: 'sale.created' }])
  patched({ Properties: { region: null } })
  assert.deepEqual(webhook, before)
})

test('add, replace and remove reach into lists and dictionaries, keys in any case', () => {
  const result = patched([
    { op: 'add', path: 'events/-', value: 'sale.created' },
    { op: 'remove', path: '/Events/0' },
    { op: 'replace', path: 'headers/x-region', value: 'south' },
    { op: 'add', path: 'Headers/X-Tier', value: 'gold' },
    { op: 'remove', path: 'Properties/REGION' },
    { op: 'remove', path: 'Description' },
  ])
  assert.deepEqual(result['Events'], ['contact.changed', 'sale.created'])
  assert.deepEqual(result['Headers'], { 'X-Region': 'south', 'X-Tier': 'gold' })
  assert.deepEqual(result['Properties'], { nested: { list: [1], name: 'a' } })
  assert.deepEqual(Object.keys(result), [...webhookMembers])
})

test('a test operation that holds lets the rest pass, one that does not answers 409', () => {
  const stop = { op: 'replace', path: 'State', value: 'Stopped' }
  const holds = { op: 'test', path: '/Events', value: ['contact.created', 'contact.changed'] }
  assert.equal(patched([holds, stop])['State'], 'Stopped')
  const failing = refusal([stop, { op: 'test', path: 'Name', value: 'another' }])
  assert.equal(failing.status, 409)
})

test('move, copy and whatever is no operation are refused', () => {
  assert.match(refusal([{ op: 'move', from: '/Name', path: '/Description' }]).message, /not supp/)
  assert.match(refusal([{ op: 'copy', from: '/Name', path: '/Description' }]).message, /not supp/)
  const broken: readonly unknown[] = [
    { op: '_get', path: '/Name' },
    { op: 'replace', path: '/Name' },
    { op: 'replace', value: 'x' },
    { path: '/Name', value: 'x' },
    { op: 'replace', path: '', value: {} },
    { op: 'replace', path: '/Nonsense', value: 1 },
    { op: 'replace', path: '/Headers/X-Missing', value: 'x' },
    { op: 'remove', path: '/Events/9' },
    { op: 'add', path: '/Events/9', value: 'x' },
    { op: 'add', path: '/Name/deeper/still', value: 'x' },
    { op: 'add', path: '/Properties/__proto__/polluted', value: 1 },
    { op: 'add', path: '/Properties/constructor/prototype/polluted', value: 1 },
    'text',
    null,
  ]
  for (const operation of broken) assert.equal(refusal([operation]).status, 400, String(operation))
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  for (const patch of ['text', 5, true]) assert.equal(refusal(patch).status, 400)
  const many = Array.from({ length: 1_001 }, () => ({ op: 'test', path: 'Type', value: 'webhook' }))
  assert.equal(refusal(many).status, 400)
})

test('a merge object for a list is appended, a list replaces the whole list', () => {
  const appended = patched({ ErrorAssociates: { Id: 6 } })['ErrorAssociates']
  assert.ok(Array.isArray(appended))
  assert.deepEqual(
    appended.map((item) => item.Id),
    [5, 6],
  )
  assert.deepEqual(patched({ ErrorAssociates: [{ Id: 7 }] })['ErrorAssociates'], [{ Id: 7 }])
  assert.deepEqual(patched({ Events: [] })['Events'], [])
})

test('a merge patch changes dictionaries key by key, and null takes a key away', () => {
  const result = patched({
    Headers: { 'x-region': null, 'X-New': '1' },
    Properties: { region: 'south', missing: null, nested: { name: null, deep: { a: 1, b: null } } },
    Description: null,
    _Links: { Self: 'x' },
    Nonsense: 1,
  })
  assert.deepEqual(result['Headers'], { 'X-New': '1' })
  assert.deepEqual(result['Properties'], { region: 'south', nested: { list: [1], deep: { a: 1 } } })
  assert.equal(result['Description'], null)
  assert.deepEqual(Object.keys(result), [...webhookMembers])
})

test('a patch of a webhook with thousands of properties is short work, and itself bounded', () => {
  const many = (count: number, key: (at: number) => string, value: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [key(at), value]))
  const full = toWebhook(
    sampleSubscription({
      config: { dialectSettings: { properties: many(7_000, (at) => `p${at}`, 0) } },
    }),
    { isMasked: false },
  )
  let tookMs = 0
  const patchFull = (patch: unknown) => {
    const startedAtMs = performance.now()
    const result = patchWebhook(full, patch)
    tookMs += performance.now() - startedAtMs
    return result
  }
  const operations = (count: number, path: string) =>
    Array.from({ length: count }, () => ({ op: 'test', path, value: 0 }))
  const dropped = patchFull({ Properties: many(9_900, (at) => `K${at}`, null) })
  assert.deepEqual(dropped, { ...full })
  const changed = patchFull({ Properties: many(9_900, (at) => `P${at}`, 1) })
  assert.match(JSON.stringify(changed), /at most 1200 values/)
  assert.deepEqual(patchFull(operations(100, '/properties/P6999')), { ...full })
  assert.match(
    JSON.stringify(patchFull(operations(101, '/properties/p1'))),
    /at most 100 operations/,
  )
  const deep = patchFull(operations(1, `/properties${'/a'.repeat(400_000)}`))
  assert.match(JSON.stringify(deep), /at most 4000 characters/)
  assert.ok(tookMs < 1_000, `${tookMs} ms`)
})

test('a merge patch finds a member in any case', () => {
  assert.deepEqual(patched({ properties: { REGION: 'south' } })['Properties'], {
    region: 'south',
    nested: { list: [1], name: 'a' },
  })
})
