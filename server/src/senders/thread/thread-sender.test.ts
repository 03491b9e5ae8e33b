import assert from 'node:assert/strict'
import { test } from 'node:test'
import { senderContract } from '../../../test/contract/sender-contract.ts'
import { createThreadSender } from './thread-sender.ts'

const sendingThread = new URL('../../sending-thread.ts', import.meta.url)
const data = {
  allowTargets: ['127.0.0.0/8'],
  allowHttpTargets: true,
  extraCaPem: null,
  idleSocketsMax: 1_000,
  inFlightPerOrigin: 8,
  attemptTimeoutSeconds: 15,
  superofficeAcceptAny2xx: false,
  superofficeVersion: '12.4.1514.0',
}
const open = (module: URL, onEnd: (error: unknown) => void = () => {}) =>
  createThreadSender({ module, data, onEnd })

senderContract(() => Promise.resolve(open(sendingThread)))

test('a thread that ends takes its attempts along as faults of ours, and another goes on', async () => {
  const broken = new URL('data:text/javascript,throw new Error("planted")')
  let endCount = 0
  const sender = open(broken, () => (endCount += 1))
  await assert.rejects(
    sender.send({
      key: { eventId: 'evt_1', subscriptionNumber: 1, run: 0 },
      event: { data: new Uint8Array(0) } as never,
      subscription: { number: 1, version: 1 } as never,
      number: 1,
      cycle: 1,
      timeoutMs: 1,
    }),
    /ended in the middle/,
  )
  assert.ok(endCount >= 1)
  await sender.close()
})
