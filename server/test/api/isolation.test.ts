/**
 * Tenant isolation, generated from the operations themselves: every operation on a tenant, with
 * every kind of key, against another tenant's path and against another tenant's things.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allGroups } from '../../src/api/groups.ts'
import type { Operation } from '../../src/api/operation.ts'
import {
  type Answer,
  type CallOptions,
  type RunningServer,
  startServer,
  type TestTenant,
} from '../world/running-server.ts'
import { raiseAlert } from '../world/raise-alert.ts'
import { type SignedIn, signIn } from './signed-in.ts'
import { type RecordingReceiver, startReceiver } from './recording-receiver.ts'

const operations = allGroups.flatMap((group) => group.operations)
const ofTenants = operations.filter(({ isOfTenant }) => isOfTenant)
const ofOperator = operations.filter(
  ({ allow, accountKind }) => allow !== 'anyone' && accountKind === null,
)
const scopes = ['manage', 'read', 'ingest'] as const

/** What stands for the names in paths: things of the other tenant, and things that nobody has. */
interface Things {
  readonly foreign: Readonly<Record<string, string>>
  readonly unknown: Readonly<Record<string, string>>
}

test('every operation states who may call it', () => {
  assert.ok(ofTenants.length > 30)
  for (const { id, allow, path, isOfTenant } of operations) {
    if (allow === 'anyone') continue
    assert.ok(allow.length > 0, id)
    assert.equal(isOfTenant, path.includes(':tenantId'), id)
  }
})

test('another tenant answers every key of every scope exactly like one that does not exist', async (t) => {
  const { server, own, other, things } = await twoTenants(t)
  const before = await everythingOf(other, server)
  for (const operation of ofTenants) {
    for (const scope of scopes) {
      const what = `${operation.id} with a ${scope} key`
      const foreign = await call(operation, server, own[scope], {
        ...things.foreign,
        tenantId: other.id,
      })
      const unknown = await call(operation, server, own[scope], {
        ...things.foreign,
        tenantId: 'NoSuchTenant',
      })
      assert.equal(foreign.status, 404, what)
      assertSame(foreign, unknown, what)
    }
  }
  assert.deepEqual(await everythingOf(other, server), before)
})

test("another tenant's things answer every key exactly like things that do not exist", async (t) => {
  const { server, own, other, things } = await twoTenants(t)
  const before = await everythingOf(other, server)
  const named = ofTenants.filter(
    ({ path, id }) =>
      /:(\w+Id|name|eventType)/.test(path.replace(':tenantId', '')) &&
      // It makes what it names.
      id !== 'putScript' &&
      id !== 'putEventType',
  )
  assert.ok(named.length >= 15)
  for (const operation of named) {
    for (const scope of scopes) {
      const what = `${operation.id} with a ${scope} key`
      const foreign = await call(operation, server, own[scope], {
        ...things.foreign,
        tenantId: own.id,
      })
      const unknown = await call(operation, server, own[scope], {
        ...things.unknown,
        tenantId: own.id,
      })
      assert.ok(foreign.status === 404 || foreign.status === 403, `${what}: ${foreign.status}`)
      assertSame(foreign, unknown, what, things)
    }
  }
  assert.deepEqual(await everythingOf(other, server), before)
})

test('a session is held to its tenant as the key is that it was begun with', async (t) => {
  const { server, own, other, things } = await twoTenants(t)
  const before = await everythingOf(other, server)
  for (const scope of scopes) {
    const who = await signIn(server, { key: own[scope] })
    for (const operation of ofTenants) {
      const what = `${operation.id} with a session of a ${scope} key`
      const names = { ...things.foreign, tenantId: other.id }
      const foreign = await call(operation, server, who, names)
      const unknown = await call(operation, server, who, { ...names, tenantId: 'NoSuchTenant' })
      // An envelope carries the key itself, and no cookie stands for it.
      assert.equal(foreign.status, operation.body?.kind === 'envelope' ? 401 : 404, what)
      assertSame(foreign, unknown, what)
    }
    for (const operation of ofOperator) {
      assert.equal((await call(operation, server, who, {})).status, 403, operation.id)
    }
  }
  assert.deepEqual(await everythingOf(other, server), before)
})

