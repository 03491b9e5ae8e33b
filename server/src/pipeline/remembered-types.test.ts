import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RememberedTypes, type TypesOfTenant } from './remembered-types.ts'

const numbersOf = (count: number) => Array.from({ length: count }, (_, index) => index)

test('the lists of all tenants together stay within the bound, and the oldest go first', () => {
  const types = new RememberedTypes(10_000)
  const tenants = [new Map(), new Map()] as TypesOfTenant[]
  for (let count = 0; count < 100; count += 1) {
    types.remember(tenants[count % 2]!, `made.up${count}`, numbersOf(1_000))
  }
  const left = tenants.map((tenant) => [...tenant.keys()])
  assert.deepEqual(left[0], ['made.up92', 'made.up94', 'made.up96', 'made.up98'])
  assert.deepEqual(left[1], ['made.up91', 'made.up93', 'made.up95', 'made.up97', 'made.up99'])
})

test('types that nobody wants are bounded as well', () => {
  const types = new RememberedTypes(10_000)
  const tenant: TypesOfTenant = new Map()
  for (let count = 0; count < 5_000; count += 1) types.remember(tenant, `made.up${count}`, [])
  assert.ok(tenant.size > 100 && tenant.size < 1_000)
})

test('a type that is asked for again and again stays, however many others come', () => {
  const types = new RememberedTypes(10_000)
  const [tenant, other] = [new Map(), new Map()] as [TypesOfTenant, TypesOfTenant]
  types.remember(tenant, 'contact.changed', numbersOf(500))
  for (let count = 0; count < 1_000; count += 1) {
    assert.equal(types.find(tenant, 'contact.changed')?.length, 500)
    types.remember(other, `made.up${count}`, numbersOf(1_000))
  }
})

test('a list longer than the bound is not kept', () => {
  const types = new RememberedTypes(1_000)
  const tenant: TypesOfTenant = new Map()
  types.remember(tenant, 'all.greeted', numbersOf(2_000))
  assert.equal(types.find(tenant, 'all.greeted'), undefined)
})

test('what a tenant forgets leaves room for others', () => {
  const types = new RememberedTypes(10_000)
  const [tenant, other] = [new Map(), new Map()] as [TypesOfTenant, TypesOfTenant]
  types.remember(other, 'contact.changed', numbersOf(5_000))
  for (let count = 0; count < 100; count += 1) {
    types.remember(tenant, `made.up${count}`, numbersOf(1_000))
    types.forget(tenant)
  }
  assert.equal(types.find(tenant, 'made.up1'), undefined)
  assert.equal(types.find(other, 'contact.changed')?.length, 5_000)
})
