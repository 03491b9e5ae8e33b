/**
 * `examples/receive-tenant-status` as it is started by hand, beside an issuer that publishes its
 * keys, and against the whole service: what it sends is what such a receiver takes, and nothing else
 * is.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test, type TestContext } from 'node:test'
import { createTenantStatusDialect } from '../../src/dialects/tenant-status/dialect.ts'
import { createIssuerKeyMaker } from '../../src/dialects/tenant-status/issuer-key-maker.ts'
import { type IssuerKey, jwksOf } from '../../src/domain/issuer-key.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import {
  type StateChangeData,
  stateChangeEventType,
  stateChanges,
  type TenantStatusSettings,
} from '../../src/domain/tenant-status.ts'
import { createSubscription } from '../../src/manage/create-subscription.ts'
import { sampleEvent, sampleRequest, sampleSubscription } from '../contract/dialect-samples.ts'
import { type RunningServer, startServer } from '../world/running-server.ts'

const folder = join(import.meta.dirname, '../../../examples/receive-tenant-status')
const clientId = '6cf25376616343b38d14ddcd804f2891'

interface Issuer {
  readonly url: string
  readonly key: IssuerKey
  /** Answers nothing but 500 from now on. */
  breaks(): void
}

/** Publishes one key, and says of every tenant that it runs. */
async function startIssuer(t: TestContext): Promise<Issuer> {
  let isBroken = false
  let key: IssuerKey | null = null
  const server = createServer((request, response) => {
    if (isBroken || key === null) response.writeHead(500).end()
    else if (request.url === '/login/.well-known/jwks') response.end(JSON.stringify(jwksOf([key])))
    else response.end(JSON.stringify({ State: 'Running' }))
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const years = { fromMs: Date.UTC(2026, 0, 1), untilMs: Date.UTC(2036, 0, 1) }
  key = await createIssuerKeyMaker().makeKey({ issuer: url, keyId: 'a', ...years })
  return { url, key, breaks: () => (isBroken = true) }
}

async function startExample(t: TestContext, issuer: string) {
  const settings = { TENANT_STATUS_ISSUERS: issuer, TENANT_STATUS_CLIENT_IDS: clientId }
  const child = spawn(process.execPath, [join(folder, 'receiver.mjs')], {
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const url = String((await lines.next()).value).replace('listening on ', '')
  assert.match(url, /^http:\/\/127[.]0[.]0[.]1:\d+\/NotifyCustomerStateChange$/)
  return { url, line: async () => String((await lines.next()).value) }
}

function settingsOf(issuer: Issuer): TenantStatusSettings {
  return {
    environment: 'production',
    issuer: issuer.url,
    clientId,
    appName: 'CRM sync',
    errorEmails: [],
    isMailed: false,
  }
}

function configOf({ key, ...issuer }: Issuer, other: Partial<TenantStatusSettings> = {}) {
  const { keyId, pkcs8Base64 } = key
  return {
    secrets: { current: [{ kind: 'rsa', keyId, pkcs8Base64 } as const], old: [] },
    dialectSettings: { ...settingsOf({ key, ...issuer }), ...other },
  }
}

const data: StateChangeData = {
  change_type: 'suspend',
  tenant: 'Cust20001',
  version_name: 'Release_12.4_2026.09.17-05',
  file_version: '12.4.1514.0',
  public_endpoint: 'online3.superoffice.com',
}

/** What the dialect sends at an instant, as headers and text. */
async function rendered(subscription: Subscription, atMs = Date.now()) {
  const dialect = createTenantStatusDialect({ userAgentVersion: '0.1.0' })
  const event = sampleEvent('tenant-status.suspend', data)
  const message = await dialect.render(sampleRequest(event, subscription, { atMs }))
  const headers: Record<string, string> = {}
  for (let at = 0; at < message.headers.length; at += 2) {
    headers[message.headers[at]!] = message.headers[at + 1]!
  }
  return { headers, body: Buffer.from(message.body).toString() }
}

async function post(url: string, request: { headers?: Record<string, string>; body: string }) {
  const response = await fetch(url, { method: 'POST', ...request })
  return [response.status, await response.text()]
}

test('the example takes a genuine notification once, and refuses every forged one', async (t) => {
  const issuer = await startIssuer(t)
  const stranger = await startIssuer(t)
  const { url, line } = await startExample(t, issuer.url)
  const subscription = sampleSubscription(configOf(issuer))
  const good = await rendered(subscription)

  const altered = { ...good, body: good.body.replace('"ChangeType":2', '"ChangeType":4') }
  assert.deepEqual(await post(url, altered), [400, 'BODY_ALTERED'])
  const other = { ...good, body: good.body.replace('Cust20001', 'Cust20002') }
  assert.deepEqual(await post(url, other), [400, 'WRONG_TENANT'])
  const old = await rendered(subscription, Date.now() - 400_000)
  assert.deepEqual(await post(url, old), [400, 'TOO_OLD'])
  const strangers = { ...configOf(stranger), dialectSettings: { ...settingsOf(issuer) } }
  assert.deepEqual(await post(url, await rendered(sampleSubscription(strangers))), [
    400,
    'NO_MATCH',
  ])
  const elsewhere = await rendered(sampleSubscription(configOf(issuer, { clientId: 'x' })))
  assert.deepEqual(await post(url, elsewhere), [400, 'WRONG_AUDIENCE'])
  const untrusted = await rendered(sampleSubscription(configOf(stranger)))
  assert.deepEqual(await post(url, untrusted), [400, 'WRONG_ISSUER'])
  assert.deepEqual(await post(url, { body: '{}' }), [400, 'BAD_TOKEN'])

  for (let count = 0; count < 2; count += 1) assert.deepEqual(await post(url, good), [204, ''])
  assert.equal(await line(), 'Cust20001: suspend, body proven, now Running')
  const next = { ...good, headers: { ...good.headers, 'webhook-id': 'evt_2' } }
  assert.deepEqual(await post(url, next), [204, ''])
  assert.match(await line(), /^Cust20001: suspend/)
})

test('the example answers 503 while the keys cannot be had, and 4xx what is no notification', async (t) => {
  const issuer = await startIssuer(t)
  issuer.breaks()
  const { url } = await startExample(t, issuer.url)
  const good = await rendered(sampleSubscription(configOf(issuer)))
  assert.deepEqual(await post(url, good), [503, 'KEYS_UNAVAILABLE'])
  assert.equal((await post(url, { body: 'x'.repeat(100_000) }))[0], 413)
  assert.equal((await post(url.replace('Notify', 'x'), good))[0], 404)
  assert.equal((await fetch(url)).status, 405)
})

test('without an issuer the example does not start, and says what it lacks', async () => {
  const program = join(folder, 'receiver.mjs')
  const child = spawn(process.execPath, [program], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 1)
  assert.match(said, /TENANT_STATUS_ISSUERS/)
})

async function subscribe(server: RunningServer, issuer: Issuer, url: string): Promise<number> {
  const { key } = await server.makeTenant('Cust20001')
  const made = await createSubscription(
    {
      tenantKey: key,
      owner: { kind: 'partner', id: 'p1' },
      externalKey: null,
      application: null,
      subscriptionsMax: 10,
      state: 'active',
      config: {
        name: null,
        description: null,
        dialect: 'tenant-status',
        dispatcher: 'http',
        url,
        patterns: ['tenant-status.*'],
        headers: {},
        retryOverride: null,
        ...configOf(issuer),
      },
    },
    server.service,
  )
  assert.ok(made.kind === 'created')
  return key
}

test('the example takes all six changes from the service', async (t) => {
  const server = await startServer(t)
  const issuer = await startIssuer(t)
  const { url, line } = await startExample(t, issuer.url)
  const tenantKey = await subscribe(server, issuer, url)
  for (const change of stateChanges) {
    const accepted = await server.service.pipeline.acceptEvent({
      tenantKey,
      tenantId: 'Cust20001',
      type: stateChangeEventType(change),
      data: Buffer.from(JSON.stringify({ ...data, change_type: change })),
    })
    assert.equal(accepted.kind, 'accepted')
    assert.equal(await line(), `Cust20001: ${change}, body proven, now Running`)
  }
})

test('the C# example names the members, claims and paths that are really sent', async (t) => {
  const issuer = await startIssuer(t)
  const { body } = await rendered(sampleSubscription(configOf(issuer)))
  const { Token, ...members } = JSON.parse(body) as { Token: string }
  const [, payload = ''] = Token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  const verifier = readFileSync(join(folder, 'csharp', 'NotificationVerifier.cs'), 'utf8')
  const ownClaims = Object.keys(claims).filter((name) => name.length > 4)
  for (const name of [...Object.keys(members), 'Token', ...ownClaims]) {
    assert.ok(verifier.includes(`"${name}"`), name)
  }
  const controller = readFileSync(
    join(folder, 'csharp', 'NotifyCustomerStateChangeController.cs'),
    'utf8',
  )
  for (const [number, change] of stateChanges.entries()) {
    const pascal = change.replaceAll(/(^|-)(.)/g, (_, _dash, letter: string) =>
      letter.toUpperCase(),
    )
    assert.ok(controller.includes(` ${pascal} = ${number},`), pascal)
  }
})
