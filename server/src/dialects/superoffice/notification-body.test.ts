import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../../../docs/reference/signing-vectors.json' with { type: 'json' }
import { readEventData } from './event-data.ts'
import { notificationBody } from './notification-body.ts'
import { bodySignature } from './signature.ts'

const ofContactChanged = {
  PrimaryKey: 4711,
  Changes: ['contact_id', 'name', 'updated', 'updated_associate_id', 'updatedCount'],
  ChangedByAssociateId: 42,
  Timestamp: '2026-07-03T09:15:42.1203Z',
}

function body(
  event: string,
  data: unknown,
  other: {
    eventId?: string
    properties?: unknown
    isStateEvent?: boolean
    webhookName?: string
  } = {},
) {
  const read = readEventData(Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)))
  const bytes = notificationBody({
    eventId: other.eventId ?? '3f1c2a54-9b1e-4c55-9a0e-5d6a3c0b7e11',
    timestamp: read.timestamp ?? '2026-07-03T00:00:00Z',
    event,
    isStateEvent: other.isStateEvent ?? false,
    contextIdentifier: 'Cust20001',
    webhookName: other.webhookName ?? 'CRM sync',
    data: read,
    properties: other.properties,
  })
  return Buffer.from(bytes).toString()
}

function vector(name: string) {
  const found = vectors.superoffice.find((entry) => entry.name === name)
  assert.ok(found)
  return found
}

test('all five signature vectors, with both secrets, come out byte for byte', () => {
  assert.deepEqual(
    vectors.superoffice.map(({ name }) => name),
    ['B1', 'B2', 'B3', 'B4', 'B5'],
  )
  for (const { name, body: text, bodyBytes, signatures } of vectors.superoffice) {
    const bytes = Buffer.from(text)
    assert.equal(bytes.length, bodyBytes, name)
    assert.equal(signatures.length, 2)
    for (const { secret, signature } of signatures) {
      const secrets = { current: [{ kind: 'hmac-text', text: secret } as const], old: [] }
      assert.equal(bodySignature(secrets, bytes), signature, `${name} with ${secret}`)
    }
  }
})

test('body members, order and types are the documented ones', () => {
  assert.equal(body('contact.changed', ofContactChanged), vector('B1').body)
})

test('Properties appear at top level after the documented members', () => {
  const properties = { region: 'north', priority: 3 }
  assert.equal(body('contact.changed', ofContactChanged, { properties }), vector('B3').body)
})

test('the body of the test event is the documented one', () => {
  const data = { ChangedByAssociateId: 42, Timestamp: '2026-07-03T09:10:00.5Z' }
  const eventId = '0b2f6c1e-7d35-4a0e-9d0c-2f6f3d6b9a10'
  assert.equal(body('test', data, { eventId }), vector('B4').body)
})

test('Values and FieldValues stand before the Properties, as the producer wrote them', () => {
  const data = '{"FieldValues":{"b": 1.50,"a":12345678901234567890},"Values": {} }'
  assert.match(
    body('y_car.changed', data, { properties: { x: 1 } }),
    /"WebhookName":"CRM sync","Values":\{\},"FieldValues":\{"b": 1\.50,"a":12345678901234567890\},"x":1\}$/,
  )
})

test('delete events carry Values and empty Changes', () => {
  const data = { PrimaryKey: 3, Changes: ['contact_id'], Values: { contact_id: 3 } }
  const deleted = JSON.parse(body('contact.deleted', data)) as Record<string, unknown>
  assert.deepEqual(deleted['Changes'], [])
  assert.deepEqual(deleted['Values'], { contact_id: 3 })
  const softdeleted = JSON.parse(body('contact.softdeleted', data)) as Record<string, unknown>
  assert.deepEqual(softdeleted['Changes'], ['contact_id'], 'sent like changed')
})

test('a delete event has Values also where the producer gave none, and no other event has', () => {
  const deleted = body('y_car.deleted', { PrimaryKey: 3 })
  assert.match(deleted, /"WebhookName":"CRM sync","Values":\{\}\}$/)
  for (const event of ['y_car.changed', 'contact.softdeleted', 'deleted']) {
    assert.ok(!body(event, { PrimaryKey: 3 }).includes('"Values"'), event)
  }
})

test('a list change carries the full three-part name, and its entity is all but the verb', () => {
  for (const entity of ['list.category', 'list.110']) {
    const sent = JSON.parse(body(`${entity}.changed`, {})) as Record<string, unknown>
    assert.equal(sent['Event'], `${entity}.changed`)
    assert.equal(sent['Entity'], entity)
  }
})

test('a name without a dot is its own entity, and a given entity wins', () => {
  assert.match(body('imported', {}), /"Event":"imported","PrimaryKey":0,"Entity":"imported"/)
  assert.match(body('car.sold', { Entity: 'y_car' }), /"Event":"car.sold".*"Entity":"y_car"/)
})

test('what the producer left out has its documented default', () => {
  assert.equal(
    body('contact.changed', {}),
    '{"EventId":"3f1c2a54-9b1e-4c55-9a0e-5d6a3c0b7e11","Timestamp":"2026-07-03T00:00:00Z",' +
      '"Changes":[],"Event":"contact.changed","PrimaryKey":0,"Entity":"contact",' +
      '"ContextIdentifier":"Cust20001","ChangedByAssociateId":0,"WebhookName":"CRM sync"}',
  )
})

test('a reserved name of any casing is left out of the Properties', () => {
  const documented = Object.keys(JSON.parse(body('a.b', {})) as object)
  const names = [...documented, 'Values', 'FieldValues']
  const forged = names.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()])
  const properties = Object.fromEntries(forged.map((name) => [name, 'forged']))
  assert.equal(body('a.b', {}, { properties }), body('a.b', {}))
})

test('Properties that are no object are nothing, and __proto__ is a name like any other', () => {
  for (const properties of [null, 'x', 3, ['x'], undefined]) {
    assert.equal(body('a.b', {}, { properties }), body('a.b', {}))
  }
  const properties: unknown = JSON.parse('{"__proto__":{"x":1},"2":"b","1":"a"}')
  assert.match(body('a.b', {}, { properties }), /"1":"a","2":"b","__proto__":\{"x":1\}\}$/)
})
