import assert from 'node:assert/strict'
import { test } from 'node:test'
import documented from '../../docs/reference/rosaas-events.json' with { type: 'json' }
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import {
  createRosaasVerifier,
  type HeaderSource,
  type RosaasEvent,
  rosaasEventNames,
  type RosaasOptions,
} from '../src/index.ts'

const [typed, generated] = vectors.rosaas
assert.ok(typed && generated)
const changed = documented.withPreviousAttributes

interface Other extends Partial<RosaasOptions> {
  readonly headers?: HeaderSource
  readonly body?: unknown
}

const sent = (vector: typeof typed) => ({
  'x-signing-secret': vector.secret,
  'webhook-id': vector.id,
  'webhook-timestamp': String(vector.timestamp),
  'webhook-signature': vector.signature,
})

/** The first vector, received at its own time, unless said otherwise. */
function verify(other: Other = {}) {
  const { headers = sent(typed!), body = typed!.body, ...options } = other
  const nowMs = () => typed!.timestamp * 1_000
  const verifier = createRosaasVerifier({ secrets: typed!.secret, nowMs, ...options })
  return verifier.verify({ headers, body: body as string })
}

test('both vectors verify, by their secret alone and held to their signature', async () => {
  for (const vector of [typed, generated]) {
    for (const mustBeSigned of [false, true]) {
      const { secret: secrets, body } = vector
      const verified = await verify({ secrets, headers: sent(vector), body, mustBeSigned })
      assert.deepEqual(verified, {
        id: vector.id,
        isTest: false,
        payload: JSON.parse(body),
        event: {
          kind: 'known',
          code: 3,
          name: 'Tenant.Availability.ChangedToHealthy',
          tenantSystemName: 'acme-crm',
          metaData: { ChangingDate: '2025-03-04T10:12:00Z' },
          created: '2025-03-04T10:12:00Z',
          previousAttributes: null,
        },
      })
    }
  }
})

test('each of the 19 events is known by its code, under its documented name', async () => {
  assert.equal(documented.bodies.length, 19)
  for (const body of documented.bodies) {
    const { event } = await verify({ body })
    const { EventCode, Event, MetaData } = JSON.parse(body) as Record<string, unknown>
    assert.deepEqual([event.kind, event.code, event.name], ['known', EventCode, Event])
    assert.deepEqual(event.metaData, MetaData)
  }
  assert.equal(Object.keys(rosaasEventNames).length, 19)
})

/** Compiles only while the code tells the metadata apart. */
function sentenceOf(event: RosaasEvent): string {
  if (event.kind === 'unknown') return `${event.code}?`
  switch (event.code) {
    case 2:
      return `${event.tenantSystemName} is ${event.metaData.NewTenantStatus satisfies string}`
    case 7:
    case 8:
    case 12: {
      const { SubscriptionExpirationDate: end } = event.metaData
      return `${event.metaData.SubscriptionNewPlan} until ${(end satisfies string | null) ?? 'ever'}`
    }
    case 5:
      return `${event.metaData.TrialPeriodInDays satisfies number} days`
    default:
      return event.name
  }
}

test('the code tells which metadata there is', async () => {
  const sentences = []
  for (const body of documented.bodies) sentences.push(sentenceOf((await verify({ body })).event))
  assert.equal(sentences[1], 'acme-crm is active')
  assert.equal(sentences[4], '14 days')
  assert.equal(sentences[6], 'Pro Plan until 2025-05-01T09:00:00Z')
  const { event } = await verify({ body: changed })
  assert.deepEqual(event.previousAttributes, { NewTenantStatus: 'deactivating' })
})

test('a code that is not known is an event all the same, and so is another spelling of a name', async () => {
  const body = changed.replace('"EventCode":2', '"EventCode":20')
  const { event } = await verify({ body })
  assert.deepEqual([event.kind, event.code, event.name], ['unknown', 20, 'Tenant.StatusChanged'])
  const spelled = await verify({ body: changed.replace('Tenant.Status', 'TenantStatus') })
  assert.deepEqual([spelled.event.kind, spelled.event.name], ['known', 'Tenant.StatusChanged'])
})

