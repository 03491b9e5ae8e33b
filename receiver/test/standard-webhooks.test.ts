import assert from 'node:assert/strict'
import { createPrivateKey, sign } from 'node:crypto'
import { test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import { createStandardWebhooksVerifier, type HeaderSource } from '../src/index.ts'
import { signStandardWebhooksRequest } from '../src/testing.ts'

const { v1, v1a, rotation } = vectors.standardWebhooks
const [fixed] = v1
const [edwards] = v1a
assert.ok(fixed && edwards)
const attemptedAtMs = fixed.timestamp * 1_000

function headersOf(other: Record<string, string> = {}): Record<string, string> {
  return {
    'webhook-id': fixed!.id,
    'webhook-timestamp': String(fixed!.timestamp),
    'webhook-signature': fixed!.signature,
    ...other,
  }
}

interface Other {
  readonly secrets?: string | Uint8Array | readonly (string | Uint8Array)[]
  readonly headers?: HeaderSource
  readonly body?: unknown
  readonly aheadSeconds?: number
}

/** The published message, received at its own time, unless said otherwise. */
function verify(other: Other = {}) {
  const { secrets = fixed!.secret, headers = headersOf(), body = fixed!.body } = other
  const nowMs = attemptedAtMs - (other.aheadSeconds ?? 0) * 1_000
  const verifier = createStandardWebhooksVerifier({ secrets, nowMs: () => nowMs })
  return verifier.verify({ headers, body: body as string })
}

const v1aHeader = { 'webhook-signature': edwards.signature }

function signed(signature: string): { readonly headers: HeaderSource } {
  return { headers: headersOf({ 'webhook-signature': signature }) }
}

test('every published vector verifies, the empty body among them', async () => {
  for (const { secret, id, timestamp, body, signature } of v1) {
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    }
    const verified = await verify({ secrets: secret, headers, body })
    assert.deepEqual(verified, {
      id,
      attemptedAtMs,
      isTest: false,
      event: null,
      payload: body === '' ? undefined : JSON.parse(body),
    })
  }
})

test('an ed25519 signature verifies with the public key, and with no other', async () => {
  const { headers } = signed(edwards.signature)
  await verify({ secrets: edwards.publicKey, headers })
  const other = `whpk_${Buffer.alloc(32, 1).toString('base64')}`
  await assert.rejects(verify({ secrets: other, headers }), { code: 'NO_MATCH' })
  await verify({ secrets: [other, edwards.publicKey], headers })
})

test('an event comes back with its type, time and data, and a test is told', async () => {
  const secrets = fixed.secret
  const verifier = createStandardWebhooksVerifier<{ 'order.paid': { total: number } }>({ secrets })
  const members = { type: 'order.paid', timestamp: '2026-07-03T09:15:42Z', data: { total: 3 } }
  const { event, isTest } = await verifier.verify(
    await signStandardWebhooksRequest({ secrets, members }),
  )
  assert.deepEqual(event, members)
  assert.equal(event?.data.total satisfies number | undefined, 3)
  assert.equal(isTest, false)
  const ping = { type: 'posthorn.test', timestamp: undefined, data: undefined }
  const tested = await verifier.verify(
    await signStandardWebhooksRequest({ secrets, members: ping }),
  )
  assert.equal(tested.isTest, true)
  assert.deepEqual(tested.event, { ...ping, timestamp: null })
})

test('a genuine body of another shape has no event, and its payload is there', async () => {
  const secrets = fixed.secret
  const verifier = createStandardWebhooksVerifier({ secrets })
  for (const body of ['null', '3', '[]', '{"type":3}', '"type"']) {
    const verified = await verifier.verify(await signStandardWebhooksRequest({ secrets, body }))
    assert.equal(verified.event, null)
    assert.deepEqual(verified.payload, JSON.parse(body))
  }
})

