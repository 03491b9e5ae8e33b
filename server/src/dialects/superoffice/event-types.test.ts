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

/** The documented members by entity: what a delete has in `Values`, and all of `FieldValues`. */
const documented = `
activity | appointment_id contact_id person_id project_id sale_id | activeDate associate_id contact_id do_by document_id endDate modified_appointment_fields mother_id person_id private project_id sale_id status task_idx type updated userdef2_id userdef_id
associate | associate_id person_id | deleted group_idx person_id registered_associate_id type updated updated_associate_id waiting_for_approval
chatsession | | AlertLevel ChatbotIsactive Consented ContactId CustomerAlias CustomerId ProjectId Rating SaleId Status TicketId TopicId UserId
contact | associate_id contact_id | activeInterests associate_id business_idx category_idx country_id deleted DeletedDate registered registered_associate_id source updated userdef2_id userdef_id
document | document_id appointment_id | application_id appointment_id document_id registered registered_associate_id updated updated_associate_id userdef2_id userdef_id
{table} | | id last_changed dbi_agent_id dbi_last_syncronized dbi_last_modified x_wheels
person | associate_id contact_id person_id | activeInterests associate_id business_idx category_idx contact_id country_id DeletedDate group_id person_id position_idx registered registered_associate_id retired source updated updated_associate_id userdef2_id userdef_id
project | associate_id project_id | activeLinks associate_id done registered registered_associate_id status_idx type_idx updated updated_associate_id userdef2_id userdef_id
projectmember | associate_id project_id | contact_id mtype_idx person_id project_id projectmember_id registered registered_associate_id updated updated_associate_id
quote | |
relation | associate_id relation_id | associateId destination_record destination_table registered registered_associate_id reldef_id source_record source_table updated updated_associate_id
sale | associate_id contact_id person_id project_id | activeLinks appointment_id associate_id comptr_id contact_id credited_id currency_id done group_idx person_id probability_idx project_id reason_id reasonSold_id reasonStalled_id registered registered_associate_id saleTypeCat_id saleType_id saledate source_id status updated updated_associate_id userdef2_id userdef_id
salestakeholder | sale_id | contact_id person_id registered registered_associate_id sale_id stakeholderrole_id updated updated_associate_id
ticket | | category connect_id contact_id created_at cust_id has_attachment last_changed owned_by priority project_id sale_id slevel status ticket_status ticket_type
webhook{id} | | events registered registered_associate_id state updated updated_associate_id`

/** Documented without `FieldValues`, unlike the other events of their entity. */
const withoutFields = new Set(['sale.sold', 'sale.lost'])

for (const line of documented.trim().split('\n')) {
  const [entity, values, fields] = columnsOf(line)
  test(`${entity} has the documented keys in Values and FieldValues`, () => {
    const own = kinds.filter(({ subject }) => subject === entity)
    assert.ok(own.length > 0)
    for (const { type, payload } of own) {
      const isDeleted = type.endsWith('.deleted')
      assert.deepEqual(keysOf(payload['Values']), isDeleted ? values : null, type)
      const hasFields = fields.length > 0 && !withoutFields.has(type)
      assert.deepEqual(keysOf(payload['FieldValues']), hasFields ? fields : null, type)
    }
  })
}

test('the events about webhooks are in the catalogue as they are made', () => {
  for (const [verb, state] of [
    ['started', 1],
    ['stopped', 2],
    ['errors', 3],
  ] as const) {
    const payload = payloadOf(`webhook{id}.${verb}`)
    assert.equal(byType.get(`webhook{id}.${verb}`)?.example.type, `webhook17.${verb}`)
    assert.equal(payload['Event'], `webhook.${verb}`)
    assert.equal(payload['PrimaryKey'], 17)
    assert.deepEqual(payload['Changes'], [])
    assert.ok(!('Entity' in payload))
    assert.equal((payload['FieldValues'] as { state: number }).state, state)
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

function columnsOf(line: string): readonly [string, readonly string[], readonly string[]] {
  const [entity = '', values = '', fields = ''] = line.split('|')
  const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')
  return [entity.trim(), words(values).toSorted(), words(fields).toSorted()]
}

/** Null where there is no such member. */
function keysOf(member: unknown): readonly string[] | null {
  return typeof member === 'object' && member !== null ? Object.keys(member).toSorted() : null
}
