import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueEntities, listNames, listsByNameOnly } from './event-catalogue.ts'
import { documentedEvents } from './event-types.ts'

const kinds = documentedEvents()
const byType = new Map(kinds.map((kind) => [kind.type, kind]))
const payloadOf = (type: string) => byType.get(type)?.payload ?? assert.fail(`no ${type}`)

test('every documented entity and verb is in the catalogue once', () => {
  assert.equal(byType.size, kinds.length)
  const verbs = catalogueEntities.map(({ name, verbs: own }) => `${name}: ${own.join(' ')}`)
  assert.deepEqual(verbs, [
    'activity: created changed deleted',
    'associate: created changed deleted',
    'chatsession: created changed message',
    'contact: created changed softdeleted deleted',
    'document: created changed deleted edited',
    'person: created changed softdeleted deleted consented unconsented',
    'project: created changed deleted',
    'projectmember: created changed deleted',
    'quote: approved rejected sent ordered',
    'relation: created changed deleted',
    'sale: created changed deleted completed lost sold',
    'salestakeholder: created changed deleted',
    'ticket: created changed',
  ])
  for (const { name, verbs: own } of catalogueEntities) {
    for (const verb of own) assert.equal(payloadOf(`${name}.${verb}`)['Entity'], name)
  }
})

test('a list change is offered under its name and, where it has one, its id; the full three-part name is in Event', () => {
  assert.equal(listNames.length, 57)
  assert.equal(new Set(listNames).size, 57)
  for (const name of listsByNameOnly) assert.ok(listNames.includes(name), name)
  for (const verb of ['created', 'changed', 'softdeleted']) {
    for (const name of listNames) {
      const kind = byType.get(`list.${name}.${verb}`)
      assert.equal(kind?.payload['Event'], `list.${name}.${verb}`)
      assert.equal(kind.payload['Entity'], `list.${name}`)
      assert.deepEqual(kind.payload['FieldValues'], {})
      assert.equal(kind.description.includes('under the number'), !listsByNameOnly.has(name))
    }
    assert.equal(payloadOf(`list.{id}.${verb}`)['Entity'], 'list.110')
  }
  assert.ok(!kinds.some(({ type }) => type.startsWith('list.') && type.endsWith('.deleted')))
})

test('delete events carry Values and empty Changes', () => {
  const deleted = kinds.filter(({ type }) => type.endsWith('.deleted'))
  assert.ok(deleted.length >= 10)
  for (const { type, payload } of deleted) {
    assert.deepEqual(payload['Changes'], [], type)
    assert.equal(typeof payload['Values'], 'object', type)
  }
  assert.deepEqual(payloadOf('contact.deleted')['Values'], { associate_id: 42, contact_id: 4711 })
})

test('the particular events are as they are documented', () => {
  const columns = ['sale_id', 'status', 'updated', 'updated_associate_id']
  assert.deepEqual(payloadOf('sale.sold')['Changes'], columns)
  assert.equal(payloadOf('sale.sold')['FieldValues'], undefined)
  assert.ok((payloadOf('sale.completed')['Changes'] as string[]).includes('done'))
  for (const type of [
    'document.edited',
    'person.unconsented',
    'quote.sent',
    'chatsession.changed',
  ]) {
    assert.deepEqual(payloadOf(type)['Changes'], [], type)
  }
  assert.ok((payloadOf('ticket.changed')['Changes'] as string[]).includes('id'))
  const fields = (type: string) => payloadOf(type)['FieldValues'] as Record<string, unknown>
  assert.equal(fields('{table}.created')['id'], '[I:6]')
  assert.equal(fields('{table}.deleted')['id'], 6)
  assert.equal(fields('chatsession.created')['ContactId'], '18')
})
