/**
 * Makes attempts in a worker thread, so that rendering, signing and sockets use a core of their
 * own while the main thread keeps the door and the store. Requests and results cross in batches,
 * one a turn of the loop.
 *
 * A thread that ends takes its attempts along: each is a fault of ours, counts against nobody and
 * is made again; a new thread is started. A crash of the process is what it always is.
 */
import { Worker } from 'node:worker_threads'
import type { DeliveryKey } from '../../domain/ids.ts'
import type { AttemptRequest, Sender, SentAttempt } from '../../ports/sender.ts'
import {
  type NumberedRequest,
  packRequests,
  type ResultBatch,
  unpackResults,
} from './attempt-wire.ts'

interface Pending {
  readonly key: DeliveryKey
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

/** A thread that cannot even start must not be started in a tight loop. */
const restartAfterMs = 1_000

export function createThreadSender(options: ThreadSenderOptions): Sender {
  return new ThreadSender(options)
}

class ThreadSender implements Sender {
  readonly #options: ThreadSenderOptions
  readonly #pending = new Map<number, Pending>()
  /** Null between the end of one thread and the start of the next. */
  #worker: Worker | null
  /** Versions that the thread has, by subscription. */
  #known = new Map<number, number>()
  #waiting: NumberedRequest[] = []
  #restart: NodeJS.Timeout | undefined
  #turn = 0
  #isFlushQueued = false
  #isClosed = false

  constructor(options: ThreadSenderOptions) {
    this.#options = options
    this.#worker = this.#start()
  }

  send(request: AttemptRequest): Promise<SentAttempt> {
    if (this.#isClosed) return Promise.reject(new Error('the sender is closed'))
    this.#turn += 1
    const turn = this.#turn
    this.#waiting.push({ turn, request })
    if (!this.#isFlushQueued) {
      this.#isFlushQueued = true
      setImmediate(() => this.#flush())
    }
    const { key } = request
    return new Promise((resolve, reject) => this.#pending.set(turn, { key, resolve, reject }))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#fail(new Error('the sender is closed'))
    clearTimeout(this.#restart)
    await this.#worker?.terminate()
  }

  #flush(): void {
    this.#isFlushQueued = false
    if (this.#worker === null || this.#waiting.length === 0) return
    const requests = this.#waiting
    this.#waiting = []
    const unknown = new Map<number, AttemptRequest['subscription']>()
    for (const { request } of requests) {
      const { subscription } = request
      if (this.#known.get(subscription.number) === subscription.version) continue
      this.#known.set(subscription.number, subscription.version)
      unknown.set(subscription.number, subscription)
    }
    const batch = packRequests(requests, [...unknown.values()])
    this.#worker.postMessage(batch, [batch.bytes])
  }

  #start(): Worker {
    const { module, data, onEnd } = this.#options
    const worker = new Worker(module, { workerData: data })
    worker.on('message', (batch: ResultBatch) => this.#receive(batch))
    worker.on('error', (error) => onEnd(error))
    worker.on('exit', () => this.#ended(worker))
    // The listening socket keeps the process up, never a thread.
    worker.unref()
    return worker
  }

  #receive(batch: ResultBatch): void {
    const keyOf = (turn: number): DeliveryKey | null => this.#pending.get(turn)?.key ?? null
    for (const result of unpackResults(batch, keyOf)) {
      const pending = this.#pending.get(result.turn)
      this.#pending.delete(result.turn)
      if ('fault' in result) pending?.reject(new Error(result.fault))
      else pending?.resolve(result.sent)
    }
  }

  #ended(worker: Worker): void {
    if (this.#isClosed || worker !== this.#worker) return
    this.#known = new Map()
    this.#worker = null
    // What was not handed over yet waits for the next thread.
    const waiting = new Set(this.#waiting.map(({ turn }) => turn))
    this.#fail(new Error('the sending thread ended in the middle of an attempt'), waiting)
    this.#restart = setTimeout(() => {
      this.#worker = this.#start()
      this.#flush()
    }, restartAfterMs)
    this.#restart.unref()
  }

  #fail(error: Error, spared: ReadonlySet<number> = new Set()): void {
    for (const [turn, { reject }] of [...this.#pending]) {
      if (spared.has(turn)) continue
      this.#pending.delete(turn)
      reject(error)
    }
  }
}
