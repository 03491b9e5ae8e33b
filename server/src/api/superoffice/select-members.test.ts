import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectMembers } from './select-members.ts'

const answer = {
  WebhookId: 17,
  Name: 'CRM sync',
  RegisteredAssociate: { AssociateId: 42, FullName: 'Kari Nordmann' },
  ErrorAssociates: [{ Id: 5, Name: 'KN' }],
  _Links: { Self: 'https://example.org/17' },
}

test('$select nulls the other members, keeps their names, and knows no case', () => {
  assert.deepEqual(selectMembers(answer, 'name, WEBHOOKID'), {
    WebhookId: 17,
    Name: 'CRM sync',
    RegisteredAssociate: null,
    ErrorAssociates: null,
    _Links: { Self: 'https://example.org/17' },
  })
})

test('$select reaches into objects and lists with a slash', () => {
  const selected = selectMembers(answer, 'RegisteredAssociate/FullName,errorassociates/id')
  assert.deepEqual(selected['RegisteredAssociate'], {
    AssociateId: null,
    FullName: 'Kari Nordmann',
  })
  assert.deepEqual(selected['ErrorAssociates'], [{ Id: 5, Name: null }])
  assert.equal(selected['Name'], null)
})

test('no $select, an empty one and a star select everything', () => {
  for (const select of [null, '', ' , ', '*'])
    assert.deepEqual(selectMembers(answer, select), answer)
})