test('filters do not find what belongs to another tenant', async (t) => {
  const { server, own, things } = await twoTenants(t)
  const { subscriptionId, eventId } = things.foreign
  for (const path of [
    `deliveries?subscription=${subscriptionId}`,
    `events/${eventId}/explain?subscription=${subscriptionId}`,
  ]) {
    const foreign = await server.call('GET', `/v1/tenants/${own.id}/${path}`, { key: own.read })
    const nobodys = path.replace(subscriptionId ?? '', things.unknown['subscriptionId'] ?? '')
    const unknown = await server.call('GET', `/v1/tenants/${own.id}/${nobodys}`, { key: own.read })
    assert.equal(foreign.status, 404)
    assertSame(foreign, unknown, path)
  }
  const lists = ['events', 'deliveries', 'subscriptions', 'replays', 'alerts']
  for (const list of lists) {
    const page = await server.done('GET', `/v1/tenants/${own.id}/${list}`, { key: own.read })
    assert.deepEqual(page.data, [], list)
  }
})

test("a cursor of another tenant's list is none of one's own", async (t) => {
  const { server, own, other } = await twoTenants(t)
  for (const tenant of [own, other]) {
    for (let count = 0; count < 3; count += 1) {
      await server.done('POST', `/v1/tenants/${tenant.id}/subscriptions`, {
        body: { url: 'http://127.0.0.1:8080/', event_types: ['x.y'] },
      })
      await server.done('POST', `/v1/tenants/${tenant.id}/events`, {
        body: { type: 'x.y', data: {} },
      })
    }
  }
  for (const list of ['subscriptions', 'events', 'deliveries', 'audit']) {
    const page = await server.done('GET', `/v1/tenants/${other.id}/${list}?limit=1`, {
      key: other.read,
    })
    assert.ok(page.next_cursor !== null, list)
    const path = `/v1/tenants/${own.id}/${list}?cursor=${page.next_cursor}`
    const answer = await server.call('GET', path, { key: own.read })
    assert.deepEqual([answer.status, answer.json.code], [400, 'cursor-invalid'], list)
  }
})

test('every operation takes exactly the scopes that it states', async (t) => {
  const { server, own, things } = await twoTenants(t)
  for (const operation of ofTenants) {
    const roles: readonly string[] = operation.allow === 'anyone' ? [] : operation.allow
    for (const scope of scopes) {
      const mayCall =
        roles.includes(`tenant:${scope}`) || (scope === 'manage' && roles.includes('tenant:read'))
      const answer = await call(operation, server, own[scope], {
        ...things.unknown,
        tenantId: own.id,
      })
      const what = `${operation.id} with a ${scope} key: ${answer.status} ${answer.text}`
      if (mayCall) assert.ok(answer.status !== 401 && answer.status !== 403, what)
      else assert.equal(answer.status, 403, what)
    }
  }
})

test('no operation but the open ones answers without a key, with a wrong or with a revoked one', async (t) => {
  const { server, own, things } = await twoTenants(t)
  const revoked = await server.done('POST', `/v1/tenants/${own.id}/keys`, {
    body: { name: 'short-lived', scopes: [...scopes] },
  })
  const path = `/v1/tenants/${own.id}/subscriptions`
  assert.equal((await server.call('GET', path, { key: revoked.key })).status, 200)
  await server.done('DELETE', `/v1/tenants/${own.id}/keys/${revoked.id}`)
  for (const operation of operations) {
    if (operation.allow === 'anyone') continue
    // Few enough failures a test for none to be answered by the limit on failures.
    const key = operation.method === 'GET' ? revoked.key : null
    const answer = await call(operation, server, key, { ...things.unknown, tenantId: own.id })
    assert.ok(answer.status === 401 || answer.status === 429, `${operation.id}: ${answer.status}`)
  }
})

test('the operations of the operator refuse every key of a tenant', async (t) => {
  const { server, own } = await twoTenants(t)
  assert.ok(ofOperator.length >= 3)
  for (const operation of ofOperator) {
    for (const scope of scopes) {
      const answer = await call(operation, server, own[scope], {})
      assert.equal(answer.status, 403, operation.id)
    }
  }
})

async function call(
  operation: Operation,
  server: RunningServer,
  who: string | SignedIn | null,
  names: Readonly<Record<string, string>>,
): Promise<Answer> {
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? 'x')
  const as = (options: CallOptions) =>
    typeof who === 'object' && who !== null
      ? who.call(operation.method, path, options)
      : server.call(operation.method, path, { key: who, ...options })
  if (operation.body === null) return as({})
  if (operation.body.kind === 'envelope') {
    const headers = { 'content-type': operation.body.contentTypes[0] ?? '' }
    return as({ body: operation.body.example, headers })
  }
  const body = operation.body.example ?? { Name: 'probe', TargetUrl: 'https://198.51.100.1/' }
  return as({ body })
}

