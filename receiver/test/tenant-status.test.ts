import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac, createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }
import {
  createTenantStatusVerifier,
  tenantStatusEventOf,
  type TenantStatusOptions,
  type VerificationErrorCode,
} from '../src/index.ts'
import {
  bodyOf,
  bodyWith,
  digestOf,
  issuedAtSeconds,
  newKey,
  publishedKey,
  type Sent,
  tenantClaim,
  tokenOf,
  vector,
} from './tenant-status-sender.ts'

const headers = { 'webhook-id': vector.eventId }
const settings: TenantStatusOptions = {
  issuers: vector.issuer,
  clientIds: vector.clientId,
  jwks: { keys: [vector.publicJwk] },
  nowMs: () => vector.atMs,
}

function verify(body: unknown, other: Partial<TenantStatusOptions> = {}) {
  const verifier = createTenantStatusVerifier({ ...settings, ...other })
  return verifier.verify({ headers, body: body as string })
}

const refuses = (body: unknown, code: VerificationErrorCode, other = {}) =>
  assert.rejects(verify(body, other), { name: 'VerificationError', code, isTemporary: false })

test('the published notification verifies, and comes back with its members', async () => {
  assert.deepEqual(await verify(vector.body), {
    event: {
      changeType: 5,
      change: 'move',
      contextIdentifier: 'Cust20001',
      versionName: 'Release_12.4_2026.09.17-05',
      fileVersion: '12.4.1514.0',
      publicEndpoint: 'online3.superoffice.com',
    },
    payload: bodyOf,
    id: vector.eventId,
    issuer: vector.issuer,
    tokenId: (JSON.parse(vector.payload) as { jti: string }).jti,
    isBodyProven: true,
    isTest: false,
  })
})

test('OpenSSL verifies the published token with the published key', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-token-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [header, payload, signature = ''] = vector.token.split('.')
  const key = createPublicKey({ key: vector.publicJwk, format: 'jwk' })
  writeFileSync(join(folder, 'key.pem'), key.export({ format: 'pem', type: 'spki' }))
  writeFileSync(join(folder, 'signature'), Buffer.from(signature, 'base64url'))
  const files = ['-verify', join(folder, 'key.pem'), '-signature', join(folder, 'signature')]
  const said = execFileSync('openssl', ['dgst', '-sha256', ...files], {
    input: `${header}.${payload}`,
    encoding: 'utf8',
  })
  assert.equal(said, 'Verified OK\n')
})

test('both published digests are found again, with and without a public endpoint', async () => {
  for (const body of vectors.tenantStatus.bodies) {
    const members = { ...(JSON.parse(body.canonical) as object) }
    const claims = { body_sha256: body.sha256 }
    const verified = await verify(JSON.stringify({ ...members, Token: tokenOf({ claims }) }))
    assert.ok(verified.isBodyProven)
    assert.equal(verified.event.changeType, body.changeType)
    assert.equal(verified.event.publicEndpoint, body.publicEndpoint)
  }
})

test('each change has its name, and a number that is not documented has none', async () => {
  const names = ['upgrade', 'backup-restored', 'suspend', 'resume', 'delete', 'move', null]
  for (const [ChangeType, name] of names.entries()) {
    const members = { ChangeType }
    const claims = { body_sha256: digestOf({ ...bodyOf, ...members }) }
    const { change, changeType } = (await verify(bodyWith({ members, claims }))).event
    assert.deepEqual([changeType, change], [ChangeType, name])
  }
})

const publicPem = createPublicKey({ key: vector.publicJwk, format: 'jwk' })
const hmacKeys: readonly (string | Buffer)[] = [
  publicPem.export({ format: 'pem', type: 'spki' }),
  publicPem.export({ format: 'der', type: 'spki' }),
  Buffer.from(vector.publicJwk.n, 'base64url'),
  JSON.stringify(vector.publicJwk),
]
const stranger = newKey(vector.publicJwk.kid)
const strangerDer = Buffer.from('a certificate of the stranger').toString('base64')

