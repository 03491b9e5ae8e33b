/**
 * A service with a partner, its apps and tenants that approve them, and receivers on loopback that
 * note what they are told: what the tests of tenant status messages are made in.
 */
import type { TestContext } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { type RecordingReceiver, startReceiver } from '../api/recording-receiver.ts'
import { type Json, type RunningServer, startServer } from '../world/running-server.ts'

export type Environment = 'sod' | 'stage' | 'production'
export const environments: readonly Environment[] = ['sod', 'stage', 'production']

export interface EndpointBody {
  readonly endpoint: string | null
  readonly is_on: boolean
  readonly send_error_email: boolean
}

export interface SectionBody {
  readonly common: EndpointBody
  readonly per_environment: Readonly<Record<Environment, EndpointBody | null>>
}

export const off: EndpointBody = { endpoint: null, is_on: false, send_error_email: false }

export const on = (endpoint: string): EndpointBody => ({
  endpoint,
  is_on: true,
  send_error_email: false,
})

export const section = (
  common: EndpointBody,
  overrides: Partial<SectionBody['per_environment']> = {},
): SectionBody => ({
  common,
  per_environment: { sod: null, stage: null, production: null, ...overrides },
})

export class PartnerWorld {
  readonly server: RunningServer
  /** A key of the partner with the scope `manage`. */
  readonly key: string
  readonly partner: string

  constructor(server: RunningServer, partner: string, key: string) {
    this.server = server
    this.partner = partner
    this.key = key
  }

  /** An app as it was made. */
  async makeApp(kind: 'custom' | 'standard' = 'custom', name = 'Acme Sync'): Promise<Json> {
    const path = `/v1/partners/${this.partner}/apps`
    return done(this.server, 'POST', path, { key: this.key, body: { name, kind } })
  }

  async version(app: string, number: number): Promise<{ body: Json; etag: string }> {
    const path = `/v1/apps/${app}/versions/${number}`
    const answer = await this.server.call('GET', path, { key: this.key })
    if (answer.status !== 200) throw new Error(answer.text)
    return { body: answer.json, etag: answer.headers.get('etag') ?? '' }
  }

  /** Saves the section into a version, as it is now. */
  async save(app: string, number: number, body: SectionBody): Promise<Json> {
    const { etag } = await this.version(app, number)
    return done(this.server, 'PATCH', `/v1/apps/${app}/versions/${number}`, {
      key: this.key,
      headers: { 'if-match': etag },
      body: { customer_state_change: body },
    })
  }

  request(app: string, number: number, environment: Environment): Promise<Json> {
    const path = `/v1/apps/${app}/versions/${number}/publications`
    return done(this.server, 'POST', path, { key: this.key, body: { environment } })
  }

  approve(app: string, number: number, environment: Environment): Promise<Json> {
    const path = `/v1/apps/${app}/versions/${number}/publications/${environment}/approve`
    return done(this.server, 'POST', path)
  }

  /** A custom app whose first version counts in all environments. */
  async publishedApp(body: SectionBody, name = 'Acme Sync'): Promise<Json> {
    const app = await this.makeApp('custom', name)
    await this.save(app.id, 1, body)
    await this.request(app.id, 1, 'stage')
    await this.approve(app.id, 1, 'stage')
    return app
  }

  /** A tenant in an environment. */
  async makeTenant(id: string, environment: Environment = 'production'): Promise<void> {
    await done(this.server, 'POST', '/v1/tenants', { body: { id, name: id, environment } })
  }

  allow(tenant: string, app: string): Promise<Json> {
    return done(this.server, 'PUT', `/v1/tenants/${tenant}/approvals/${app}`)
  }

  change(tenant: string, body: object): Promise<Json> {
    return done(this.server, 'POST', `/v1/tenants/${tenant}/state-changes`, { body })
  }

  /** What `/api/state` answers to anybody. */
  state(tenant: string): Promise<Json> {
    return this.server.done('GET', `/api/state/${tenant}`, { key: null })
  }
}

export async function openPartnerWorld(
  t: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<PartnerWorld> {
  const server = await startServer(t, settings)
  const partner = 'acme'
  await done(server, 'POST', '/v1/partners', {
    body: { id: partner, name: 'Acme Apps', technical_contact: 'tech@acme.example' },
  })
  const body = { name: 'portal', scopes: ['manage'] }
  const { key } = await server.done('POST', `/v1/partners/${partner}/keys`, { body })
  return new PartnerWorld(server, partner, key)
}

/** A receiver with a path that apps are told at. */
export async function startApp(
  t: TestContext,
): Promise<{ receiver: RecordingReceiver; endpoint: string }> {
  const receiver = await startReceiver(t)
  return { receiver, endpoint: `${receiver.url}/NotifyCustomerStateChange` }
}

/** What a receiver was told, in its order. */
export const toldTo = (receiver: RecordingReceiver): readonly Json[] =>
  receiver.received.map(({ body }) => JSON.parse(body.toString('utf8')))
