/** A list that is read and told at once: nothing is lost, doubled or made older. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListPage } from '../src/api/pages.ts'
import { LiveList } from '../src/api/live-list.ts'

interface Row {
  readonly id: string
  readonly state: number
}

function makeList() {
  const answers: ((page: ListPage<Row>) => void)[] = []
  const list = new LiveList<Row>({
    read: () => new Promise((resolve) => answers.push(resolve)),
    keyOf: ({ id }) => id,
    isWanted: ({ state }) => state < 10,
    laterOf: (kept, told) => (told.state >= kept.state ? told : kept),
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    list,
    shown: () => list.view().rows.map(({ id, state }) => `${id}${state}`),
    async answer(rows: readonly string[], next: string | null = null) {
      const data = rows.map((text) => ({ id: text[0]!, state: Number(text.slice(1)) }))
      answers.shift()!({ data, next_cursor: next })
      await turn()
    },
  }
}

const row = (text: string): Row => ({ id: text[0]!, state: Number(text.slice(1)) })
const atTop = { isReading: false }
const away = { isReading: true }

test('new rows come on top, changed rows change in their place', async () => {
  const { list, shown, answer } = makeList()
  list.reload()
  await answer(['b1', 'a1'])
  list.tell([row('c1'), row('a2'), row('d1')], atTop)
  assert.deepEqual(shown(), ['d1', 'c1', 'b1', 'a2'])
})

test('while a reader is elsewhere new rows wait, changed ones do not, and then all are there', async () => {
  const { list, shown, answer } = makeList()
  list.reload()
  await answer(['b1', 'a1'])
  list.tell([row('c1'), row('a2')], away)
  list.tell([row('d1'), row('c2')], away)
  assert.deepEqual(shown(), ['b1', 'a2'])
  assert.equal(list.view().waitingCount, 2)
  list.release()
  assert.deepEqual(shown(), ['d1', 'c2', 'b1', 'a2'])
})

test('a row that is told while its page is on its way stands there once, as it was last', async () => {
  const { list, shown, answer } = makeList()
  list.reload()
  list.tell([row('a3'), row('z1')], atTop)
  await answer(['b1', 'a1'], 'more')
  assert.deepEqual(shown(), ['z1', 'b1', 'a3'])
  list.loadMore()
  list.tell([row('y5')], atTop)
  list.tell([row('x11')], atTop)
  await answer(['y1', 'x1', 'w1'])
  assert.deepEqual(shown(), ['y5', 'z1', 'b1', 'a3', 'x11', 'w1'])
  assert.ok(list.view().isComplete)
})

test('rows that do not fit are not put on top, and a later reading makes an earlier one void', async () => {
  const { list, shown, answer } = makeList()
  list.reload()
  list.reload()
  await answer(['o1'])
  assert.deepEqual(shown(), [])
  await answer(['a1'])
  list.tell([row('n12')], atTop)
  assert.deepEqual(shown(), ['a1'])
})

test('an empty page that is not the last leads to the next by itself', async () => {
  const { list, shown, answer } = makeList()
  list.reload()
  await answer([], 'more')
  await answer(['a1'])
  assert.deepEqual(shown(), ['a1'])
})