test('a header of a rotation verifies with each of its three keys', async () => {
  const [current] = rotation.current
  for (const secrets of [current, rotation.old[0], rotation.publicKey]) {
    assert.ok(secrets)
    await verify({ secrets, ...signed(rotation.signature) })
  }
})

test('any of several secrets is enough', async () => {
  await verify({ secrets: [v1[3]!.secret, fixed.secret] })
  await assert.rejects(verify({ secrets: [v1[3]!.secret] }), { code: 'NO_MATCH' })
})

test('a secret is taken with its prefix, without it, without padding and as bytes', async () => {
  const bare = fixed.secret.slice('whsec_'.length)
  for (const secrets of [bare, Buffer.from(bare, 'base64')]) await verify({ secrets })
  const padded = v1[3]!
  await verify({ secrets: padded.secret.replace(/=+$/, ''), ...signed(padded.signature) })
})

test('299 s off either way are accepted, 301 s are not', async () => {
  for (const aheadSeconds of [-300, -299, 0, 299, 300]) await verify({ aheadSeconds })
  await assert.rejects(verify({ aheadSeconds: -301 }), { code: 'TOO_OLD' })
  await assert.rejects(verify({ aheadSeconds: 301 }), { code: 'CLOCK_SKEW' })
})

test('the tolerance is a setting', async () => {
  const nowMs = (): number => attemptedAtMs + 11_000
  const strict = createStandardWebhooksVerifier({
    secrets: fixed.secret,
    toleranceSeconds: 10,
    nowMs,
  })
  const request = { headers: headersOf(), body: fixed.body }
  await assert.rejects(strict.verify(request), { code: 'TOO_OLD' })
})

test('without a tolerance the age of a message plays no part', async () => {
  const toleranceSeconds = Infinity
  const lenient = createStandardWebhooksVerifier({ secrets: fixed.secret, toleranceSeconds })
  await lenient.verify({ headers: headersOf(), body: fixed.body })
})

test('the header of the example in the specification, which belongs to no message, is refused', async () => {
  const headers = headersOf({ 'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W' })
  const request = { secrets: edwards.publicKey, headers: { ...headers, ...v1aHeader } }
  await assert.rejects(verify(request), { code: 'NO_MATCH' })
})

test('the clock of the machine is the default', async () => {
  const verifier = createStandardWebhooksVerifier({ secrets: fixed.secret })
  const request = { headers: headersOf(), body: fixed.body }
  await assert.rejects(verifier.verify(request), { code: 'TOO_OLD' })
})

test('each missing or empty header is named', async () => {
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const { [name]: _left, ...others } = headersOf()
    for (const headers of [others, { ...others, [name]: '' }, new Headers(others)]) {
      await assert.rejects(verify({ headers }), {
        code: 'MISSING_HEADER',
        message: new RegExp(name),
      })
    }
  }
})

test('headers are found in any casing and in any common form', async () => {
  const upper = Object.fromEntries(
    Object.entries(headersOf()).map(([name, value]) => [name.toUpperCase(), value]),
  )
  const listed = { ...headersOf(), 'webhook-signature': ['v1,AAAA', fixed.signature] }
  for (const headers of [upper, new Headers(headersOf()), listed]) await verify({ headers })
})

test('a timestamp that is no whole number is refused', async () => {
  for (const timestamp of ['now', '1614265330.5', '1614265330abc', '-1', '1e9', '0x60', ' ']) {
    const headers = headersOf({ 'webhook-timestamp': timestamp })
    await assert.rejects(verify({ headers }), { code: 'BAD_TIMESTAMP' }, timestamp)
  }
})

test('a wrong, cut or empty signature, and a right one under v2, are refused', async () => {
  const mac = fixed.signature.slice(3)
  const wrong = `v1,${Buffer.alloc(32).toString('base64')}`
  const refused = [wrong, `v1,${mac.slice(0, 8)}`, 'v1,', 'v1', ',', mac, `,${mac}`, `v2,${mac}`]
  for (const signature of [...refused, `v1a,${mac}`, `V1,${mac}`, `v1,${mac}x`, `v1 ${mac}`]) {
    await assert.rejects(verify(signed(signature)), { code: 'NO_MATCH' }, signature)
  }
})

