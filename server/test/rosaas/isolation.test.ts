/**
 * Isolation of products, generated from the operations themselves: every operation on a product,
 * with the tokens and keys of everybody else, against another product's path and things.
 */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Operation } from '../../src/api/operation.ts'
import { rosaasGroup } from '../../src/api/rosaas/rosaas-group.ts'
import { startReceiver } from '../api/recording-receiver.ts'
import type { Answer, RunningServer } from '../world/running-server.ts'
import { makeProduct, openProductWorld, tokenOf } from './product-world.ts'

const ofProducts = rosaasGroup.operations.filter(({ accountKind }) => accountKind === 'product')
const ofCallers = rosaasGroup.operations.filter(({ accountKind }) => accountKind === 'own')

type Names = Readonly<Record<string, string>>

test('each operation is on a product, on that of its caller, or hands out tokens', () => {
  const others = rosaasGroup.operations.filter(
    (one) => !ofProducts.includes(one) && !ofCallers.includes(one),
  )
  assert.deepEqual(
    others.map(({ id }) => id),
    ['rosaasAuthenticateClient'],
  )
  assert.ok(ofProducts.length >= 13 && ofCallers.length >= 4)
})

test('another product answers the tokens and keys of everybody else exactly like none', async (t) => {
  const { server, theirs, strangers, snapshot } = await twoProducts(t)
  const before = await snapshot()
  for (const operation of ofProducts) {
    for (const [whose, key] of strangers) {
      const foreign = await call(operation, server, key, theirs)
      const missing = await call(operation, server, key, { ...theirs, productId: unknownId })
      const what = `${operation.id} with ${whose}: ${foreign.status} ${foreign.text}`
      assert.equal(foreign.status, 400, what)
      assert.equal(foreign.json.metadata.errors[0].sysCode, '1005', what)
      assert.equal(foreign.text, missing.text, what)
    }
  }
  assert.deepEqual(await snapshot(), before)
})

test("another product's endpoints and events are not there, under a product of one's own", async (t) => {
  const { server, theirs, own, ownProductId, snapshot } = await twoProducts(t)
  const before = await snapshot()
  const named = [...ofProducts, ...ofCallers].filter(({ path }) =>
    /:(endpointId|eventId)/.test(path),
  )
  assert.ok(named.length >= 9)
  for (const operation of named) {
    const names = { ...theirs, productId: ownProductId }
    const foreign = await call(operation, server, own, names)
    const missing = await call(operation, server, own, { ...names, ...nobodys })
    const what = `${operation.id}: ${foreign.status} ${foreign.text}`
    assert.equal(foreign.json.metadata.errors[0].sysCode, '1005', what)
    assert.equal(foreign.text, missing.text, what)
  }
  assert.deepEqual(await snapshot(), before)
})

test('every operation takes exactly the scopes that it states, by token and by key', async (t) => {
  const { server, ownProductId } = await twoProducts(t)
  for (const scope of ['manage', 'read', 'ingest'] as const) {
    const path = '/v1/tenants/own'
    const body = { name: scope, scopes: [scope] }
    const client = await server.done('POST', `${path}/clients`, { body })
    const { key } = await server.done('POST', `${path}/keys`, { body })
    for (const credential of [await tokenOf(server, client), key]) {
      for (const operation of [...ofProducts, ...ofCallers]) {
        const roles: readonly string[] = operation.allow === 'anyone' ? [] : operation.allow
        const mayCall =
          roles.includes(`tenant:${scope}`) || (scope === 'manage' && roles.includes('tenant:read'))
        const names = { productId: ownProductId, ...nobodys }
        const answer = await call(operation, server, credential, names)
        assert.equal(answer.status !== 403, mayCall, `${operation.id} as ${scope}: ${answer.text}`)
        assert.notEqual(answer.status, 401)
      }
    }
  }
})

test('a tenant that is no product has nothing here, and the operator has no product of its own', async (t) => {
  const { server, theirs } = await twoProducts(t)
  for (const operation of ofProducts.filter(({ method }) => method === 'GET')) {
    const path = operation.path.replaceAll(/:(\w+)/g, (_, name: 'productId') => theirs[name])
    assert.equal((await server.call('GET', path)).status, 200, operation.id)
  }
  const plain = await server.makeTenant('plain')
  for (const operation of ofCallers) {
    const asOperator = await server.call(operation.method, operation.path.replace(/:\w+/, 'x'))
    assert.equal(asOperator.status, 403, operation.id)
    const key = operation.method === 'POST' ? plain.ingest : plain.manage
    const answer = await call(operation, server, key, nobodys)
    if (operation.id === 'rosaasListOwnEventTypes') continue
    assert.equal(answer.json.metadata.errors[0].sysCode, '1005', operation.id)
  }
})

const unknownId = '0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f'
const nobodys: Names = {
  endpointId: '0199c3f0-b2c3-7def-9012-3456789abcde',
  eventId: 'evt_0199c3f5a1b27cde8f0123456789abcd',
}

async function twoProducts(t: TestContext) {
  const own = await openProductWorld(t)
  const { server } = own
  const mine = await makeProduct(server, 'own')
  const receiver = await startReceiver(t)
  const theirs = await makeProduct(server, 'theirs')
  const endpointId = await theirs.makeEndpoint({ url: receiver.url })
  const example = { Event: 'Tenant.Availability.ChangedToHealthy', TenantSystemName: 'a' }
  const MetaData = { ChangingDate: '2025-03-04T10:12:00Z' }
  const { Id: eventId } = await theirs.handIn({ ...example, MetaData })
  const tenant = await server.makeTenant('stranger')
  return {
    server,
    theirs: { productId: theirs.productId, endpointId, eventId } satisfies Names,
    own: mine.token,
    ownProductId: mine.productId,
    strangers: [
      ["another product's token", mine.token],
      ["another tenant's key", tenant.manage],
      ['a key that may only read', tenant.read],
    ] as const,
    snapshot: async () => {
      await server.fact(({ kind }) => kind === 'attempt-recorded')
      const all = ['WebhookEndpoints', 'events', `WebhookEndpoints/${endpointId}/secret-reveals`]
      const paths = all.map((rest) => theirs.endpoints.replace('WebhookEndpoints', rest))
      return Promise.all(paths.map((path) => theirs.done('GET', path)))
    },
  }
}

async function call(
  { path: pattern, method, body }: Operation,
  server: RunningServer,
  key: string,
  names: Names,
): Promise<Answer> {
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? 'x')
  return server.call(method, path, { key, ...(body === null ? {} : { body: body.example }) })
}
