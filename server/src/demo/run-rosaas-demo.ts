/**
 * `posthorn demo --rosaas`: a product of RoSaaS with an endpoint and a client, made over its own
 * API, and tenants that live through everything that there is an event for. The receiver compares
 * the secret and verifies the signature of each.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Service } from '../open-service.ts'
import { type Call, caller, openForDemo, print, say, sendEvents, untilEnded } from './demo-stand.ts'
import type { DemoOptions } from './run-demo.ts'
import { type SampleReceiver, startSampleReceiver } from './sample-receiver.ts'
import { type LifeEvent, wholeLife } from './tenant-life.ts'

const tenantId = 'demo-crm'
const eventCount = 19
const yearMs = 365 * 24 * 3_600_000
/** An access token is good for an hour. */
const tokenKeptMs = 30 * 60_000

export async function runRosaasDemo(options: DemoOptions): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-demo-'))
  const arrived = new Set<string>()
  const receiver = await startSampleReceiver((received) => {
    print(received)
    if (received.status !== 200 || received.isTest || arrived.has(received.type)) return
    arrived.add(received.type)
    if (arrived.size === eventCount) say(`all ${eventCount} events of RoSaaS have arrived, signed`)
  })
  const operatorKey = `demo-operator-${randomBytes(16).toString('hex')}`
  const service = await openForDemo(directory, operatorKey)
  const product = await openProduct(caller(service, operatorKey))
  const producer = clientCaller(service, product.client)
  await register(await producer(), product.id, receiver)
  explain(service, product)

  const nth = livesFrom(Date.now() - yearMs)
  const stopEvents = sendEvents(options.rate, async (count) => {
    const event = nth(count)
    const call = await producer()
    await call('POST', '/api/management/apps/v1/events', event)
  })
  await untilEnded(options.seconds)
  stopEvents()
  await service.stop()
  await receiver.close()
  rmSync(directory, { recursive: true, force: true })
  process.exit(arrived.size === 0 ? 1 : 0)
}

interface DemoProduct {
  readonly id: string
  readonly client: { readonly client_id: string; readonly client_secret: string }
}

async function openProduct(call: Call): Promise<DemoProduct> {
  const path = `/v1/tenants/${tenantId}`
  await call('POST', '/v1/tenants', { id: tenantId, name: 'Demo CRM' })
  const opened = await call('POST', `${path}/products`, { name: 'Demo CRM' })
  const client = await call('POST', `${path}/clients`, { name: 'demo' })
  const { product_id: id } = opened as { product_id: string }
  say(`opened product ${id}`)
  return { id, client: client as DemoProduct['client'] }
}

/** Calls with the client's access token, which is got again before it ends. */
function clientCaller(service: Service, client: DemoProduct['client']): () => Promise<Call> {
  const body = { clientId: client.client_id, clientSecret: client.client_secret }
  let known: { readonly call: Call; readonly atMs: number } | null = null
  return async () => {
    if (known !== null && performance.now() - known.atMs < tokenKeptMs) return known.call
    const answer = await caller(service, '')('POST', '/api/identity/apps/v1/auth', body)
    const { accessToken } = (answer as { data: { token: { accessToken: string } } }).data.token
    known = { call: caller(service, accessToken), atMs: performance.now() }
    return known.call
  }
}

async function register(call: Call, productId: string, receiver: SampleReceiver): Promise<void> {
  const endpoints = `/api/management/sadmin/v1/products/${productId}/WebhookEndpoints`
  const made = await call('POST', `${endpoints}/generate-secret`)
  const { signingSecret } = (made as { data: { signingSecret: string } }).data
  receiver.secrets.rosaas = signingSecret
  const answer = await call('POST', endpoints, {
    url: `${receiver.url}/rosaas`,
    description: 'Demo',
    allEvents: true,
    signingSecret,
  })
  say(`registered endpoint ${(answer as { data: { id: string } }).data.id} to all events`)
}

/** One tenant's life after the other, all through the same year. */
function livesFrom(beginsAtMs: number): (count: number) => LifeEvent {
  let life = wholeLife(names[0], beginsAtMs)
  return (count) => {
    const at = count % life.length
    if (at === 0) {
      const number = count / life.length
      life = wholeLife(`${names[number % names.length]}-${number + 1}`, beginsAtMs)
    }
    return life[at]!
  }
}

const names = ['acme-crm', 'globex-crm', 'initech-crm', 'umbrella-crm'] as const

function explain(service: Service, { id, client }: DemoProduct): void {
  const json = `-H 'Content-Type: application/json'`
  const auth = `-H "Authorization: Bearer $TOKEN"`
  const events = `${service.url}/api/management/apps/v1/events`
  const credentials = JSON.stringify({
    clientId: client.client_id,
    clientSecret: client.client_secret,
  })
  process.stdout.write(`
  Posthorn listens on ${service.url}. Try, in another terminal:

  TOKEN=$(curl -s ${json} ${service.url}/api/identity/apps/v1/auth \\
    -d '${credentials}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
  curl ${auth} '${events}?event=Subscription.Upgrade.*&limit=3'
  curl ${auth} ${json} ${events} -d '{"EventCode":3,"TenantSystemName":"acme-crm","MetaData":{"ChangingDate":"2026-07-03T10:00:00Z"}}'
  curl ${auth} ${service.url}/api/management/sadmin/v1/products/${id}/WebhookEndpoints

  Every 8th first attempt is refused by the receiver on purpose, so that you see a retry.
  Ctrl-C ends it.

`)
}
