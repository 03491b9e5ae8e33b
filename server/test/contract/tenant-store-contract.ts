/** What every tenant store promises: one tenant an id, and keys that open what they should. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NewKey } from '../../src/ports/tenant-store.ts'
import { type OpenFresh, startMs, StoreWorld, withStore } from './fresh-store.ts'

export function tenantStoreContract(engine: string, open: OpenFresh): void {
  describe(`tenant store on ${engine}`, () => {
    test('a tenant is found by its id, after a crash too; an id is taken once', () =>
      withStore(open, async (fresh, world) => {
        const { tenants } = world.store
        const request = { id: 'Cust7', name: 'Seven', nowMs: startMs }
        const twins = [tenants.createTenant(request), tenants.createTenant(request)]
        const [tenant, twin] = await Promise.all(twins)
        assert.equal(twin, null)
        assert.equal(tenant?.name, 'Seven')
        await fresh.crash()
        assert.deepEqual(await fresh.store.tenants.findTenant('Cust7'), tenant)
        assert.equal(await fresh.store.tenants.createTenant(request), null)
        assert.equal(await fresh.store.tenants.findTenant('cust7'), null)
      }))

    test('tenants are listed by id, page by page', () =>
      withStore(open, async (fresh, world) => {
        for (const id of ['b', 'C', 'a']) await StoreWorld.begin(fresh, id)
        const page = async (afterId: string | null): Promise<string[]> => {
          const found = await world.store.tenants.listTenants({ kind: 'tenant', afterId, limit: 2 })
          return found.map((tenant) => tenant.id)
        }
        assert.deepEqual(await page(null), ['C', 'Cust12345'])
        assert.deepEqual(await page('Cust12345'), ['a', 'b'])
        assert.deepEqual(await page('b'), [])
      }))

    test('a key is found by its secret alone, after a crash too', () =>
      withStore(open, async (fresh, world) => {
        const key = await world.store.tenants.createKey(newKey(world, '1'))
        assert.deepEqual(key, {
          id: keyId('1'),
          tenantKey: world.tenant.key,
          tenantId: world.tenant.id,
          name: 'CRM',
          scopes: ['manage', 'ingest'],
          application: 'app-1',
          prefix: 'phk_secret_1',
          createdAtMs: startMs,
          revokedAtMs: null,
          lastUsedAtMs: null,
        })
        for (const isCrashed of [false, true]) {
          if (isCrashed) await fresh.crash()
          const { tenants } = fresh.store
          assert.deepEqual(await tenants.findKey(secretOf('1')), key)
          assert.equal(await tenants.findKey(secretOf('2')), null)
          assert.equal(await tenants.findKey('phk_secret_1'), null)
          assert.equal(await tenants.findKey(''), null)
        }
      }))

    test('without an application a key is one by itself', () =>
      withStore(open, async (_, world) => {
        const key = await world.store.tenants.createKey({
          ...newKey(world, '1'),
          application: null,
        })
        assert.equal(key.application, key.id)
      }))

    test('a revoked key opens nothing, is listed, and keeps the time of its first revocation', () =>
      withStore(open, async (fresh, world) => {
        const { tenants } = world.store
        const key = await tenants.createKey(newKey(world, '1'))
        const revoke = (nowMs: number) =>
          tenants.revokeKey({ tenantKey: world.tenant.key, id: key.id, nowMs })
        assert.equal(await revoke(startMs + 1), true)
        assert.equal(await tenants.findKey(secretOf('1')), null)
        assert.equal(await revoke(startMs + 2), true)
        await fresh.crash()
        assert.equal(await fresh.store.tenants.findKey(secretOf('1')), null)
        const listed = await fresh.store.tenants.listKeys(world.tenant.key)
        assert.deepEqual(listed, [{ ...key, revokedAtMs: startMs + 1 }])
      }))

    test('another tenant sees and revokes no key', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const { tenants } = world.store
        const { id } = await tenants.createKey(newKey(world, '1'))
        const request = { tenantKey: other.tenant.key, id, nowMs: startMs }
        assert.equal(await tenants.revokeKey(request), false)
        assert.deepEqual(await tenants.listKeys(other.tenant.key), [])
        assert.ok(await tenants.findKey(secretOf('1')))
      }))

    test('when a key was last used only moves forward', () =>
      withStore(open, async (fresh, world) => {
        const { id } = await world.store.tenants.createKey(newKey(world, '1'))
        await world.store.tenants.noteKeyUse([{ id, atMs: startMs + 9 }])
        await world.store.tenants.noteKeyUse([{ id, atMs: startMs + 5 }])
        await fresh.crash()
        const [key] = await fresh.store.tenants.listKeys(world.tenant.key)
        assert.equal(key?.lastUsedAtMs, startMs + 9)
      }))
  })
}

function keyId(digit: string): `key_${string}` {
  return `key_${digit.repeat(32)}`
}

function secretOf(digit: string): string {
  return `phk_secret_${digit}_0123456789abcdef`
}

function newKey(world: StoreWorld, digit: string): NewKey {
  return {
    id: keyId(digit),
    tenantKey: world.tenant.key,
    name: 'CRM',
    scopes: ['manage', 'ingest'],
    application: 'app-1',
    secret: secretOf(digit),
    nowMs: startMs,
  }
}
