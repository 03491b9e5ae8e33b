import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWebhook } from './read-webhook.ts'
import { isRefusal } from './superoffice-errors.ts'

function draft(body: unknown) {
  const read = readWebhook(body)
  assert.ok(!isRefusal(read), JSON.stringify(read))
  return read
}

function refusal(body: unknown): string {
  const read = readWebhook(body)
  assert.ok(isRefusal(read), JSON.stringify(read))
  assert.equal(read.status, 400)
  assert.equal(read.errorType, 'ArgumentException')
  return read.message
}

test('member names are understood in camelCase, PascalCase and any other case', () => {
  for (const name of ['targetUrl', 'TargetUrl', 'TARGETURL', 'targeturl', 'tArGeTuRl']) {
    assert.equal(draft({ [name]: 'https://a.example' }).targetUrl, 'https://a.example', name)
  }
})

test('a member that is absent is told from one that is null', () => {
  assert.equal(draft({}).name, undefined)
  assert.equal(draft({ Name: null }).name, null)
})

test('read-only and unknown members are left out without a word', () => {
  const sentBack = {
    totalCalls: 'many',
    registered: 5,
    registeredAssociate: [{}],
    updated: '0001-01-01T00:00:00.000Z',
    lastError: {},
    _Links: 3,
    tableRight: null,
    whatever: [],
  }
  assert.deepEqual(draft(sentBack), draft({}))
})

test('values of the wrong kind are refused, and every one of them is named', () => {
  const message = refusal({ Name: 5, Events: 'contact.created', Headers: [], Properties: 'x' })
  for (const name of ['Name', 'Events', 'Headers', 'Properties']) {
    assert.match(message, new RegExp(`Webhook ${name} `))
  }
  assert.match(refusal({ Events: [1] }), /list of texts/)
  assert.match(refusal({ Events: [null] }), /list of texts/)
  assert.match(refusal({ Headers: { 'X-A': 1 } }), /object of texts/)
  assert.match(refusal({ State: 'paused' }), /State/)
  assert.match(refusal({ NotifyVia: 'Pigeon' }), /NotifyVia/)
  assert.match(refusal({ WebhookId: 1.5 }), /WebhookId/)
  assert.match(refusal({ ErrorAssociates: {} }), /list of objects/)
  assert.match(refusal({ ErrorAssociates: [{ Name: 'KN' }] }), /Id/)
})

test('a body that is no object is refused', () => {
  for (const body of [null, [], 'text', 5, true, undefined]) assert.match(refusal(body), /object/)
})

test('half a surrogate pair and NUL are no text', () => {
  assert.match(refusal({ Secret: '\ud800' }), /Secret/)
  assert.match(refusal({ Name: 'a\0b' }), /Name/)
})

test('members named like parts of a prototype are harmless', () => {
  const body = JSON.parse('{"__proto__":{"Name":"x"},"constructor":1,"Properties":{"__proto__":1}}')
  const read = draft(body)
  assert.equal(read.name, undefined)
  assert.deepEqual(Object.keys(read.properties ?? {}), ['__proto__'])
})

test('an associate to be told is read from a list item in any case', () => {
  const [associate] =
    draft({ errorAssociates: [{ id: 5, NAME: 'KN', deleted: true }] }).errorAssociates ?? []
  assert.equal(associate?.id, 5)
  assert.equal(associate?.name, 'KN')
  assert.equal(associate?.isDeleted, true)
  assert.equal(associate?.fullName, null)
})

test('lists and objects with too many entries are refused before these are looked at, in few words', () => {
  const startedAtMs = performance.now()
  const bodies: readonly (readonly [string, unknown])[] = [
    ['ErrorAssociates', Array.from({ length: 300_000 }, () => ({}))],
    ['ErrorEmails', Array.from({ length: 200_000 }, () => 'a')],
    ['Events', Array.from({ length: 200_000 }, () => 'a')],
    ['Headers', Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`h${at}`, 'v']))],
    ['Properties', Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`p${at}`, 'v']))],
    ['NotifyVia', 'None,'.repeat(200_000)],
  ]
  for (const [name, value] of bodies) {
    const message = refusal({ [name]: value })
    assert.match(message, new RegExp(`^Webhook ${name} (has at most|has to be) `))
    assert.ok(message.length < 200, message)
  }
  assert.match(refusal(Object.fromEntries(bodies)), /at most 500 entries, this has 501/)
  const wrong = Object.fromEntries(['Name', 'ToolTip', 'Deleted', 'Rank'].map((name) => [name, []]))
  const hundred = refusal({ ErrorAssociates: Array.from({ length: 100 }, () => wrong) })
  assert.ok(hundred.length < 1_000, hundred)
  assert.ok(performance.now() - startedAtMs < 10_000)
})
