/**
 * Isolation of partners, generated from the operations themselves: every operation on a partner or
 * an app, with the keys of everybody else, against another partner's path and things.
 */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { done } from '../api/documented-calls.ts'
import { allGroups } from '../../src/api/groups.ts'
import type { Operation } from '../../src/api/operation.ts'
import type { Answer, RunningServer } from '../world/running-server.ts'
import { on, openPartnerWorld, section, startApp } from './partner-world.ts'

const operations = allGroups
  .flatMap((group) => group.operations)
  .filter(({ accountKind }) => accountKind === 'partner' || accountKind === 'app')

type Names = Readonly<Record<string, string>>

test('another partner and its apps answer the keys of everybody else exactly like what does not exist', async (t) => {
  const { server, theirs, unknown, strangers } = await twoPartners(t)
  assert.ok(operations.length > 25)
  for (const operation of operations) {
    for (const [whose, key] of strangers) {
      const foreign = await call(operation, server, key, theirs)
      const missing = await call(operation, server, key, { ...theirs, ...unknown })
      const what = `${operation.id} with the key of ${whose}: ${foreign.status} ${foreign.text}`
      assert.equal(foreign.status, 404, what)
      assert.equal(plain(foreign), plain(missing), what)
    }
  }
})

test("another partner's deliveries, events, keys and secrets are not there for a partner", async (t) => {
  const { server, theirs, own } = await twoPartners(t)
  const named = operations.filter(({ path }) =>
    /:(eventId|deliveryId|subscriptionId|keyId|alertId)/.test(path),
  )
  assert.ok(named.length >= 7)
  for (const operation of named) {
    const answer = await call(operation, server, own.key, { ...theirs, ...own.names })
    assert.equal(answer.status, 404, `${operation.id}: ${answer.status} ${answer.text}`)
  }
  const before = await done(server, 'GET', '/v1/partners/acme/keys')
  assert.ok(before.data.every((one: { revoked_at: string | null }) => one.revoked_at === null))
})

test('keys with the scope to read change nothing, and no key but the operator decides', async (t) => {
  const { server, theirs } = await twoPartners(t)
  const body = { name: 'reader', scopes: ['read'] }
  const { key } = await done(server, 'POST', '/v1/partners/acme/keys', { body })
  for (const operation of operations) {
    const roles: readonly string[] = operation.allow === 'anyone' ? [] : operation.allow
    const answer = await call(operation, server, key, theirs)
    const isRefused = answer.status === 403
    assert.equal(isRefused, !roles.includes('partner:read'), `${operation.id}: ${answer.text}`)
  }
})

async function twoPartners(t: TestContext) {
  const world = await openPartnerWorld(t)
  const { server } = world
  const { receiver, endpoint } = await startApp(t)
  const app = await world.publishedApp(section(on(endpoint)))
  const tenant = await server.makeTenant('Cust1')
  await world.allow('Cust1', app.id)
  await world.change('Cust1', { change: 'suspend' })
  await receiver.request(1)
  const first = async (list: string) =>
    (await done(server, 'GET', `/v1/partners/acme/${list}`)).data[0].id
  const theirs: Names = {
    partnerId: 'acme',
    appId: app.id,
    version: '1',
    save: '1',
    environment: 'stage',
    eventId: await first('events'),
    deliveryId: await first('deliveries'),
    subscriptionId: await first('subscriptions'),
    keyId: await first('keys'),
    alertId: 'alr_0199c3f5a1b27cde8f0123456789abcd',
  }
  await done(server, 'POST', '/v1/partners', { body: { id: 'other', name: 'Other' } })
  const body = { name: 'k', scopes: ['manage', 'read', 'ingest'] }
  const { key } = await done(server, 'POST', '/v1/partners/other/keys', { body })
  const making = { name: 'Other', kind: 'custom' }
  const otherApp = await done(server, 'POST', '/v1/partners/other/apps', { body: making })
  const secret = await done(server, 'POST', `/v1/apps/${otherApp.id}/secrets`, {
    body: { name: 'secret' },
  })
  const unknown: Names = { partnerId: 'nobody', appId: `app_${'0'.repeat(32)}` }
  const strangers = [
    ['another partner', key],
    ["another partner's app", secret.key],
    ['a tenant that approved the app', tenant.manage],
  ] as const
  return {
    server,
    theirs,
    unknown,
    strangers,
    own: { key, names: { partnerId: 'other', appId: otherApp.id } },
  }
}

async function call(
  operation: Operation,
  server: RunningServer,
  key: string,
  names: Names,
): Promise<Answer> {
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? 'x')
  const { body } = operation
  const headers = { 'if-match': '"1"' }
  if (body === null) return server.call(operation.method, path, { key, headers })
  return server.call(operation.method, path, { key, headers, body: body.example })
}

/** But for the request's own id. */
const plain = ({ status, text }: Answer): string =>
  `${status} ${text.replace(/urn:posthorn:request:[\w-]+/, '')}`
