/** How far a copy is can be read on a terminal and in a log. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CopyStep } from '../stores/copy/copy-store.ts'
import { CopyProgress } from './copy-progress.ts'

const step = (table: string, doneCount: number): CopyStep => ({
  phase: 'copying',
  table,
  doneCount,
  totalCount: 1_000,
})

function shown(
  isTTY: boolean,
  run: (note: (atMs: number, step: CopyStep) => void) => void,
): string {
  let text = ''
  let nowMs = 0
  const output = { isTTY, write: (part: string) => (text += part) }
  const progress = new CopyProgress(output, { monotonicMs: () => nowMs })
  run((atMs, one) => {
    nowMs = atMs
    progress.note(one)
  })
  progress.end()
  return text
}

test('elsewhere than on a terminal there are plain lines seconds apart, with rate and time left', () => {
  const text = shown(false, (note) => {
    note(0, step('event', 200))
    note(1_000, step('event', 300))
    note(5_000, step('event', 400))
    note(6_000, step('event', 1_000))
    note(6_000, step('delivery', 0))
  })
  assert.deepEqual(text.split('\n'), [
    'copying    event                  400 of 1,000  40/s  15 s left',
    'copying    event                  1,000 of 1,000  133/s',
    'copying    delivery               0 of 1,000',
    '',
  ])
})

test('on a terminal one line of a table is written over, not more than ten times a second', () => {
  const text = shown(true, (note) => {
    for (const atMs of [0, 10, 20, 150, 160]) note(atMs, step('event', atMs))
    note(170, step('delivery', 0))
  })
  assert.equal(text.split('\n').length, 3, 'a line for each table')
  assert.equal(text.split('\r').length - 1, 5, 'first, at 150 ms, last; and of the next two')
  const name = `copying    ${'event'.padEnd(22)}`
  assert.ok(text.includes(`\r${name} 160 of 1,000\u001b[K\n`), text)
})
