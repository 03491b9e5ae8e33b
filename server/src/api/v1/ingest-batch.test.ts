import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../ports/observer.ts'
import type { AcceptRequest, AcceptResult } from '../../pipeline/pipeline.ts'
import { systemClock } from '../../system/system-clock.ts'
import { isProblem } from '../problems.ts'
import { ingestBatch } from './ingest-batch.ts'

test('an item that fails by a fault of ours hides nothing of those that are on disk', async () => {
  const facts: Fact[] = []
  const accepted: AcceptResult = { kind: 'accepted', id: 'evt_1', matched: 2, isRepeat: false }
  const tenantLimits = { secondsToWait: () => 0 }
  const pipeline = {
    acceptEvent: async ({ type }: AcceptRequest) => {
      if (type === 'a.bad') throw new Error('planted secret of the inside')
      return accepted
    },
  }
  const items = ['a.good', 'a.bad', 'a.good'].map((type) => ({ type, data: {} }))
  const answer = await ingestBatch(
    {
      tenant: { key: 1, id: 'Cust1' },
      rawBody: Buffer.from(JSON.stringify(items)),
      isLines: false,
      hasFilters: false,
      traceparent: undefined,
    },
    {
      door: {
        pipeline,
        tenantLimits,
        clock: systemClock,
        observer: { observe: (fact) => facts.push(fact) },
      },
      deliverAtMsMax: 0,
      checkData: null,
      hold: null,
    },
  )
  assert.ok(!isProblem(answer))
  const text = JSON.stringify(answer.body)
  const { data } = JSON.parse(text) as { data: { status: number; problem?: { code: string } }[] }
  assert.deepEqual(
    data.map(({ status, problem }) => [status, problem?.code]),
    [
      [202, undefined],
      [500, 'fault'],
      [202, undefined],
    ],
  )
  assert.ok(!text.includes('planted'))
  assert.deepEqual(
    facts.map(({ kind }) => kind),
    ['fault'],
  )
})