test('a test event is told apart', async () => {
  const body =
    '{"TenantSystemName":"acme","EventCode":0,"Event":"posthorn.test","MetaData":{"test":true},"Created":"2025-03-04T10:12:00Z"}'
  assert.equal((await verify({ body })).isTest, true)
})

test('any of several secrets is enough while one is being changed', async () => {
  await verify({ secrets: ['another', typed.secret] })
  await verify({ secrets: [typed.secret, 'another'], mustBeSigned: true })
})

test('another secret is refused, and so is the same one in another casing or cut', async () => {
  const { secret } = typed
  for (const wrong of [
    'x',
    secret.toLowerCase(),
    secret.slice(1),
    `${secret} `,
    `${secret}, ${secret}`,
  ]) {
    const headers = { 'X-Signing-Secret': wrong }
    await assert.rejects(verify({ headers }), { code: 'NO_MATCH' }, wrong)
  }
})

test('without the header the request is refused, and apiKey is no substitute', async () => {
  for (const headers of [{}, { 'x-signing-secret': '' }, { apiKey: typed.secret }]) {
    await assert.rejects(verify({ headers: headers as HeaderSource }), {
      code: 'MISSING_HEADER',
      message: /x-signing-secret/,
    })
  }
})

test('secrets are compared by digests of one length, each of them to its end', async (t) => {
  const digests = t.mock.method(crypto.subtle, 'digest')
  await verify({ secrets: [typed.secret, 'b', 'c'] })
  await assert.rejects(verify({ secrets: ['a', 'b', 'c'] }), { code: 'NO_MATCH' })
  assert.equal(digests.mock.callCount(), 8)
})

test('a changed body goes unseen by the secret alone, and is refused where it has to be signed', async () => {
  assert.equal((await verify({ body: changed })).event.code, 2)
  await assert.rejects(verify({ body: changed, mustBeSigned: true }), { code: 'NO_MATCH' })
  const { 'webhook-signature': _left, ...headers } = sent(typed)
  await assert.rejects(verify({ headers, mustBeSigned: true }), { code: 'MISSING_HEADER' })
  const nowMs = () => (typed.timestamp + 301) * 1_000
  await assert.rejects(verify({ mustBeSigned: true, nowMs }), { code: 'TOO_OLD' })
  await verify({ nowMs })
})

test('a parsed body is refused with what to do, and nothing is parsed before the secret is right', async (t) => {
  for (const body of [JSON.parse(typed.body), [], null]) {
    await assert.rejects(verify({ body }), {
      code: 'BODY_ALREADY_PARSED',
      message: /express[.]raw/,
    })
  }
  const parse = t.mock.method(JSON, 'parse')
  await assert.rejects(verify({ secrets: 'x' }), { code: 'NO_MATCH' })
  assert.equal(parse.mock.callCount(), 0)
})

test('a body that is no JSON and one that is no event are told apart', async () => {
  await assert.rejects(verify({ body: '{not json' }), { code: 'BODY_NOT_JSON' })
  const whole = JSON.parse(typed.body) as Record<string, unknown>
  for (const name of Object.keys(whole)) {
    const { [name]: _left, ...rest } = whole
    await assert.rejects(verify({ body: JSON.stringify(rest) }), { code: 'BAD_BODY' }, name)
  }
  for (const body of ['', '[]', 'null', '3', '"x"']) {
    await assert.rejects(verify({ body }), { code: 'BAD_BODY' }, body)
  }
})

test('a secret that is none is refused when the verifier is made', () => {
  for (const secrets of ['', [], ['x', ''], undefined, null, 3, [new Uint8Array(3)]]) {
    assert.throws(() => createRosaasVerifier({ secrets: secrets as string }), {
      code: 'BAD_SECRET',
    })
  }
})

test('no error shows a secret', async () => {
  const shown: string[] = []
  for (const other of [{ secrets: 'a-wrong-one' }, { body: '{' }, { headers: {} }]) {
    await verify(other).catch((error: unknown) => shown.push(String(error)))
  }
  assert.equal(shown.length, 3)
  for (const text of shown) assert.ok(!/a-wrong-one|typed by hand/.test(text))
})
