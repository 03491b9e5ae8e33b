/**
 * Fills a world with what a running installation has: a tenant with subscriptions that deliver,
 * fail and filter, an inbox, a replay, keys, a partner with an app, a product.
 */
import type { World } from './world.ts'

export interface Furnished {
  readonly tenant: string
  readonly partner: string
  readonly app: string
  readonly version: string
  readonly subscription: string
  readonly webhook: string
  readonly event: string
  readonly delivery: string
  readonly replay: string
  readonly inbox: string
}

const tenant = 'Cust12345'
const partner = 'acme'

export async function furnish(world: World): Promise<Furnished> {
  const made = maker(world)
  await made('POST', '/v1/tenants', { id: tenant, name: 'Nordic Outfitters AS' })
  await made('POST', '/v1/tenants', { id: 'Cust777', name: 'Café Østlund & Søn <script>' })
  const of = `/v1/tenants/${tenant}`
  const inbox = await made('POST', `${of}/inboxes`, { name: 'Try it out' })
  const receiver = await world.startReceiver()
  const subscription = await made('POST', `${of}/subscriptions`, {
    url: inbox.url,
    event_types: ['contact.*', 'sale.sold'],
    name: 'Data warehouse',
    description: 'CRM changes, for reports',
    headers: { 'X-Team': 'reports' },
  })
  await made('POST', `${of}/subscriptions`, {
    url: `${receiver.url}/crm`,
    event_types: ['contact.changed'],
    name: 'Only Norway',
    filter: { 'data.country': { eq: 'NO' } },
  })
  const webhook = await made('POST', `/${tenant}/api/v1/Webhook`, {
    Name: 'ERP sync',
    Events: ['contact.created', 'contact.changed'],
    TargetUrl: `${receiver.url}/erp`,
    State: 'Active',
  })
  receiver.status = 503
  let event = ''
  for (let count = 0; count < 12; count += 1) {
    const accepted = await made('POST', `${of}/events`, {
      type: count % 3 === 0 ? 'contact.changed' : 'sale.sold',
      data: {
        PrimaryKey: count,
        country: count % 2 === 0 ? 'SE' : 'NO',
        name: 'Ærlig <b>Øyvind</b>',
      },
    })
    if (count === 0) event = accepted.id
  }
  const delivery = await firstFailed(world)
  const replay = await made('POST', `${of}/replays`, {
    filter: {
      states: ['delivered'],
      subscription: subscription.id,
      since: new Date(Date.now() - 3_600_000).toISOString(),
    },
  })
  await made('POST', `${of}/keys`, { name: 'shop backend', scopes: ['ingest'] })
  await made('POST', '/v1/partners', {
    id: partner,
    name: 'Acme Partners',
    technical_contact: 'tech@acme.example',
  })
  const app = await made('POST', `/v1/partners/${partner}/apps`, {
    name: 'Acme Sync',
    kind: 'standard',
  })
  const versions = await made('GET', `/v1/apps/${app.id}/versions`)
  await made('POST', `${of}/products`, { name: 'Nordic SaaS', validation: 'strict' })
  return {
    tenant,
    partner,
    app: app.id,
    version: String(versions.data[0].version),
    subscription: subscription.id,
    webhook: String(webhook.WebhookId),
    event,
    delivery,
    replay: replay.id,
    inbox: inbox.id,
  }
}

/** Calls, and fails with the words of the API where it refuses. */
function maker(world: World) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await world.call(method, path, body)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
}

/** Asks until the first refusal of the receiver is recorded. */
async function firstFailed(world: World): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await world.call('GET', `/v1/tenants/${tenant}/deliveries?state=pending`)
    const failed = body.data.find((each: { attempt_count: number }) => each.attempt_count > 0)
    if (failed !== undefined) return failed.id
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('no delivery failed')
}
