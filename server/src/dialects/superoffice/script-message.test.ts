import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '../../domain/message.ts'
import { scriptMessage } from './script-message.ts'

function variables(notification: object, data: unknown = null): Record<string, string> {
  const message: Message = {
    method: 'POST',
    url: 'ScriptHook1',
    headers: ['X-SuperOffice-Signature', 'never shown to a script'],
    body: Buffer.from(JSON.stringify(notification)),
  }
  const bytes = data === null ? null : Buffer.from(JSON.stringify(data))
  const made = scriptMessage(message, bytes)
  assert.equal(made.url, 'ScriptHook1')
  assert.deepEqual(made.headers, [])
  return JSON.parse(Buffer.from(made.body).toString()) as Record<string, string>
}

test('every documented variable is a text, and properties stand beside them', () => {
  const told = variables({
    EventId: 'a',
    Changes: [],
    PrimaryKey: 18,
    WebhookName: 'not a variable',
    FieldValues: { a: 1 },
    region: 'north',
    nested: { a: [1, null] },
    nothing: null,
    yes: true,
  })
  assert.deepEqual(told, {
    EventId: 'a',
    PrimaryKey: '18',
    region: 'north',
    nested: '{"a":[1,null]}',
    nothing: '',
    yes: 'true',
  })
})

test('a changed value is the one that the producer gave, else the current one, else empty', () => {
  const data = { ChangedValues: { name: 'new', n: 1 }, FieldValues: { name: 'old', done: 0 } }
  assert.deepEqual(variables({ Changes: ['name', 'n', 'done', 'gone'] }, data), {
    'Changes.name': 'new',
    'Changes.n': '1',
    'Changes.done': '0',
    'Changes.gone': '',
  })
})

test('names that mean something to JavaScript are names like any other', () => {
  const data = JSON.parse('{"ChangedValues":{"__proto__":"x","constructor":"y"}}') as unknown
  const told = variables({ Changes: ['__proto__', 'constructor'] }, data)
  assert.equal(told['Changes.__proto__'], 'x')
  assert.equal(told['Changes.constructor'], 'y')
})

test('data of another shape than documented gives no values, and no crash', () => {
  for (const data of [
    { ChangedValues: [1] },
    { ChangedValues: 'text' },
    { FieldValues: null },
    {},
  ]) {
    assert.deepEqual(variables({ Changes: ['a'] }, data), { 'Changes.a': '' })
  }
})
