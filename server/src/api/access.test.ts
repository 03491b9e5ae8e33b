import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { MemoryNodes } from '../../test/world/memory-nodes.ts'
import { openManageWorld } from '../../test/world/manage-world.ts'
import { createKey } from '../manage/create-key.ts'
import { Access } from './access.ts'
import { addressBlock } from './address-block.ts'
import { secretOf } from './shown-secret.ts'
import { isProblem } from './problems.ts'
import { nativeGroup } from './v1/native-group.ts'

const bearerAlone = new Map<string, 'key' | 'password'>([['bearer', 'key']])
const everyScheme = new Map<string, 'key' | 'password'>([
  ['bearer', 'key'],
  ['ticket', 'key'],
  ['basic', 'password'],
])
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

test('the key is what follows Bearer, in any case and with any spaces', () => {
  for (const header of ['Bearer abc', 'bearer abc', 'BEARER   abc ', 'Bearer  abc']) {
    assert.equal(secretOf(header, bearerAlone), 'abc', header)
  }
})

test('a header without a key of a scheme that is taken holds none', () => {
  const headers = [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'abc',
    'Digest abc',
    'Ticket abc',
    basic('a:b'),
  ]
  for (const header of headers) assert.equal(secretOf(header, bearerAlone), null, String(header))
})

test('a group may take the key as a ticket or as the password of Basic', () => {
  assert.equal(secretOf('TICKET abc', everyScheme), 'abc')
  assert.equal(secretOf(basic('somebody:abc'), everyScheme), 'abc')
  assert.equal(secretOf(basic(':a:b'), everyScheme), 'a:b')
  assert.equal(secretOf(basic('nocolon'), everyScheme), null)
  assert.equal(secretOf(basic('user:'), everyScheme), null)
})

test('a text longer than any key is not looked at', () => {
  assert.equal(secretOf(`Bearer ${'k'.repeat(513)}`, bearerAlone), null)
  assert.equal(secretOf(`Bearer ${'k'.repeat(512)}`, bearerAlone)?.length, 512)
})

test('addresses of one IPv6 /64 count as one, IPv4 addresses by themselves', () => {
  assert.equal(addressBlock('2001:db8:1:2:aaaa::1'), '2001:db8:1:2')
  assert.equal(addressBlock('2001:db8:1:2:bbbb:1:2:3'), '2001:db8:1:2')
  assert.equal(addressBlock('2001:db8::7'), '2001:db8:0:0')
  assert.equal(addressBlock('::1'), '0:0:0:0')
  assert.equal(addressBlock('192.0.2.1'), '192.0.2.1')
  assert.equal(addressBlock('::ffff:192.0.2.1'), '::ffff:192.0.2.1')
})

const operatorKey = 'o'.repeat(40)

async function keyWorld(t: TestContext, isShared = false) {
  const { ports: own, tenant, clock } = await openManageWorld(t)
  const shared = { ...own, store: { ...own.store, nodes: new MemoryNodes().open() } }
  const ports = isShared ? shared : own
  const access = new Access({ ports, operatorKey })
  t.after(() => access.close())
  const made = await createKey(
    { tenantKey: tenant.key, name: 'n', scopes: ['read'], application: null },
    { ports },
  )
  const find = (id: string) => nativeGroup.operations.find((operation) => operation.id === id)!
  const admit = async (id: string, key: string, tenantId: string = tenant.id) => {
    const rule = { operation: find(id), group: nativeGroup }
    const credentials = { authorization: `Bearer ${key}`, remoteAddress: '192.0.2.1' }
    const admission = await access.admit(rule, credentials, tenantId)
    return isProblem(admission) ? admission.code : admission.caller.kind
  }
  return { ports, tenant, clock, access, made, admit }
}

test('when a key was last used is on disk once the service has stopped', async (t) => {
  const { ports, tenant, access, made, admit } = await keyWorld(t)
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  await access.close()
  const [key] = await ports.store.tenants.listKeys(tenant.key)
  assert.equal(key?.lastUsedAtMs, ports.clock.nowMs())
})

test('a key that is revoked while it is being looked up is not remembered as proven', async (t) => {
  const { ports, tenant, access, made, admit } = await keyWorld(t)
  const first = admit('listEvents', made.secret)
  await ports.store.tenants.revokeKey({ tenantKey: tenant.key, id: made.key.id, nowMs: 0 })
  access.forgetKey(made.key.id)
  await first
  assert.equal(await admit('listEvents', made.secret), 'key-invalid')
})

test('a key that another node revokes opens nothing after five seconds', async (t) => {
  const { ports, tenant, clock, made, admit } = await keyWorld(t, true)
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  await clock.run(4_000)
  await ports.store.tenants.revokeKey({ tenantKey: tenant.key, id: made.key.id, nowMs: 0 })
  await clock.run(1_000)
  assert.equal(await admit('listEvents', made.secret), 'key-invalid')
})

test('a key that was proven goes on to open while a shared store cannot be asked', async (t) => {
  const { ports, clock, made, admit } = await keyWorld(t, true)
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  ports.store.tenants.findKey = () => Promise.reject(new Error('the database is away'))
  await clock.run(60_000)
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  await assert.rejects(admit('listEvents', 'another'))
})

test('a key opens its own tenant alone, and the operator’s those that there are', async (t) => {
  const { made, admit } = await keyWorld(t)
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  assert.equal(await admit('listEvents', made.secret, 'Other'), 'tenant-unknown')
  assert.equal(await admit('acceptEvent', made.secret), 'scope-missing')
  assert.equal(await admit('acceptEvent', made.secret, 'Other'), 'tenant-unknown')
  assert.equal(await admit('listTenants', made.secret), 'operator-only')
  assert.equal(await admit('createKey', made.secret), 'operator-only')
  assert.equal(await admit('listEvents', operatorKey), 'operator')
  assert.equal(await admit('listEvents', operatorKey, 'Other'), 'tenant-unknown')
  assert.equal(await admit('listEvents', `${operatorKey}x`), 'key-invalid')
})

test('wrong keys from an address lock out wrong keys alone, whoever else calls from there', async (t) => {
  const { made, admit } = await keyWorld(t)
  for (let count = 0; count < 30; count += 1) {
    assert.equal(await admit('listEvents', `phk_wrong${count}`), 'key-invalid')
  }
  assert.equal(await admit('listEvents', 'phk_wrong'), 'too-many-failures')
  assert.equal(await admit('listEvents', made.secret), 'tenant')
  assert.equal(await admit('listTenants', operatorKey), 'operator')
  assert.equal(await admit('listEvents', 'phk_wrong'), 'too-many-failures')
})
