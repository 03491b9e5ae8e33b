/** Two nodes on one PostgreSQL, each told of what people do: both know it, and apps are told once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { decodeProtectedHeader } from 'jose'
import { PostgresServer } from '../world/postgres-server.ts'
import { on, openPartnerWorld, PartnerWorld, section, startApp, toldTo } from './partner-world.ts'
import { startServer } from '../world/running-server.ts'

let starting: Promise<PostgresServer> | null = null
const database = (): Promise<PostgresServer> => (starting ??= PostgresServer.start())
after(async () => (await starting)?.stop('fast'))

test('what one node is told counts on the other, of two who are first one is, apps are told once, and by the newest key', async (t) => {
  const POSTHORN_STORE = await (await database()).emptyDatabase()
  const issuer = 'https://issuer.example.org'
  const settings = (POSTHORN_NODE: string) => ({
    POSTHORN_STORE,
    POSTHORN_NODE,
    POSTHORN_PUBLIC_URL: issuer,
  })
  const here = await openPartnerWorld(t, settings('here'))
  const there = new PartnerWorld(await startServer(t, settings('there')), here.partner, here.key)
  const { receiver, endpoint } = await startApp(t)
  const app = await here.publishedApp(section(on(endpoint)))
  await there.makeTenant('Cust1')
  await there.allow('Cust1', app.id)
  const worlds = [here, there]
  const changing = await Promise.all(
    worlds.map((world) =>
      world.server.call('POST', '/v1/tenants/Cust1/state-changes', { body: { change: 'suspend' } }),
    ),
  )
  assert.deepEqual(
    changing.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 201],
  )
  await receiver.request(1)
  for (const world of worlds) assert.equal((await world.state('Cust1')).State, 'Suspended')
  const keys = await Promise.all(
    worlds.map((world) => world.server.call('GET', '/login/.well-known/jwks', { key: null })),
  )
  assert.equal(keys[0]?.text, keys[1]?.text)
  await here.server.done('POST', `/v1/apps/${app.id}/versions`, { body: { label: 'Two' } })
  const { etag } = await there.version(app.id, 2)
  const saving = await Promise.all(
    worlds.map((world, index) =>
      world.server.call('PATCH', `/v1/apps/${app.id}/versions/2`, {
        headers: { 'if-match': etag },
        body: { label: `Node ${index}` },
      }),
    ),
  )
  assert.deepEqual(
    saving.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412],
  )
  for (let turn = 0; turn < 4; turn += 1) {
    const world = worlds[turn % 2]!
    await world.change('Cust1', { change: turn % 2 === 0 ? 'resume' : 'suspend' })
  }
  await receiver.request(5)
  const told: readonly number[] = toldTo(receiver).map((one) => one.ChangeType)
  assert.deepEqual(
    told.toSorted((a, b) => a - b),
    [2, 2, 2, 3, 3],
  )
  const rotation = '/v1/issuers/production/rotate'
  await here.server.done('POST', rotation, { body: { at_once: true } })
  const jwks = await there.server.done('GET', '/login/.well-known/jwks', { key: null })
  await there.change('Cust1', { change: 'backup-restored' })
  await receiver.request(6)
  const last = toldTo(receiver).find((one) => one.ChangeType === 1)
  assert.deepEqual(
    jwks.keys.map(({ kid }: { kid: string }) => kid),
    [decodeProtectedHeader(last.Token).kid],
  )
})
