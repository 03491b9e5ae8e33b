/**
 * The sending thread's own entry: it opens dialects and dispatcher for itself and serves attempts.
 * It owns sockets and nothing else; what it does not finish is sent again.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openDialects, openDispatcher, type SendingConfig } from './open-senders.ts'
import { makeAttempt } from './pipeline/send-delivery.ts'
import { serveAttempts } from './senders/thread/serve-attempts.ts'
import { systemClock } from './system/system-clock.ts'

// Handed over by `open-service.ts`, which alone starts this thread.
const config = workerData as SendingConfig
const dispatcher = openDispatcher(config)
const ports = {
  clock: systemClock,
  dialects: openDialects(config),
  dispatchers: () => dispatcher,
}
if (parentPort === null) throw new Error('this module runs in a thread of its own')
serveAttempts(parentPort, (request) => makeAttempt(request, ports))
