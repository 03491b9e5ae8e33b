import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownCaller } from '../caller.ts'
import { isProblem } from '../problems.ts'
import { LiveReaders } from './live-readers.ts'

const ofKey = (tenantKey: number, id: string) =>
  ({ kind: 'tenant', key: { tenantKey, id } }) as unknown as KnownCaller
const operator: KnownCaller = { kind: 'operator' }

/** How many places a caller gets, up to 30, and what ends one of them. */
function placesOf(readers: LiveReaders, caller: KnownCaller): (() => void)[] {
  const taken = Array.from({ length: 30 }, () => readers.take(caller))
  return taken.flatMap((place) => (isProblem(place) ? [] : [place]))
}

test('one tenant leaves places of the live feed to others, whatever number of keys it has', () => {
  const readers = new LiveReaders(1_000)
  const taken = ['a', 'b', 'c', 'd'].flatMap((id) => placesOf(readers, ofKey(1, id)))
  assert.equal(taken.length, 50)
  assert.equal(placesOf(readers, ofKey(2, 'e')).length, 20)
  taken[0]?.()
  assert.equal(placesOf(readers, ofKey(1, 'f')).length, 1)
})

test('all tenants together leave places of the live feed to the operator', () => {
  const readers = new LiveReaders(1_000)
  const ofTenants = Array.from({ length: 20 }, (_, index) =>
    placesOf(readers, ofKey(index, `key ${index}`)),
  )
  assert.equal(ofTenants.flat().length, 180)
  assert.equal(placesOf(readers, operator).length, 20)
})
