import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FragileData, Poison } from '../../../test/world/fragile-sending-thread.ts'
import { senderContract } from '../../../test/contract/sender-contract.ts'
import { type AttemptRequest, SenderEnded } from '../../ports/sender.ts'
import { createThreadSender } from './thread-sender.ts'

const sendingThread = new URL('../../sending-thread.ts', import.meta.url)
const data = {
  allowTargets: ['127.0.0.0/8'],
  allowHttpTargets: true,
  extraCaPem: null,
  crl: [],
  crlsAtStart: [],
  idleSocketsMax: 1_000,
  inFlightPerOrigin: 8,
  attemptTimeoutSeconds: 15,
  superofficeAcceptAny2xx: false,
  superofficeVersion: '12.4.1514.0',
}
senderContract(() =>
  Promise.resolve(createThreadSender({ module: sendingThread, data, onEnd: () => {} })),
)

const fragileThread = new URL('../../../test/world/fragile-sending-thread.ts', import.meta.url)

function openFragile(brokenStartCount = 0) {
  const brokenStarts = new Int32Array(new SharedArrayBuffer(4))
  brokenStarts[0] = brokenStartCount
  const endedAtMs: number[] = []
  const sender = createThreadSender({
    module: fragileThread,
    data: { brokenStarts } satisfies FragileData,
    onEnd: () => endedAtMs.push(performance.now()),
  })
  return { sender, endedAtMs }
}

for (const poison of ['poison that exits', 'poison that throws'] satisfies Poison[]) {
  test(`a ${poison} takes along what was in the thread, each told how many, and another goes on`, async () => {
    const { sender, endedAtMs } = openFragile()
    await sender.send(request('first'))
    const sent = await Promise.allSettled(
      ['one', poison, 'other'].map((text) => sender.send(request(text))),
    )
    for (const one of sent) {
      assert.equal(one.status, 'rejected')
      assert.ok(one.status === 'rejected' && one.reason instanceof SenderEnded)
      assert.equal(one.reason.attemptCount, 3)
    }
    assert.equal(endedAtMs.length, 1)
    assert.equal((await sender.send(request('next'))).attempt.status, 200)
    await sender.close()
  })
}

test('what is sent while no thread comes up waits for one that does, at growing distances', async () => {
  const { sender, endedAtMs } = openFragile(3)
  const sent = await Promise.all(['one', 'other'].map((text) => sender.send(request(text))))
  assert.deepEqual(
    sent.map(({ attempt }) => attempt.status),
    [200, 200],
  )
  assert.equal(endedAtMs.length, 3)
  assert.ok(endedAtMs[1]! - endedAtMs[0]! >= 100)
  assert.ok(endedAtMs[2]! - endedAtMs[1]! >= 200)
  await sender.close()
})

test('what waits for a thread is given back when the sender is closed', async () => {
  const { sender } = openFragile(1_000)
  const sending = assert.rejects(sender.send(request('one')), /closed/)
  await sender.close()
  await sending
})

function request(text: string): AttemptRequest {
  return {
    key: { eventId: 'evt_1', subscriptionNumber: 1, run: 0 },
    event: { data: Buffer.from(text) } as never,
    subscription: { number: 1, version: 1 } as never,
    number: 1,
    cycle: 1,
    timeoutMs: 1_000,
  }
}