const forged: Readonly<Record<string, readonly [VerificationErrorCode, Sent]>> = {
  'no signature': ['BAD_ALGORITHM', { header: { alg: 'none' }, signature: () => Buffer.alloc(0) }],
  'none in other letters': ['BAD_ALGORITHM', { header: { alg: 'NoNe' } }],
  'another RSA algorithm': ['BAD_ALGORITHM', { header: { alg: 'PS256' } }],
  'a list of algorithms': ['BAD_ALGORITHM', { header: { alg: ['RS256'] } }],
  'an empty signature': ['NO_MATCH', { signature: () => Buffer.alloc(0) }],
  "a stranger's signature": ['NO_MATCH', { key: stranger }],
  'a key in its header': ['NO_MATCH', { key: stranger, header: { jwk: stranger.publicJwk } }],
  'a certificate in its header': ['NO_MATCH', { key: stranger, header: { x5c: [strangerDer] } }],
  'an address of keys in its header': [
    'NO_MATCH',
    { key: stranger, header: { jku: 'https://evil.example/jwks', x5u: 'https://evil.example' } },
  ],
  'an unknown key': ['UNKNOWN_KEY', { header: { kid: 'other' } }],
  'a key named like a member of objects': ['UNKNOWN_KEY', { header: { kid: 'constructor' } }],
  'no name of its key': ['BAD_TOKEN', { header: { kid: undefined } }],
  'an extension that has to be understood': [
    'BAD_TOKEN',
    { header: { crit: ['b64'], b64: false } },
  ],
  'another issuer': ['WRONG_ISSUER', { claims: { iss: 'https://evil.example' } }],
  'an issuer that begins alike': [
    'WRONG_ISSUER',
    { claims: { iss: `${vector.issuer}.evil.example` } },
  ],
  'no issuer': ['WRONG_ISSUER', { claims: { iss: undefined } }],
  'a list of issuers': ['WRONG_ISSUER', { claims: { iss: [vector.issuer, 'x'] } }],
  'another audience': ['WRONG_AUDIENCE', { claims: { aud: 'another-application' } }],
  'no audience': ['WRONG_AUDIENCE', { claims: { aud: undefined } }],
  'another tenant in the token': ['WRONG_TENANT', { claims: { [tenantClaim]: 'Cust666' } }],
  'no tenant in the token': ['WRONG_TENANT', { claims: { [tenantClaim]: undefined } }],
  'no end': ['BAD_TOKEN', { claims: { exp: undefined } }],
  'an end as a text': ['BAD_TOKEN', { claims: { exp: '9999999999' } }],
  'a beginning as a text': ['BAD_TOKEN', { claims: { nbf: '0' } }],
}

for (const [what, [code, sent]] of Object.entries(forged)) {
  test(`a token with ${what} is refused as ${code}`, () => refuses(bodyWith(sent), code))
}

test('a token signed with the public key as a shared secret is refused, whatever it calls itself', async () => {
  for (const key of hmacKeys) {
    const signature = (signed: string) => createHmac('sha256', key).update(signed).digest()
    await refuses(bodyWith({ header: { alg: 'HS256' }, signature }), 'BAD_ALGORITHM')
    await refuses(bodyWith({ signature }), 'NO_MATCH')
  }
})

test('a genuine signature under other claims or another header is refused', async () => {
  const [header, payload, signature] = vector.token.split('.')
  const [otherHeader] = tokenOf({ header: { typ: 'JWT2' } }).split('.')
  const [, otherPayload] = tokenOf({ claims: { exp: issuedAtSeconds + 9_999 } }).split('.')
  for (const parts of [
    [header, otherPayload, signature],
    [otherHeader, payload, signature],
  ]) {
    await refuses(JSON.stringify({ ...bodyOf, Token: parts.join('.') }), 'NO_MATCH')
  }
})

test('a token that is none is refused', async () => {
  const token = vector.token
  const bad = [undefined, null, 3, '', 'a', 'a.b', 'a.b.c', `${token}.x`, ` ${token}`, `${token}=`]
  const texts = ['e30.e30.', `${token.split('.')[0]}.W10.x`, token.replace('.', '..')]
  for (const Token of [...bad, ...texts, `${'a'.repeat(20_000)}.b.c`]) {
    const body = JSON.stringify({ ...bodyOf, Token })
    await assert.rejects(verify(body), ({ code }) => /^BAD_(TOKEN|ALGORITHM)$/.test(code))
  }
})

test('a token holds from its beginning to its end, give or take the leeway', async () => {
  const at = (seconds: number, leewaySeconds?: number) => ({
    nowMs: () => seconds * 1_000,
    ...(leewaySeconds === undefined ? {} : { leewaySeconds }),
  })
  const [begins, ends] = [issuedAtSeconds - 60, issuedAtSeconds + 300]
  for (const seconds of [begins - 30, begins, ends, ends + 29])
    await verify(vector.body, at(seconds))
  await refuses(vector.body, 'CLOCK_SKEW', at(begins - 31))
  await refuses(vector.body, 'TOO_OLD', at(ends + 30))
  await refuses(vector.body, 'TOO_OLD', at(ends, 0))
  await refuses(vector.body, 'CLOCK_SKEW', at(begins - 1, 0))
})

test('the application may be one of several, in a list, or written with spn: in front', async () => {
  const { clientId } = vector
  for (const aud of [clientId, `spn:${clientId}`, ['x', clientId]]) {
    await verify(bodyWith({ claims: { aud } }), { clientIds: ['first', clientId] })
  }
  await refuses(bodyWith({ claims: { aud: `SPN:${clientId}` } }), 'WRONG_AUDIENCE')
})

test('a body about another tenant than the token is refused', async () => {
  await refuses(bodyWith({ members: { ContextIdentifier: 'Cust666' } }), 'WRONG_TENANT')
})

