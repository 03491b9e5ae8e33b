/**
 * `examples/receive-rosaas` as it is started by hand, and a listener written after the sample of the
 * RoSaaS guide, both against the whole service: what it sends is what such receivers take.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { test, type TestContext } from 'node:test'
import documented from '../../../docs/reference/rosaas-events.json' with { type: 'json' }
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import type { SigningSecret } from '../../src/domain/signing-secret.ts'
import { createSubscription } from '../../src/manage/create-subscription.ts'
import { type RunningServer, startServer } from '../world/running-server.ts'

const example = join(import.meta.dirname, '../../../examples/receive-rosaas/notify-me.mjs')
const [typed] = vectors.rosaas
assert.ok(typed)
const { secret, body: published } = typed

interface StartedExample {
  readonly url: string
  /** Every line that it says after the first. */
  readonly lines: AsyncIterator<string>
}

async function startExample(t: TestContext, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [example], {
    env: { PATH: process.env['PATH'], PORT: '0', ROSAAS_SIGNING_SECRETS: secret, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const reader: Interface = createInterface({ input: child.stdout })
  const lines = reader[Symbol.asyncIterator]()
  const { value } = await lines.next()
  const url = String(value).replace('listening on ', '')
  assert.match(url, /^http:\/\/127[.]0[.]0[.]1:\d+\/api\/WebhookListener\/notifyme$/)
  return { url, lines } satisfies StartedExample
}

async function post(
  url: string,
  headers: Record<string, string>,
  body = published,
  method = 'POST',
) {
  const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body } : {}) })
  return [response.status, await response.text()]
}

test('the example takes what has the secret, and answers all else as the guide has it', async (t) => {
  const { url, lines } = await startExample(t)
  const right = { 'X-Signing-Secret': secret }
  const refused = [401, 'Invalid signing secret.']
  assert.deepEqual(await post(url, { 'X-Signing-Secret': 'wrong' }), refused)
  assert.deepEqual(await post(url, {}), refused)
  assert.deepEqual(await post(url, right), [200, ''])
  assert.match(
    String((await lines.next()).value),
    /^acme-crm: 3 Tenant[.]Availability[.]ChangedToHealthy \{"ChangingDate"/,
  )
  const [status, reason] = await post(url, right, '{"Event":"x"}')
  assert.equal(status, 400)
  assert.match(String(reason), /five fields/)
  assert.equal((await post(url, right, 'x'.repeat(2 * 1024 * 1024)))[0], 413)
  assert.equal((await post(url, right, '', 'GET'))[0], 405)
  assert.equal((await post(url.replace('notifyme', 'other'), right))[0], 404)
})

test('the example, told that bodies have to be signed, takes no other ones', async (t) => {
  const { url } = await startExample(t, { ROSAAS_MUST_BE_SIGNED: '1' })
  const right = { 'X-Signing-Secret': secret }
  assert.deepEqual(await post(url, right), [401, 'Invalid signing secret.'])
})

test('the example notes an event that comes again once, and one that it does not know', async (t) => {
  const { url, lines } = await startExample(t, { ROSAAS_SIGNING_SECRETS: `another\n${secret}` })
  const send = (id: string, body = published) =>
    post(url, { 'X-Signing-Secret': secret, 'webhook-id': id }, body)
  const unknown = published.replace('"EventCode":3', '"EventCode":20')
  for (const answer of [await send('a'), await send('a'), await send('b', unknown)]) {
    assert.deepEqual(answer, [200, ''])
  }
  assert.match(String((await lines.next()).value), /: 3 /)
  assert.match(String((await lines.next()).value), /: 20 .*not known here/)
})

test('without a secret the example does not start, and says what it lacks', async () => {
  const child = spawn(process.execPath, [example], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 1)
  assert.match(said, /ROSAAS_SIGNING_SECRETS/)
})

async function subscribe(server: RunningServer, url: string, text: string): Promise<number> {
  const { key } = await server.makeTenant('acme')
  const secrets: readonly SigningSecret[] = [{ kind: 'hmac-text', text }]
  const made = await createSubscription(
    {
      tenantKey: key,
      owner: { kind: 'product', id: 'crm' },
      externalKey: null,
      application: null,
      subscriptionsMax: 10,
      state: 'active',
      config: {
        name: null,
        description: null,
        dialect: 'rosaas',
        dispatcher: 'http',
        url,
        patterns: ['*'],
        headers: {},
        secrets: { current: secrets, old: [] },
        retryOverride: null,
        dialectSettings: {},
      },
    },
    server.service,
  )
  assert.ok(made.kind === 'created')
  return made.subscription.number
}

const handIn = (server: RunningServer, body: string) => {
  const { Event: type } = JSON.parse(body) as { Event: string }
  return server.done('POST', '/v1/tenants/acme/events', {
    body: `{"type":"${type}","data":${body}}`,
  })
}

test('the example takes all 19 events from the service, signed, and notes each', async (t) => {
  const server = await startServer(t)
  const { url, lines } = await startExample(t, { ROSAAS_MUST_BE_SIGNED: '1' })
  await subscribe(server, url, secret)
  for (const body of documented.bodies) await handIn(server, body)
  const noted: string[] = []
  while (noted.length < 19) noted.push(String((await lines.next()).value).split(' ')[1] ?? '')
  assert.deepEqual(
    noted.map(Number).toSorted((a, b) => a - b),
    Array.from({ length: 19 }, (_, index) => index + 1),
  )
})

/** The C# sample of the guide, line by line: the header against the setting, then 401 or 200. */
async function startSample(t: TestContext, expectedSecret: string) {
  const stored: unknown[] = []
  const sample = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.headers['x-signing-secret'] !== expectedSecret) {
        response.writeHead(401, { 'content-type': 'text/plain' }).end('Invalid signing secret.')
        return
      }
      stored.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => sample.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    sample.closeAllConnections()
    sample.close()
  })
  const { port } = sample.address() as AddressInfo
  return { stored, url: `http://127.0.0.1:${port}/api/WebhookListener/notifyme` }
}

test('a listener written after the guide takes all 19 events as they are documented', async (t) => {
  const server = await startServer(t)
  const { stored, url } = await startSample(t, secret)
  const number = await subscribe(server, url, secret)
  for (const body of documented.bodies) await handIn(server, body)
  await server.fact(
    () => server.facts.filter(({ kind }) => kind === 'attempt-recorded').length >= 19,
  )
  const codeOf = (event: unknown): number => (event as { EventCode: number }).EventCode
  assert.deepEqual(
    stored.toSorted((a, b) => codeOf(a) - codeOf(b)),
    documented.bodies.map((body) => JSON.parse(body) as unknown),
  )
  assert.equal(server.service.pipeline.subscriptions.find(number)?.health.errorCount, 0)
})

test('a listener with another secret answers 401, which is a failure, and no log shows the secret', async (t) => {
  const server = await startServer(t)
  const { stored, url } = await startSample(t, 'another one')
  await subscribe(server, url, secret)
  await handIn(server, published)
  const fact = await server.fact(({ kind }) => kind === 'attempt-recorded')
  assert.match(JSON.stringify(fact), /status-4xx/)
  assert.equal(stored.length, 0)
  assert.ok(!server.log.includes(secret))
})
