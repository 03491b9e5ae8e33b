import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import { createSuperOfficeVerifier, superOfficeEventOf } from '../src/index.ts'
import { signSuperOfficeRequest } from '../src/testing.ts'

const cases = vectors.superoffice.flatMap(({ name, body, signatures }) =>
  signatures.map(({ secret, signature }) => ({ name, body, secret, signature })),
)
const [first, second] = cases
assert.ok(first && second)

const headers = { 'X-SuperOffice-Signature': first.signature, 'webhook-id': 'evt_1' }

test('all five vectors verify with both secrets, and with the other one none', async () => {
  assert.equal(cases.length, 10)
  for (const { name, body, secret, signature } of cases) {
    const request = { headers: { 'x-superoffice-signature': signature }, body }
    const verified = await createSuperOfficeVerifier({ secrets: secret }).verify(request)
    const { event, ...others } = verified
    assert.deepEqual(others, { id: null, isTest: name === 'B4', payload: JSON.parse(body) })
    assert.deepEqual(event, superOfficeEventOf(JSON.parse(body)))
    const other = createSuperOfficeVerifier({ secrets: `${secret}x` })
    await assert.rejects(other.verify(request), { code: 'NO_MATCH' })
  }
})

/** Of the vector of that name, as it comes out of a verifier. */
async function eventOf(wanted: string) {
  const { body, secret, signature } = cases.find(({ name }) => name === wanted)!
  const verifier = createSuperOfficeVerifier({ secrets: secret })
  const request = { headers: { 'x-superoffice-signature': signature }, body }
  return (await verifier.verify(request)).event
}

test('a notification comes back typed, with what the owner added kept apart', async () => {
  assert.deepEqual(await eventOf('B3'), {
    name: 'contact.changed',
    eventId: '3f1c2a54-9b1e-4c55-9a0e-5d6a3c0b7e11',
    timestamp: '2026-07-03T09:15:42.1203Z',
    changes: ['contact_id', 'name', 'updated', 'updated_associate_id', 'updatedCount'],
    primaryKey: 4711,
    entity: 'contact',
    contextIdentifier: 'Cust20001',
    changedByAssociateId: 42,
    webhookName: 'CRM sync',
    values: null,
    fieldValues: null,
    properties: { region: 'north', priority: 3 },
  })
})

test('what an event does not have is null, on one about a webhook and on a bare one', async () => {
  const state = await eventOf('B5')
  assert.deepEqual([state.name, state.entity, state.values], ['webhook.errors', null, null])
  assert.equal(state.fieldValues?.['state'], 3)
  const bare = await eventOf('B2')
  assert.deepEqual([bare.eventId, bare.primaryKey, bare.changes], [null, null, []])
})

test('a genuine body that names no event is told apart', async () => {
  for (const body of ['{}', '[]', '3', '{"Event":""}', '{"Event":3}']) {
    const request = await signSuperOfficeRequest({ secret: 'x', body })
    const verifier = createSuperOfficeVerifier({ secrets: 'x' })
    await assert.rejects(verifier.verify(request), { code: 'BAD_BODY' }, body)
  }
})

test('the id that is the same on every attempt is handed on', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: first.secret })
  assert.equal((await verifier.verify({ headers, body: first.body })).id, 'evt_1')
})

test('any of several secrets is enough while one is being changed', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: [second.secret, first.secret] })
  await verifier.verify({ headers, body: first.body })
})

test('without a signature the request is refused', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: first.secret })
  await assert.rejects(verifier.verify({ headers: {}, body: first.body }), {
    code: 'MISSING_HEADER',
  })
})

test('a changed body and a signature that is none are refused', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: first.secret })
  await assert.rejects(verifier.verify({ headers, body: `${first.body} ` }), { code: 'NO_MATCH' })
  for (const signature of ['%', 'AAAA', first.signature.slice(0, 8), `v1,${first.signature}`]) {
    const request = { headers: { 'x-superoffice-signature': signature }, body: first.body }
    await assert.rejects(verifier.verify(request), { code: 'NO_MATCH' })
  }
})

test('a parsed body is refused with the reason', async () => {
  const verifier = createSuperOfficeVerifier({ secrets: first.secret })
  const body = JSON.parse(first.body) as string
  await assert.rejects(verifier.verify({ headers, body }), { code: 'BODY_ALREADY_PARSED' })
})

test('an empty secret or none is refused when the verifier is made', () => {
  for (const secrets of ['', [], ['x', '']]) {
    assert.throws(() => createSuperOfficeVerifier({ secrets }), { code: 'BAD_SECRET' })
  }
})
