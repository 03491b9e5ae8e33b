import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import { createSuperOfficeVerifier } from '../src/index.ts'

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
    assert.deepEqual(verified, { id: null, isTest: name === 'B4', payload: JSON.parse(body) })
    const other = createSuperOfficeVerifier({ secrets: `${secret}x` })
    await assert.rejects(other.verify(request), { code: 'NO_MATCH' })
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
