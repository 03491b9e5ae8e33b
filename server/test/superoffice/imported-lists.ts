/** What another installation answers to GET Webhook, and the call that takes it over. */
import type { WebhookWorld } from './webhook-world.ts'

export const farUrl = 'https://192.0.2.1/so'

/** What another installation answers to GET Webhook. */
export const exported = [
  {
    WebhookId: 17,
    Name: 'CRM sync',
    Events: ['contact.created', 'contact.changed'],
    TargetUrl: farUrl,
    Secret: 's3cr3t-Key!',
    State: 'Active',
    Type: 'webhook',
    Headers: { 'X-Tier': 'gold' },
    Properties: { region: 'north' },
    Registered: '2020-07-03T09:10:00',
    RegisteredAssociate: { AssociateId: 42, Name: 'KN' },
    Updated: '0001-01-01T00:00:00',
    UpdatedAssociate: null,
    ErrorsEmail: 'ops@example.org',
    TotalCalls: 7,
    LastError: null,
  },
  { WebhookId: 18, Name: 'Off', Events: ['sale.sold'], TargetUrl: farUrl, State: 'Stopped' },
  {
    WebhookId: 19,
    Name: 'Failed',
    Events: ['sale.sold'],
    TargetUrl: farUrl,
    State: 'TooManyErrors',
  },
]

interface Result {
  readonly superoffice_id: number | null
  readonly result: string
  readonly subscription_id: string | null
  readonly number: number | null
  readonly warnings: readonly string[]
}

export async function importAll(world: WebhookWorld, body: unknown, query = '', key = world.key) {
  const path = `/v1/tenants/${world.tenant.id}/imports/superoffice${query}`
  const headers = { authorization: `Bearer ${key}` }
  const { status, text } = await world.request('POST', path, { body, headers })
  const json = JSON.parse(text) as {
    readonly dry_run: boolean
    readonly created: number
    readonly changed: number
    readonly unchanged: number
    readonly data: readonly Result[]
    readonly code: string
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  }
  return { status, text, json }
}

export const stored = async (world: WebhookWorld) => (await world.call('GET', 'Webhook')).list
