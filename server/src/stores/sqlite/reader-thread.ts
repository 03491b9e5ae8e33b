/**
 * The thread that reads history: a connection of its own that cannot write, one query at a time.
 * It holds nothing that is not in the file, so it may be ended at any moment.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type HeavyReadName, type HeavyRequest, runHeavyRead } from './heavy-reads.ts'
import type { ReadContext } from './read-context.ts'
import { openReader } from './sqlite-engine.ts'
import type { ReaderAnswer, ReaderQuestion, ReaderStart } from './thread-reader.ts'

const { path, epoch, cancelFlag } = workerData as ReaderStart
const flag = new Int32Array(cancelFlag)
const port = parentPort!
const engine = openReader(path)

const context: ReadContext = {
  engine,
  epoch,
  nowMs: () => performance.now(),
  isCancelled: () => Atomics.load(flag, 0) === 1,
}

port.on('message', (question: ReaderQuestion) => {
  port.postMessage(answer(question))
})

function answer({ id, name, request }: ReaderQuestion): ReaderAnswer {
  try {
    const result = runHeavyRead(context, name, request as HeavyRequest<HeavyReadName>)
    return { id, kind: 'result', result }
  } catch (error) {
    const { name: errorName, message } = error instanceof Error ? error : new Error(String(error))
    return { id, kind: 'error', errorName, message }
  }
}
