/**
 * A sending thread that a payload can end, for tests of what happens then. It opens no socket:
 * every attempt is accepted after a moment. Given `brokenStarts` it fails to come up so often.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { AttemptRequest, SentAttempt } from '../../src/ports/sender.ts'
import { serveAttempts } from '../../src/senders/thread/serve-attempts.ts'

export interface FragileData {
  /** Shared by all its threads: counted down by each start that fails. */
  readonly brokenStarts: Int32Array
}

/** In the data of an event: how it ends the thread. */
export type Poison = 'poison that exits' | 'poison that throws'

const { brokenStarts } = workerData as FragileData
if (Atomics.sub(brokenStarts, 0, 1) > 0) throw new Error('planted: it does not come up')

serveAttempts(parentPort!, async (request) => {
  const text = Buffer.from(request.event.data).toString()
  await wait(5)
  if (text.includes('poison that exits' satisfies Poison)) process.exit(1)
  if (text.includes('poison that throws' satisfies Poison)) {
    setImmediate(() => {
      throw new Error('planted: the thread ends')
    })
  }
  await wait(15)
  return accepted(request)
})

function accepted({ key, number, subscription }: AttemptRequest): SentAttempt {
  const { eventId, subscriptionNumber, run } = key
  return {
    reply: { kind: 'answered' },
    attempt: {
      eventId,
      subscriptionNumber,
      run,
      number,
      startedAtMs: Date.now(),
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 20 },
      outcome: { kind: 'accepted' },
      status: 200,
      replyText: '',
      bodyDigest: new Uint8Array(16),
      subscriptionVersion: subscription.version,
    },
  }
}