/** The same to the byte, but for the request's own id, the time, and the names that were asked for. */
function assertSame(foreign: Answer, unknown: Answer, what: string, things?: Things): void {
  assert.equal(foreign.status, unknown.status, what)
  assert.equal(plain(foreign.text, things), plain(unknown.text, things), what)
  assert.deepEqual(headersOf(foreign), headersOf(unknown), what)
}

function plain(text: string, things?: Things): string {
  const names =
    things === undefined
      ? []
      : Object.values({ ...things.foreign }).concat(Object.values(things.unknown))
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (plainer, name) => plainer.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), '·'),
      text.replace(/urn:posthorn:request:[\w-]+/, 'urn:posthorn:request:·'),
    )
}

function headersOf(answer: Answer): readonly (readonly [string, string])[] {
  // The length follows the request's id, and numbers of things, both of which may grow.
  const varying = new Set(['date', 'content-length', 'keep-alive', 'connection'])
  return [...answer.headers].filter(([name]) => !varying.has(name))
}

async function everythingOf(tenant: TestTenant, server: RunningServer): Promise<unknown> {
  const lists = [
    'subscriptions',
    'events',
    'deliveries',
    'replays',
    'keys',
    'scripts',
    'alerts',
    'inboxes',
  ]
  const all = []
  for (const list of lists) all.push(await server.done('GET', `/v1/tenants/${tenant.id}/${list}`))
  const own = `/v1/tenants/${tenant.id}/event-types/theirs.made`
  all.push((await server.call('GET', own)).json)
  all.push(await server.done('GET', `/${tenant.id}/api/v1/Webhook`))
  // When a key was last used is noted by the minute, and no change that anybody made.
  return JSON.parse(
    JSON.stringify(all).replaceAll(/"last_used_at":"[^"]+"/g, '"last_used_at":null'),
  )
}

async function twoTenants(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  const own = await server.makeTenant('Own1')
  const other = await server.makeTenant('Other1')
  const foreign = await thingsOf(other, server, receiver)
  const unknown = {
    eventId: 'evt_0199c3f5a1b27cde8f0123456789abcd',
    deliveryId: 'dlv_0199c3f5a1b27cde8f0123456789abcd000000010000',
    subscriptionId: 'sub_0199c3f5a1b27cde8f0123456789abcd',
    keyId: 'key_0199c3f5a1b27cde8f0123456789abcd',
    alertId: 'alr_0199c3f5a1b27cde8f0123456789abcd',
    inboxId: 'ibx_0199c3f5a1b27cde8f0123456789abcd',
    webhookId: '99',
    key: 'nobodys',
    name: 'nobodys',
    eventType: 'nobodys.made',
    eventName: 'probe.sent',
    primaryKey: '1',
  }
  return { server, own, other, things: { foreign, unknown } satisfies Things }
}

async function thingsOf(
  tenant: TestTenant,
  server: RunningServer,
  receiver: RecordingReceiver,
): Promise<Readonly<Record<string, string>>> {
  const path = `/v1/tenants/${tenant.id}`
  const subscription = await server.done('PUT', `${path}/subscriptions/by-key/theirs`, {
    body: { url: receiver.url, event_types: ['*'] },
  })
  const webhook = await server.done('POST', `/${tenant.id}/api/v1/Webhook`, {
    body: { Name: 'theirs', Events: ['a.b'], TargetUrl: receiver.url, State: 'Stopped' },
  })
  await server.done('PUT', `${path}/scripts/theirs`, { body: { source: 'log(1)' } })
  await server.done('PUT', `${path}/event-types/theirs.made`, { body: { description: 'x' } })
  const inbox = await server.done('POST', `${path}/inboxes`, { body: {} })
  const event = await server.done('POST', `${path}/events`, { body: { type: 'a.b', data: {} } })
  const { data: keys } = await server.done('GET', `${path}/keys`)
  await server.fact((fact) => fact.kind === 'attempt-recorded')
  const { deliveries } = await server.done('GET', `${path}/events/${event.id}`)
  return {
    eventId: event.id,
    deliveryId: deliveries[0].id,
    subscriptionId: subscription.id,
    keyId: keys[0].id,
    alertId: await raiseAlert(server.service, tenant.key, webhook.WebhookId),
    inboxId: inbox.id,
    webhookId: String(webhook.WebhookId),
    key: 'theirs',
    name: 'theirs',
    eventType: 'theirs.made',
    eventName: 'probe.sent',
    primaryKey: '1',
  }
}
