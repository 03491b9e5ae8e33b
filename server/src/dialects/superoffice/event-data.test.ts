import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEventData } from './event-data.ts'

const read = (text: string) => readEventData(Buffer.from(text))

test('of a name given twice the last one counts', () => {
  assert.equal(read('{"PrimaryKey":1,"PrimaryKey":2}').primaryKey, 2)
})

test('a whole number is taken, also from a text; anything else is 0', () => {
  const keys = { '4711': 4711, '-1': -1, '"4711"': 4711, '4711.0': 4711 }
  for (const [json, key] of Object.entries(keys)) {
    assert.equal(read(`{"PrimaryKey":${json}}`).primaryKey, key, json)
    assert.equal(read(`{"ChangedByAssociateId":${json}}`).changedByAssociateId, key, json)
  }
  for (const json of [
    'null',
    'true',
    '1.5',
    '"x"',
    '""',
    '[]',
    '[3]',
    '{}',
    '1e400',
    '99999999999999999999',
  ]) {
    assert.equal(read(`{"PrimaryKey":${json}}`).primaryKey, 0, json)
  }
})

test('changes are texts; what is no text among them is left out', () => {
  assert.equal(read('{"Changes": [ "a", "b" ]}').changesJson, '[ "a", "b" ]')
  assert.equal(read('{"Changes":["a",1,null,"b"]}').changesJson, '["a","b"]')
  for (const json of ['null', '"a"', '{}', '3']) {
    assert.equal(read(`{"Changes":${json}}`).changesJson, '[]')
  }
})

test('values that are no object and entities that are no text count as not given', () => {
  for (const json of ['null', '"a"', '[]', '3', 'true', '""']) {
    const data = read(`{"Values":${json},"FieldValues":${json}}`)
    assert.equal(data.valuesJson, null)
    assert.equal(data.fieldValuesJson, null)
  }
  for (const json of ['null', '[]', '3', '""']) {
    assert.equal(read(`{"Entity":${json}}`).entityJson, null)
  }
})

test('names are exact', () => {
  assert.equal(read('{"primaryKey":3,"PRIMARYKEY":4}').primaryKey, 0)
})

test('a timestamp that cannot be read counts as not given', () => {
  assert.equal(read('{"Timestamp":"2026-07-03T11:15:42+02:00"}').timestamp, '2026-07-03T09:15:42Z')
  for (const json of ['null', '3', '"yesterday"', '"2026-07-03"', '"2026-13-03T00:00:00Z"']) {
    assert.equal(read(`{"Timestamp":${json}}`).timestamp, null)
  }
})
