/** What every script store promises: what was put is found, by its tenant and its name alone. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hourMs, type OpenFresh, startMs, StoreWorld, withStore } from './fresh-store.ts'

export function scriptStoreContract(engine: string, open: OpenFresh): void {
  describe(`script store on ${engine}`, () => {
    test('a script is found by its name, after a crash too, and to the letter', () =>
      withStore(open, async (fresh, world) => {
        const tenantKey = world.tenant.key
        const source = 'log("kundebesøk – æøå \\\" \' $1 ?1")\n\t// end'
        const request = { tenantKey, name: 'ScriptHook1', source, nowMs: startMs }
        const { script, isNew } = await world.store.scripts.put(request)
        assert.equal(isNew, true)
        assert.deepEqual(script, {
          tenantKey,
          name: 'ScriptHook1',
          source,
          createdAtMs: startMs,
          updatedAtMs: startMs,
        })
        await fresh.crash()
        assert.deepEqual(await fresh.store.scripts.find(tenantKey, 'ScriptHook1'), script)
        assert.equal(await fresh.store.scripts.find(tenantKey, 'scripthook1'), null)
      }))

    test('the same name again replaces the source and keeps when it was made', () =>
      withStore(open, async (_fresh, world) => {
        const { scripts } = world.store
        const request = { tenantKey: world.tenant.key, name: 'a', source: '1', nowMs: startMs }
        await scripts.put(request)
        const second = await scripts.put({ ...request, source: '2', nowMs: startMs + hourMs })
        assert.equal(second.isNew, false)
        assert.equal(second.script.source, '2')
        assert.equal(second.script.createdAtMs, startMs)
        assert.equal(second.script.updatedAtMs, startMs + hourMs)
        assert.deepEqual(await scripts.list(request.tenantKey), [second.script])
      }))

    test('two that are put at once under one name leave one', () =>
      withStore(open, async (_fresh, world) => {
        const { scripts } = world.store
        const request = { tenantKey: world.tenant.key, name: 'a', source: '1', nowMs: startMs }
        const both = await Promise.all([scripts.put(request), scripts.put(request)])
        assert.equal(both.filter(({ isNew }) => isNew).length, 1)
        assert.equal((await scripts.list(request.tenantKey)).length, 1)
      }))

    test('scripts are listed by name, and those of another tenant are not there', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Other')
        for (const name of ['b', 'A', 'c']) {
          const { key: tenantKey } = world.tenant
          await world.store.scripts.put({ tenantKey, name, source: name, nowMs: startMs })
        }
        const listed = await world.store.scripts.list(world.tenant.key)
        assert.deepEqual(
          listed.map(({ name }) => name),
          ['A', 'b', 'c'],
        )
        assert.deepEqual(await world.store.scripts.list(other.tenant.key), [])
        assert.equal(await world.store.scripts.find(other.tenant.key, 'A'), null)
        assert.equal(await world.store.scripts.remove(other.tenant.key, 'A'), false)
        assert.equal((await world.store.scripts.list(world.tenant.key)).length, 3)
      }))

    test('a removed script is gone, after a crash too', () =>
      withStore(open, async (fresh, world) => {
        const { key: tenantKey } = world.tenant
        await world.store.scripts.put({ tenantKey, name: 'a', source: '1', nowMs: startMs })
        assert.equal(await world.store.scripts.remove(tenantKey, 'a'), true)
        assert.equal(await world.store.scripts.remove(tenantKey, 'a'), false)
        await fresh.crash()
        assert.equal(await fresh.store.scripts.find(tenantKey, 'a'), null)
      }))
  })
}