test('a valid entry is found among junk, unknown versions and empty entries', async () => {
  const junk = `v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,abc x  v1a,%% ${fixed.signature}`
  await verify(signed(`${junk} v1,=`))
})

test('a list of more entries than a sender needs is not read to its end', async () => {
  const wrong = `v1,${Buffer.alloc(32).toString('base64')} `
  await verify(signed(wrong.repeat(63) + fixed.signature))
  await assert.rejects(verify(signed(wrong.repeat(64) + fixed.signature)), { code: 'NO_MATCH' })
})

test('a changed body, id or timestamp is refused', async () => {
  await assert.rejects(verify({ body: '{"test":2432232314}' }), { code: 'NO_MATCH' })
  for (const other of [{ 'webhook-id': 'msg_x' }, { 'webhook-timestamp': '1614265331' }]) {
    await assert.rejects(verify({ headers: headersOf(other) }), { code: 'NO_MATCH' })
  }
})

test('the body is taken as text or bytes, and refused once it was parsed', async () => {
  const bytes = Buffer.from(fixed.body)
  const buffer = Uint8Array.from(bytes).buffer
  for (const body of [fixed.body, bytes, new DataView(buffer), buffer]) await verify({ body })
  for (const body of [{ test: 2432232314 }, [], null, 3]) {
    const message = body === null ? /nothing was handed in/ : /parsed before.*express[.]raw/
    await assert.rejects(verify({ body }), { code: 'BODY_ALREADY_PARSED', message })
  }
})

test('nothing is parsed before the signature is found right', async (t) => {
  const parsed = t.mock.method(JSON, 'parse')
  for (const body of ['{not json', '{"a":1}']) {
    await assert.rejects(verify({ body }), { code: 'NO_MATCH' })
  }
  assert.equal(parsed.mock.callCount(), 0)
  await verify()
  assert.equal(parsed.mock.callCount(), 1)
})

test('a genuine body that is no JSON is told apart', async () => {
  const body = '{not json'
  const key = Buffer.from(edwards.secret.slice(5), 'base64').subarray(0, 32)
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), key])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const content = Buffer.from(`${fixed.id}.${fixed.timestamp}.${body}`)
  const signature = `v1a,${sign(null, content, privateKey).toString('base64')}`
  const request = { secrets: edwards.publicKey, body, ...signed(signature) }
  await assert.rejects(verify(request), { code: 'BODY_NOT_JSON' })
})

test('signatures are compared by the platform, in constant time, and by nothing else', async (t) => {
  const compared = t.mock.method(crypto.subtle, 'verify')
  await verify()
  const nearly = `${fixed.signature.slice(0, -2)}A=`
  await assert.rejects(verify(signed(nearly)), { code: 'NO_MATCH' })
  assert.equal(compared.mock.callCount(), 2)
})

test('a secret that is none is refused when the verifier is made', () => {
  const bad = ['', 'whsec_', 'whsec_%', 'whsk_AAAA', 'whpk_', 'whpk_AAAA', 'a-b_', new Uint8Array()]
  for (const secrets of [...bad, [], [fixed.secret, ''], null, undefined, 3]) {
    assert.throws(() => createStandardWebhooksVerifier({ secrets: secrets as string }), {
      code: 'BAD_SECRET',
      name: 'VerificationError',
    })
  }
})

test('no error shows a secret, a signature or the body', async () => {
  const shown: string[] = []
  for (const other of [{ body: 'x' }, signed('v1,AAAA'), { aheadSeconds: 999 }]) {
    await verify(other).catch((error: unknown) => shown.push(String(error)))
  }
  assert.equal(shown.length, 3)
  for (const text of shown) assert.ok(!/AAAA|MfKQ9|g0hM9/.test(text))
})
