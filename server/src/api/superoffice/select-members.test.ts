import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSelection, selectMembers } from './select-members.ts'
import { isRefusal } from './superoffice-errors.ts'

const answer = {
  WebhookId: 17,
  Name: 'CRM sync',
  RegisteredAssociate: { AssociateId: 42, FullName: 'Kari Nordmann' },
  ErrorAssociates: [{ Id: 5, Name: 'KN' }],
  _Links: { Self: 'https://example.org/17' },
}

function selected(select: string | null): Readonly<Record<string, unknown>> {
  const selection = readSelection(select)
  assert.ok(!isRefusal(selection))
  return selectMembers(answer, selection)
}

test('$select nulls the other members, keeps their names, and knows no case', () => {
  assert.deepEqual(selected('name, WEBHOOKID'), {
    WebhookId: 17,
    Name: 'CRM sync',
    RegisteredAssociate: null,
    ErrorAssociates: null,
    _Links: { Self: 'https://example.org/17' },
  })
})

test('$select reaches into objects and lists with a slash', () => {
  const found = selected('RegisteredAssociate/FullName,errorassociates/id')
  assert.deepEqual(found['RegisteredAssociate'], {
    AssociateId: null,
    FullName: 'Kari Nordmann',
  })
  assert.deepEqual(found['ErrorAssociates'], [{ Id: 5, Name: null }])
  assert.equal(found['Name'], null)
})

test('no $select, an empty one and a star select everything', () => {
  for (const select of [null, '', ' , ', '*']) assert.deepEqual(selected(select), answer)
})

test('$select takes a hundred names and no more, and a path of thousands of steps is no work', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `properties/x${at}`)
  assert.equal(selected(names(100).join())['Name'], null)
  const selection = readSelection(names(101).join())
  assert.ok(isRefusal(selection))
  assert.match(selection.message, /at most 100 names, this has 101/)
  const startedAtMs = performance.now()
  selected(Array.from({ length: 100 }, () => 'name/'.repeat(4_000)).join())
  assert.ok(performance.now() - startedAtMs < 1_000)
})
