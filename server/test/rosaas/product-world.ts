/**
 * A service with a product and a client of it: what the tests of the RoSaaS API are made in. Every
 * answer is held to the one shape that all of RoSaaS's APIs answer in.
 */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type Answer, type Json, type RunningServer, startServer } from '../world/running-server.ts'

export interface RosaasError {
  readonly message: string
  readonly sysCode: string
  readonly parameter: string
}

export class ProductWorld {
  readonly server: RunningServer
  readonly tenantId: string
  readonly productId: string
  readonly client: { readonly client_id: string; readonly client_secret: string }
  /** An access token of the client. */
  readonly token: string

  constructor(parts: {
    readonly server: RunningServer
    readonly tenantId: string
    readonly productId: string
    readonly client: ProductWorld['client']
    readonly token: string
  }) {
    this.server = parts.server
    this.tenantId = parts.tenantId
    this.productId = parts.productId
    this.client = parts.client
    this.token = parts.token
  }

  get endpoints(): string {
    return `/api/management/sadmin/v1/products/${this.productId}/WebhookEndpoints`
  }

  /** With the client's token unless another key is given. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    key: string | null = this.token,
  ): Promise<Answer> {
    const answer = await this.server.call(method, path, {
      key,
      ...(body === undefined ? {} : { body }),
    })
    checkShape(answer, `${method} ${path}: ${answer.status} ${answer.text}`)
    return answer
  }

  /** The data of a call that has to succeed. */
  async done(method: string, path: string, body?: unknown, key?: string): Promise<Json> {
    const answer = await this.call(method, path, body, key)
    assert.equal(answer.status, 200, `${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.json.data
  }

  /** What is wrong with a call that has to be refused with 400. */
  async refused(method: string, path: string, body?: unknown): Promise<readonly RosaasError[]> {
    const answer = await this.call(method, path, body)
    assert.equal(answer.status, 400, `${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.json.metadata.errors
  }

  /** Makes an endpoint; answers its id. */
  async makeEndpoint(body: object): Promise<string> {
    const { id } = await this.done('POST', this.endpoints, {
      eventsToListen: everyCode,
      signingSecret: 'My secret, typed by hand!',
      ...body,
    })
    return id
  }

  handIn(body: unknown): Promise<Json> {
    return this.done('POST', '/api/management/apps/v1/events', body)
  }

  /** What the setting `validation` is from now on. */
  async setValidation(validation: 'strict' | 'warn'): Promise<void> {
    const path = `/v1/tenants/${this.tenantId}/products/${this.productId}`
    await this.server.done('PATCH', path, { body: { validation } })
  }
}

export const everyCode = Array.from({ length: 19 }, (_, index) => index + 1)

/** Every answer of RoSaaS says whether it went well, and lists what did not. */
function checkShape({ status, json }: Answer, what: string): void {
  const { errors, success } = json.metadata
  assert.equal(success, status < 300, what)
  assert.equal(errors.length === 0, status < 300, what)
  for (const error of errors as readonly RosaasError[]) {
    assert.deepEqual(Object.keys(error), ['message', 'sysCode', 'parameter'], what)
    assert.ok(
      Object.values(error).every((value) => typeof value === 'string'),
      what,
    )
    assert.ok(error.message.length > 10, what)
  }
}

export async function makeProduct(
  server: RunningServer,
  tenantId: string,
  scopes: readonly string[] = ['manage', 'read', 'ingest'],
): Promise<ProductWorld> {
  await server.done('POST', '/v1/tenants', { body: { id: tenantId, name: tenantId } })
  const path = `/v1/tenants/${tenantId}`
  const product = await server.done('POST', `${path}/products`, { body: { name: 'CRM' } })
  const client = await server.done('POST', `${path}/clients`, {
    body: { name: 'external system', scopes },
  })
  const token = await tokenOf(server, client)
  return new ProductWorld({ server, tenantId, productId: product.product_id, client, token })
}

export async function tokenOf(
  server: RunningServer,
  client: ProductWorld['client'],
): Promise<string> {
  const body = { clientId: client.client_id, clientSecret: client.client_secret }
  const answer = await server.done('POST', '/api/identity/apps/v1/auth', { key: null, body })
  return answer.data.token.accessToken
}

/** Loopback, where receivers of tests are, and a range of documents, where nobody is. */
const someTargets = { POSTHORN_ALLOW_TARGETS: '127.0.0.0/8,198.51.100.0/24' }

export async function openProductWorld(
  t: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<ProductWorld> {
  return makeProduct(await startServer(t, { ...someTargets, ...settings }), 'acme')
}
