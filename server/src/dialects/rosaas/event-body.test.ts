import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../../../docs/reference/rosaas-events.json' with { type: 'json' }
import { sampleEvent } from '../../../test/contract/dialect-samples.ts'
import type { Event } from '../../domain/event.ts'
import { eventBody } from './event-body.ts'

const bodyOf = (type: string, data: unknown, other: Partial<Event> = {}): string =>
  Buffer.from(eventBody(sampleEvent(type, data, other))).toString()

/** The documented body as it was handed in: whole, under the name in it. */
function resent(body: string, other: Record<string, string> = {}): string {
  const { Event: type } = JSON.parse(body) as { Event: string }
  return bodyOf(other['type'] ?? type, body)
}

test('each of the 19 documented bodies leaves as it is documented, to the byte', () => {
  assert.equal(documented.bodies.length, 19)
  for (const body of [...documented.bodies, documented.withPreviousAttributes]) {
    assert.equal(resent(body), body)
  }
})

test('code and name in the body are those of the type, whatever the data says', () => {
  const data = '{"Event":"x","EventCode":99,"TenantSystemName":"a","MetaData":{}}'
  const { EventCode, Event: name } = JSON.parse(bodyOf('RenewalCanceled', data)) as Record<
    string,
    unknown
  >
  assert.deepEqual([EventCode, name], [6, 'Subscription.AutoRenewal.Disabled'])
})

test('the keys come in the documented order, whatever order the producer wrote them in', () => {
  const data =
    '{"previous_attributes":{"NewTenantStatus":"active"},"Created":"2025-08-02T10:00:00Z",' +
    '"MetaData":{"b":1,"a":2},"TenantSystemName":"acme-crm"}'
  assert.deepEqual(Object.keys(JSON.parse(bodyOf('Tenant.StatusChanged', data)) as object), [
    'TenantSystemName',
    'EventCode',
    'Event',
    'MetaData',
    'Created',
    'previous_attributes',
  ])
})

test('without a previous value there is no such key, not even null', () => {
  for (const json of ['null', '[]', '"active"', '3']) {
    const data = `{"MetaData":{},"previous_attributes":${json}}`
    assert.ok(!bodyOf('Tenant.StatusChanged', data).includes('previous'), json)
  }
})

test('metadata passes byte for byte: long numbers, 29.50, unknown keys, null and white space', () => {
  const metaData = '{ "planPrice":29.50,"id":12345678901234567890, "new key":null,"æ":"\\u00e6" }'
  const body = bodyOf('Tenant.StatusChanged', `{"MetaData": ${metaData} }`)
  assert.ok(body.includes(`"MetaData":${metaData},"Created"`))
})

test('Created is what the producer gave, in UTC with all its digits, else when it happened', () => {
  const created = (json: string): unknown =>
    (
      JSON.parse(bodyOf('Tenant.StatusChanged', `{"MetaData":{},"Created":${json}}`)) as {
        Created: string
      }
    ).Created
  assert.equal(created('"2025-04-12T08:30:12.104233Z"'), '2025-04-12T08:30:12.104233Z')
  assert.equal(created('"2025-04-12T10:30:12+02:00"'), '2025-04-12T08:30:12Z')
  for (const json of ['"soon"', 'null', '3', '""']) {
    assert.equal(created(json), '2026-07-03T09:15:42.12Z', json)
  }
})

test('data without an object MetaData is metadata as a whole, of the tenant that the event names', () => {
  const plain = '{"NewTenantStatus":"active","MetaData":3}'
  const named = JSON.parse(bodyOf('Tenant.StatusChanged', plain, { subject: 'acme-crm' })) as object
  assert.deepEqual(named, {
    TenantSystemName: 'acme-crm',
    EventCode: 2,
    Event: 'Tenant.StatusChanged',
    MetaData: { NewTenantStatus: 'active', MetaData: 3 },
    Created: '2026-07-03T09:15:42.12Z',
  })
  assert.match(bodyOf('Tenant.StatusChanged', plain), /^\{"TenantSystemName":"Cust20001"/)
})

test('an event that RoSaaS does not have leaves under its own name, with the code 0', () => {
  const body = JSON.parse(bodyOf('order.paid', { MetaData: { id: 1 } })) as Record<string, unknown>
  assert.deepEqual([body['EventCode'], body['Event']], [0, 'order.paid'])
  assert.deepEqual(body['MetaData'], { id: 1 })
})
