/** Every state change as apps get it: whom, what, in which words, and with which proof. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { off, on, openPartnerWorld, section, startApp, toldTo } from './partner-world.ts'

const versionName = 'Release_12.4_2026.09.17-05'
const fileVersion = '12.4.1514.0'
const ctx = 'http://schemes.superoffice.net/identity/ctx'

test('the six changes reach every approved app that is switched on, where its value for the environment says, and no other app', async (t) => {
  const world = await openPartnerWorld(t)
  const [common, own, other] = await Promise.all([startApp(t), startApp(t), startApp(t)])
  const plain = await world.publishedApp(section(on(common.endpoint)), 'plain')
  const varied = await world.publishedApp(
    section(on(common.endpoint), { production: on(own.endpoint) }),
    'varied',
  )
  const silent = await world.publishedApp(section(off), 'silent')
  await world.publishedApp(section(on(other.endpoint)), 'not approved')
  await world.makeTenant('Cust20001')
  for (const app of [plain, varied, silent]) await world.allow('Cust20001', app.id)
  const changes = [
    { change: 'upgrade-announced', version_name: versionName, file_version: fileVersion },
    { change: 'upgrade-started' },
    { change: 'upgrade-finished' },
    { change: 'backup-restored' },
    { change: 'suspend', why: 'The invoice was not paid.' },
    { change: 'resume' },
    { change: 'move', public_endpoint: 'Online3.Example.com' },
    { change: 'delete' },
    { change: 'deleted' },
  ]
  const made = []
  for (const change of changes) made.push(await world.change('Cust20001', change))
  await common.receiver.request(7)
  await own.receiver.request(7)
  const types = [0, 3, 1, 2, 3, 5, 4]
  for (const { receiver } of [common, own]) {
    const told = toldTo(receiver)
    const found: readonly number[] = told.map((one) => one.ChangeType)
    assert.deepEqual(
      found.toSorted((a, b) => a - b),
      types.toSorted((a, b) => a - b),
    )
    for (const one of told) {
      assert.equal(one.ContextIdentifier, 'Cust20001')
      const names = ['ChangeType', 'ContextIdentifier', 'VersionName', 'FileVersion', 'Token']
      const isMoved = one.ChangeType === 5 || one.ChangeType === 4
      assert.deepEqual(Object.keys(one), isMoved ? [...names, 'PublicEndpoint'] : names)
      if (isMoved) assert.equal(one.PublicEndpoint, 'online3.example.com')
      assert.deepEqual([one.VersionName, one.FileVersion], [versionName, fileVersion])
    }
  }
  assert.equal(other.receiver.received.length, 0)
  const [announced, started] = made
  assert.equal(announced.after.state, 'running')
  assert.deepEqual([started.notice, started.apps], [null, []])
  const states = Object.fromEntries(
    announced.apps.map((one: { app_name: string; state: string }) => [one.app_name, one.state]),
  )
  assert.deepEqual(states, { plain: 'told', varied: 'told', silent: 'switched-off' })
})

test('a token verifies by what the issuer publishes alone: with jose over HTTP, with openssl, and with the certificate', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  for (const environment of ['sod', 'stage', 'production'] as const) {
    const tenant = `Cust-${environment}`
    await world.makeTenant(tenant, environment)
    await world.allow(tenant, app.id)
    await world.change(tenant, { change: 'suspend' })
  }
  await receiver.request(3)
  const { url } = world.server
  const issuers = { sod: `${url}/sod`, stage: `${url}/stage`, production: url }
  for (const told of toldTo(receiver)) {
    const environment = told.ContextIdentifier.slice('Cust-'.length) as keyof typeof issuers
    const issuer = issuers[environment]
    const path = issuer.slice(url.length)
    const metadata = await world.server.done(
      'GET',
      `${path}/login/.well-known/openid-configuration`,
      { key: null },
    )
    assert.equal(metadata.issuer, issuer)
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri))
    const { payload, protectedHeader } = await jwtVerify(told.Token, keys, {
      algorithms: ['RS256'],
      issuer,
      audience: app.client_ids[environment],
      clockTolerance: 30,
    })
    assert.equal(payload.sub, told.ContextIdentifier)
    assert.equal(payload[ctx], told.ContextIdentifier)
    assert.equal(payload.nbf, payload.iat! - 60)
    assert.equal(payload.exp, payload.iat! + 300)
    assert.match(payload.jti ?? '', /^[0-9a-f-]{36}$/)
    assert.equal(payload['body_sha256'], hashOf(told))
    const certificate = await world.server.call(
      'GET',
      `${path}/login/.well-known/certificates/${protectedHeader.kid}`,
      { key: null },
    )
    assert.equal(certificate.status, 200)
    const { publicKey } = new X509Certificate(certificate.text)
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    assert.ok(isVerifiedByOpenssl(told.Token, pem))
    assert.equal(isVerifiedByOpenssl(altered(told.Token), pem), false)
  }
})

test('each attempt has a token of its own, and the same webhook-id', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  receiver.status = 503
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  receiver.status = 204
  await receiver.request(2)
  const [first, second] = toldTo(receiver)
  const [one, two] = [decodeJwt(first.Token), decodeJwt(second.Token)]
  assert.notEqual(one.jti, two.jti)
  assert.equal(one['body_sha256'], two['body_sha256'])
  assert.equal(decodeProtectedHeader(first.Token).kid, decodeProtectedHeader(second.Token).kid)
  const [a, b] = receiver.received
  assert.equal(a?.headers['webhook-id'], b?.headers['webhook-id'])
})

test('when an app is told, the state that it asks for is the new one already', async (t) => {
  const world = await openPartnerWorld(t)
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  await world.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  const asked = receiver.request(1).then(() => world.state('Cust1'))
  await world.change('Cust1', { change: 'suspend' })
  assert.equal((await asked).State, 'Suspended')
})

function hashOf(told: Readonly<Record<string, unknown>>): string {
  const { Token: _, ...rest } = told
  const sorted = Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

const altered = (token: string): string => {
  const [header, , signature] = token.split('.')
  const payload = Buffer.from(JSON.stringify({ sub: 'somebody else' })).toString('base64url')
  return `${header}.${payload}.${signature}`
}

/** The second verifier: it shares no code with the first. */
function isVerifiedByOpenssl(token: string, publicKeyPem: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-token-'))
  try {
    const [header = '', payload = '', signature = ''] = token.split('.')
    writeFileSync(join(folder, 'key.pem'), publicKeyPem)
    writeFileSync(join(folder, 'signed'), `${header}.${payload}`)
    writeFileSync(join(folder, 'signature'), Buffer.from(signature, 'base64url'))
    const options = ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'signature', 'signed']
    const run = spawnSync('openssl', options, { cwd: folder, timeout: 20_000 })
    if (run.error !== undefined) throw run.error
    return run.status === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}
