/**
 * `posthorn demo`: the real service on an empty store in a directory of its own, a sample receiver,
 * one tenant, webhooks registered over the same APIs that a partner would use, and events flowing.
 * It prints a line a request that the receiver got and the calls to try by hand. Ctrl-C ends it and
 * removes the directory.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Service } from '../open-service.ts'
import { type Call, caller, openForDemo, print, say, sendEvents, untilEnded } from './demo-stand.ts'
import { documentedSamples, type SampleEvent, sampleEvent } from './sample-events.ts'
import { type SampleReceiver, startSampleReceiver } from './sample-receiver.ts'

export interface DemoOptions {
  /** Ends by itself after so many seconds. */
  readonly seconds?: number
  /** Events a second. */
  readonly rate: number
  /** One of every documented type in turn, instead of a CRM's day. */
  readonly allEvents?: boolean
  /** A product of RoSaaS and the lives of its tenants instead. */
  readonly rosaas?: boolean
}

const tenantId = 'Cust12345'
/** All of them together may have 4,000 characters (SuperOffice: column `events` of `webhook`). */
const typesPerWebhook = 100
const usualTypes = ['contact.created', 'contact.changed', 'person.deleted', 'sale.sold']

export async function runDemo(options: DemoOptions): Promise<void> {
  const startedAt = performance.now()
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-demo-'))
  let firstVerifiedMs: number | null = null
  const missing = new Set<string>()
  const receiver = await startSampleReceiver((received) => {
    print(received)
    if (received.status === 200 && missing.delete(received.type) && missing.size === 0) {
      say('one of every documented event type has arrived, signed')
    }
    if (received.isTest || !received.isVerified || firstVerifiedMs !== null) return
    firstVerifiedMs = performance.now() - startedAt
    say(`first verified delivery after ${(firstVerifiedMs / 1_000).toFixed(1)} s`)
  })
  const operatorKey = `demo-operator-${randomBytes(16).toString('hex')}`
  const service = await openForDemo(directory, operatorKey)
  const call = caller(service, operatorKey)
  await call('POST', '/v1/tenants', { id: tenantId, name: 'Demo customer' })
  const documented = options.allEvents === true ? await documentedSamples(call, tenantId) : null
  for (const { type } of documented ?? []) missing.add(type)
  await register(call, receiver, documented?.map(({ type }) => type) ?? usualTypes)
  explain(service, operatorKey)

  const nth = (count: number): SampleEvent =>
    documented?.[count % documented.length] ?? sampleEvent(count)
  const stopEvents = sendEvents(options.rate, (count) =>
    call('POST', `/v1/tenants/${tenantId}/events`, nth(count)),
  )
  await untilEnded(options.seconds)
  stopEvents()
  await service.stop()
  await receiver.close()
  rmSync(directory, { recursive: true, force: true })
  process.exit(firstVerifiedMs === null ? 1 : 0)
}

async function register(
  call: Call,
  receiver: SampleReceiver,
  types: readonly string[],
): Promise<void> {
  receiver.secrets.superoffice = randomBytes(18).toString('base64')
  for (let at = 0; at < types.length; at += typesPerWebhook) {
    const webhook = await call('POST', `/${tenantId}/api/v1/Webhook`, {
      Name: 'Demo CRM sync',
      Events: types.slice(at, at + typesPerWebhook),
      TargetUrl: `${receiver.url}/superoffice`,
      Secret: receiver.secrets.superoffice,
      State: 'Active',
      Type: 'webhook',
    })
    say(`registered SuperOffice webhook ${(webhook as { WebhookId: number }).WebhookId}`)
  }
  const subscription = (await call('POST', `/v1/tenants/${tenantId}/subscriptions`, {
    url: `${receiver.url}/standard`,
    event_types: ['contact.*', 'invoice.paid'],
    description: 'Demo, Standard Webhooks',
  })) as { id: string; secret: string }
  receiver.secrets['standard-webhooks'] = subscription.secret
  say(`registered Standard Webhooks subscription ${subscription.id}`)
}

function explain(service: Service, operatorKey: string): void {
  const auth = `-H 'Authorization: Bearer ${operatorKey}'`
  const json = `-H 'Content-Type: application/json'`
  const api = `${service.url}/v1/tenants/${tenantId}`
  process.stdout.write(`
  The console: ${service.url}/console/ — sign in “with a key”: ${operatorKey}

  Posthorn listens on ${service.url}. Try, in another terminal:

  curl ${auth} '${api}/deliveries?limit=5'
  curl ${auth} ${json} ${api}/events -d '{"type":"contact.changed","data":{"PrimaryKey":18}}'
  curl ${auth} ${json} ${api}/events -d '{"type":"nobody.listens","data":{}}'
  curl ${auth} ${service.url}/${tenantId}/api/v1/Webhook
  curl -s ${auth} ${service.url}/metrics | grep posthorn_ledger

  Every 8th first attempt is refused by the receiver on purpose, so that you see a retry.
  Ctrl-C ends it.

`)
}