test('a body of which anything is altered, left out or added is refused', async () => {
  const altered = [
    { ChangeType: 4 },
    { VersionName: 'Release' },
    { FileVersion: '' },
    { PublicEndpoint: 'evil.example' },
    { PublicEndpoint: undefined },
    { Extra: { a: [1, null] } },
    { ['__proto__']: 1 },
  ]
  for (const members of altered) {
    await refuses(
      JSON.stringify({ ...(JSON.parse(vector.body) as object), ...members }),
      'BODY_ALTERED',
    )
  }
  let deep: unknown = 1
  for (let depth = 0; depth < 40; depth += 1) deep = [deep]
  await refuses(bodyWith({ members: { Extra: deep } }), 'BAD_BODY')
  await refuses(bodyWith({ claims: { body_sha256: 3 } }), 'BODY_ALTERED')
})

test('the order of members and white space play no part', async () => {
  const members = Object.entries(JSON.parse(vector.body) as object).toReversed()
  const verified = await verify(JSON.stringify(Object.fromEntries(members), null, 2))
  assert.ok(verified.isBodyProven)
})

test('without a digest in the token the notification is genuine, and its body not proven', async () => {
  const verified = await verify(
    bodyWith({ claims: { body_sha256: undefined, jti: undefined }, members: { VersionName: 'x' } }),
  )
  assert.equal(verified.isBodyProven, false)
  assert.equal(verified.tokenId, null)
  assert.equal(verified.event.versionName, 'x')
})

test('what was verified and stored is read again without its token', async () => {
  const { event, payload } = await verify(vector.body)
  assert.deepEqual(tenantStatusEventOf(payload), event)
  for (const none of [undefined, null, 3, [], { ChangeType: 1 }]) {
    assert.equal(tenantStatusEventOf(none), null)
  }
})

test('texts that are missing are empty, and a test is told', async () => {
  const members = { ContextIdentifier: 'test', VersionName: undefined, FileVersion: 3 }
  const claims = { [tenantClaim]: 'test', body_sha256: undefined }
  const verified = await verify(bodyWith({ members, claims }))
  assert.deepEqual([verified.event.versionName, verified.event.fileVersion], ['', ''])
  assert.ok(verified.isTest)
})

test('a body that has not the members of the format is refused', async () => {
  for (const ChangeType of [undefined, '5', 5.5, null, true]) {
    await refuses(bodyWith({ members: { ChangeType } }), 'BAD_BODY')
  }
  for (const ContextIdentifier of [undefined, '', 3]) {
    await refuses(bodyWith({ members: { ContextIdentifier } }), 'BAD_BODY')
  }
  for (const body of ['[]', 'null', '3', '"x"', ' '.repeat(300_000)])
    await refuses(body, 'BAD_BODY')
  for (const body of ['', '{', Buffer.from([0xff])]) await refuses(body, 'BODY_NOT_JSON')
})

test('the body is taken as text or bytes, and refused once it was parsed', async () => {
  await verify(Buffer.from(vector.body))
  await refuses(JSON.parse(vector.body), 'BODY_ALREADY_PARSED')
})

test('a key of fewer than 2048 bits, for encryption or without an id is no key', async () => {
  const small = newKey('small', 1_024)
  const body = bodyWith({ header: { kid: 'small' }, key: small })
  await refuses(body, 'UNKNOWN_KEY', { jwks: { keys: [small.publicJwk] } })
  for (const change of [
    { use: 'enc' },
    { alg: 'RSA-OAEP' },
    { kid: undefined },
    { kty: 'EC' },
    { n: 3 },
  ]) {
    const keys = [null, { ...vector.publicJwk, ...change }]
    await refuses(vector.body, 'UNKNOWN_KEY', { jwks: { keys } })
  }
})

test('keys that are for encryption elsewhere in the list do no harm', async () => {
  await verify(vector.body, {
    jwks: { keys: [{ kty: 'EC' }, 3, publishedKey.publicJwk] as object[] },
  })
})

test('an issuer, application or key that is none is refused when the verifier is made', () => {
  const bad: readonly Partial<Record<keyof TenantStatusOptions, unknown>>[] = [
    { issuers: [] },
    { issuers: '' },
    { issuers: undefined },
    { issuers: [3] },
    { clientIds: [] },
    { clientIds: ['a', ''] },
    { jwks: {} },
    { jwks: { keys: 'x' } },
    { issuers: [vector.issuer, 'https://sod.example.org'] },
    ...['http://online.example.org', 'online.example.org', 'file:///x'].map((issuers) => ({
      issuers,
      jwks: undefined,
    })),
  ]
  for (const other of bad) {
    const options = { ...settings, ...other } as TenantStatusOptions
    assert.throws(() => createTenantStatusVerifier(options), { code: 'BAD_SETTING' })
  }
})

test('no error shows a token, a key or the body', async () => {
  const shown: string[] = []
  for (const [, sent] of Object.values(forged)) {
    await verify(bodyWith(sent)).catch((error: unknown) => shown.push(String(error)))
  }
  assert.equal(shown.length, Object.keys(forged).length)
  for (const text of shown) assert.doesNotMatch(text, /eyJ|Cust|evil|Release/)
})
