/**
 * A whole service on loopback with a tenant and a key, and receivers that note what they were sent:
 * what the tests of SuperOffice's API are made in. Everything is closed when the test ends.
 */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { KeyScope, Tenant } from '../../src/domain/tenant.ts'
import { openService, type Service } from '../../src/open-service.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { VersionDocument } from '../../src/api/superoffice/discovery.ts'
import type { ErrorBody } from '../../src/api/superoffice/superoffice-errors.ts'
import type { WebhookResult } from '../../src/api/superoffice/test-webhook.ts'
import type { WebhookWithLinks } from '../../src/api/superoffice/webhook-request.ts'
import type { Leaf } from '../world/local-ca.ts'
import { testStore } from '../world/test-store.ts'

export const operatorKey = 'operator-key-of-the-tests-0123456789'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; fails the test when it is none. */
  readonly json: AnswerJson
  /** The same where it is a list. */
  readonly list: readonly SavedWebhook[]
}

/** All that an answer can be: a test looks at the members of what it asked for. */
export type AnswerJson = SavedWebhook & WebhookResult & ErrorBody & VersionDocument
export type SavedWebhook = WebhookWithLinks

export interface CallOptions {
  /** Sent as JSON; a text or bytes go as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Null: no Authorization at all. */
  readonly key?: string | null
  readonly tenant?: string
}

export class WebhookWorld {
  readonly service: Service
  readonly tenant: Tenant
  readonly key: string
  readonly log: () => string
  readonly #facts: Fact[]
  readonly #waiting: Set<() => void>

  constructor(parts: {
    service: Service
    tenant: Tenant
    key: string
    log: () => string
    facts: Fact[]
    waiting: Set<() => void>
  }) {
    this.service = parts.service
    this.tenant = parts.tenant
    this.key = parts.key
    this.log = parts.log
    this.#facts = parts.facts
    this.#waiting = parts.waiting
  }

  /** A call below `/{tenant}/api/v1/`, with the tenant's own key unless another is given. */
  call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { key = this.key, tenant = this.tenant.id } = options
    return this.request(method, `/${tenant}/api/v1/${path}`, {
      ...options,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...options.headers },
    })
  }

  async request(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { body } = options
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(this.service.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text) as AnswerJson
      },
      get list() {
        return JSON.parse(text) as readonly SavedWebhook[]
      },
    }
  }

  /** Saves a webhook and answers it; fails the test when it is refused. */
  async save(
    webhook: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<SavedWebhook> {
    const answer = await this.call('POST', 'Webhook', { ...options, body: webhook })
    if (answer.status !== 200) throw new Error(`not saved: ${answer.status} ${answer.text}`)
    return answer.json
  }

  async addTenant(id: string): Promise<Tenant> {
    const nowMs = Date.now()
    const tenant = await this.service.ports.store.tenants.createTenant({ id, name: id, nowMs })
    if (tenant === null) throw new Error(`tenant ${id} exists`)
    return tenant
  }

  addKey(given: Parameters<typeof addKey>[1]): Promise<string> {
    return addKey(this.service, { tenant: this.tenant, ...given })
  }

  /** Resolves once so many facts fit, of those observed since the start. */
  async fact(fits: (fact: Fact) => boolean, count = 1): Promise<void> {
    while (this.#facts.filter(fits).length < count) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }
}

/** Opens a service with the given settings beside those of a test. */
export async function openWorld(
  context: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<WebhookWorld> {
  const facts: Fact[] = []
  const waiting = new Set<() => void>()
  const lines: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const read = readConfig({
    POSTHORN_LISTEN: '127.0.0.1:0',
    ...(await testStore('sqlite::memory:')),
    // The second range leads nowhere: an address for webhooks that nothing is sent to.
    POSTHORN_ALLOW_TARGETS: '127.0.0.0/8,192.0.2.0/24',
    POSTHORN_ALLOW_HTTP_TARGETS: '1',
    ...settings,
  })
  if (read.kind === 'refused') throw new Error(read.faults.join('\n'))
  const observer = {
    observe(fact: Fact): void {
      facts.push(fact)
      for (const wake of waiting) wake()
      waiting.clear()
    },
  }
  const keys = { operatorKey, encryptionKey: Buffer.alloc(32, 7) }
  const log = pino({ level: 'trace' }, sink)
  const service = await openService(read.config, keys, { observers: [observer], log })
  context.after(() => service.stop(2_000))
  const tenant = await service.ports.store.tenants.createTenant({
    id: 'Cust20001',
    name: 'Nordmann',
    nowMs: Date.now(),
  })
  if (tenant === null) throw new Error('the store was not empty')
  const key = await addKey(service, { tenant, application: 'crm-sync' })
  return new WebhookWorld({ service, tenant, key, log: () => lines.join(''), facts, waiting })
}

let keyCount = 0

async function addKey(
  service: Service,
  given: {
    readonly tenant?: Tenant
    readonly name?: string
    readonly scopes?: readonly KeyScope[]
    readonly application?: string | null
  },
): Promise<string> {
  keyCount += 1
  const secret = `key-of-the-tests-${String(keyCount).padStart(16, '0')}`
  const { tenant, name = 'Kari Nordmann', scopes = ['manage'], application = null } = given
  if (tenant === undefined) throw new Error('a key needs a tenant')
  await service.ports.store.tenants.createKey({
    id: `key_${String(keyCount).padStart(32, '0')}`,
    tenantKey: tenant.key,
    name,
    scopes,
    application,
    secret,
    nowMs: Date.now(),
  })
  return secret
}

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: Notification
}

/** What tests look at in a notification's body. */
export interface Notification {
  readonly Event: string
  readonly PrimaryKey: number
  readonly WebhookName: string
  readonly region?: string
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** What it answers from now on. */
  answers(status: number, body?: string): void
}

/** A receiver on loopback; with a certificate it speaks TLS. */
export async function openReceiver(context: TestContext, leaf?: Leaf): Promise<Receiver> {
  const received: Received[] = []
  let answer = { status: 200, body: 'ok' }
  const server = leaf === undefined ? createServer() : createTlsServer(leaf)
  server.on('request', (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const { url: path = '', headers } = request
      received.push({ path, headers, text, json: JSON.parse(text) as Notification })
      response.writeHead(answer.status, { 'x-receiver': 'test' })
      response.end(answer.body)
    })
  })
  const port = await listen(context, server)
  return {
    url: `${leaf === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    received,
    answers(status, body = '') {
      answer = { status, body }
    },
  }
}

async function listen(context: TestContext, server: Server | TlsServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
