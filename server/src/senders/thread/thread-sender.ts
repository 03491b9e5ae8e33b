/**
 * Makes attempts in a worker thread, so that rendering, signing and sockets use a core of their
 * own while the main thread keeps the door and the store. Requests and results cross in batches,
 * one a turn of the loop.
 *
 * A thread that ends takes along what it was handed; a new one is started. What was not handed over
 * waits for a thread that serves, however long none can start. A crash of the process is what it
 * always is.
 */
import { Worker } from 'node:worker_threads'
import {
  type AttemptRequest,
  type Sender,
  SenderEnded,
  type SentAttempt,
} from '../../ports/sender.ts'
import { type FromThread, packRequests, type ResultBatch, unpackResults } from './attempt-wire.ts'

interface Asked {
  readonly turn: number
  readonly request: AttemptRequest
  readonly resolve: (sent: SentAttempt) => void
  readonly reject: (error: Error) => void
}

export interface ThreadSenderOptions {
  /** The module that calls `serveAttempts`. */
  readonly module: URL
  /** Handed to that module as its `workerData`. */
  readonly data: unknown
  /** Told of a thread that ended by itself. */
  readonly onEnd: (error: unknown) => void
}

/** Before a new thread; twice as long after each that ended without a result, up to the most. */
const restartMs = { least: 100, most: 60_000 } as const

export function createThreadSender(options: ThreadSenderOptions): Sender {
  return new ThreadSender(options)
}

/** What the collector lets new objects of the thread take; more saved no time here. */
const youngMebibytes = 48

class ThreadSender implements Sender {
  readonly #options: ThreadSenderOptions
  /** Handed to the thread, by turn. */
  readonly #inThread = new Map<number, Asked>()
  /** To be handed over. */
  #waiting: Asked[] = []
  /** Versions that the thread has, by subscription. */
  #known = new Map<number, number>()
  #worker: Worker
  /** It has come up: before that it is handed nothing, so that its end takes nothing along. */
  #isServing = false
  #restart: NodeJS.Timeout | undefined
  #restartWaitMs: number = restartMs.least
  #turn = 0
  #isFlushQueued = false
  #isClosed = false

  constructor(options: ThreadSenderOptions) {
    this.#options = options
    this.#worker = this.#start()
  }

  send(request: AttemptRequest): Promise<SentAttempt> {
    if (this.#isClosed) return Promise.reject(new Error('the sender is closed'))
    if (!this.#isFlushQueued) {
      this.#isFlushQueued = true
      setImmediate(() => this.#flush())
    }
    this.#turn += 1
    const turn = this.#turn
    return new Promise((resolve, reject) => this.#waiting.push({ turn, request, resolve, reject }))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#restart)
    for (const { reject } of [...this.#inThread.values(), ...this.#waiting]) {
      reject(new Error('the sender is closed'))
    }
    this.#inThread.clear()
    this.#waiting = []
    await this.#worker.terminate()
  }

  #flush(): void {
    this.#isFlushQueued = false
    if (!this.#isServing || this.#waiting.length === 0) return
    const handed = this.#waiting
    this.#waiting = []
    const unknown = new Map<number, AttemptRequest['subscription']>()
    for (const asked of handed) {
      this.#inThread.set(asked.turn, asked)
      const { subscription } = asked.request
      if (this.#known.get(subscription.number) === subscription.version) continue
      this.#known.set(subscription.number, subscription.version)
      unknown.set(subscription.number, subscription)
    }
    const batch = packRequests(handed, [...unknown.values()])
    this.#worker.postMessage(batch, [batch.bytes])
  }

  #start(): Worker {
    const { module, data, onEnd } = this.#options
    const resourceLimits = { maxYoungGenerationSizeMb: youngMebibytes }
    const worker = new Worker(module, { workerData: data, resourceLimits })
    let fault: unknown = null
    worker.on('message', (message: FromThread) => this.#receive(message))
    worker.on('error', (error) => (fault = error))
    worker.on('exit', (code) => {
      if (this.#isClosed) return
      onEnd(fault ?? new Error(`the thread exited with code ${code}`))
      this.#ended()
    })
    // The listening socket keeps the process up, never a thread.
    worker.unref()
    return worker
  }

  #receive(message: FromThread): void {
    if (message === 'serving') {
      this.#isServing = true
      this.#flush()
      return
    }
    this.#restartWaitMs = restartMs.least
    this.#answer(message)
  }

  #answer(batch: ResultBatch): void {
    const keyOf = (turn: number) => this.#inThread.get(turn)?.request.key ?? null
    for (const result of unpackResults(batch, keyOf)) {
      const asked = this.#inThread.get(result.turn)
      this.#inThread.delete(result.turn)
      if ('fault' in result) asked?.reject(new Error(result.fault))
      else asked?.resolve(result.sent)
    }
  }

  #ended(): void {
    const lost = [...this.#inThread.values()]
    this.#inThread.clear()
    this.#known = new Map()
    this.#isServing = false
    this.#restart = setTimeout(() => {
      this.#worker = this.#start()
    }, this.#restartWaitMs)
    this.#restart.unref()
    this.#restartWaitMs = Math.min(restartMs.most, this.#restartWaitMs * 2)
    for (const { reject } of lost) reject(new SenderEnded(lost.length))
  }
}
