import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LaneQueue } from './lane-queue.ts'

const first = (queuedAtMs: number) => ({ isFirst: true, queuedAtMs })
const later = (queuedAtMs: number) => ({ isFirst: false, queuedAtMs })

function queueOf(...items: readonly { readonly isFirst: boolean; readonly queuedAtMs: number }[]) {
  const queue = new LaneQueue<(typeof items)[number]>()
  for (const item of items) queue.push(item)
  return queue
}

test('first attempts go past those that are none, each kind in its order', () => {
  const queue = queueOf(later(1), later(2), first(3), first(4))
  const taken = [1, 2, 3, 4].map(() => queue.take('some')?.queuedAtMs)
  assert.deepEqual(taken, [3, 4, 1, 2])
  assert.equal(queue.take('some'), undefined)
})

test('one that is no first attempt goes first when it is owed its turn', () => {
  const queue = queueOf(first(1), later(2))
  assert.equal(queue.take('owed')?.queuedAtMs, 2)
  assert.equal(queue.take('owed')?.queuedAtMs, 1)
})

test('without room for them none but first attempts go', () => {
  const queue = queueOf(later(1), first(2))
  assert.equal(queue.take('none')?.queuedAtMs, 2)
  assert.equal(queue.take('none'), undefined)
  assert.equal(queue.length, 1)
})

test('the oldest of both kinds tells how long it waits', () => {
  assert.equal(queueOf().oldestAtMs(), null)
  assert.equal(queueOf(first(5), later(3)).oldestAtMs(), 3)
})

test('draining empties it of both kinds', () => {
  const queue = queueOf(later(1), first(2))
  assert.equal(queue.drain().length, 2)
  assert.equal(queue.length, 0)
})
