/**
 * Asks the reader's thread. The thread is started with the first question and does not keep the
 * process up; when it dies, what it was asked is rejected and the next question starts another.
 */
import { Worker } from 'node:worker_threads'
import { CursorInvalid, HistoryBusy } from '../../ports/history.ts'
import type { HeavyReadName, HeavyRequest, HeavyResult, HistoryReader } from './heavy-reads.ts'

export interface ReaderStart {
  readonly path: string
  readonly epoch: string
  /** One 32-bit number; 1 asks to stop. */
  readonly cancelFlag: SharedArrayBuffer
}

export interface ReaderQuestion {
  readonly id: number
  readonly name: HeavyReadName
  readonly request: unknown
}

export type ReaderAnswer =
  | { readonly id: number; readonly kind: 'result'; readonly result: unknown }
  | {
      readonly id: number
      readonly kind: 'error'
      readonly errorName: string
      readonly message: string
    }

interface Asked {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Questions that may wait for the thread; each takes at most a second. */
const askedMax = 64

export class ThreadReader implements HistoryReader {
  readonly #path: string
  readonly #epoch: string
  readonly #cancelFlag = new SharedArrayBuffer(4)
  readonly #asked = new Map<number, Asked>()
  #thread: Worker | null = null
  #lastId = 0

  /** Whether the thread stays when nothing is asked of it; one that is asked rarely need not. */
  readonly #stays: boolean

  constructor(path: string, epoch: string, stays = true) {
    this.#path = path
    this.#epoch = epoch
    this.#stays = stays
  }

  read<Name extends HeavyReadName>(
    name: Name,
    request: HeavyRequest<Name>,
  ): Promise<HeavyResult<Name>> {
    if (this.#asked.size >= askedMax) {
      return Promise.reject(new HistoryBusy('too many queries wait for the reader of the store'))
    }
    const thread = (this.#thread ??= this.#start())
    this.#lastId += 1
    const id = this.#lastId
    if (this.#asked.size === 0) Atomics.store(new Int32Array(this.#cancelFlag), 0, 0)
    return new Promise<HeavyResult<Name>>((resolve, reject) => {
      this.#asked.set(id, { resolve: resolve as Asked['resolve'], reject })
      thread.postMessage({ id, name, request } satisfies ReaderQuestion)
      thread.ref()
    })
  }

  cancel(): void {
    Atomics.store(new Int32Array(this.#cancelFlag), 0, 1)
  }

  async close(): Promise<void> {
    this.cancel()
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
    this.#rejectAll(new HistoryBusy('the store is closed'))
  }

  #start(): Worker {
    const { href } = new URL('./reader-thread.ts', import.meta.url)
    const thread = new Worker(new URL(href), {
      workerData: {
        path: this.#path,
        epoch: this.#epoch,
        cancelFlag: this.#cancelFlag,
      } satisfies ReaderStart,
      // It gets no settings, which may hold keys.
      env: {},
    })
    thread.unref()
    thread.on('message', (answer: ReaderAnswer) => this.#answered(answer))
    thread.on('error', (error: Error) => this.#died(thread, error))
    thread.on('exit', () => this.#died(thread, new Error('the reader of the store has ended')))
    return thread
  }

  #answered(answer: ReaderAnswer): void {
    const asked = this.#asked.get(answer.id)
    this.#asked.delete(answer.id)
    // A query under way keeps the process up; an idle thread does not.
    if (this.#asked.size === 0) this.#rest()
    if (asked === undefined) return
    if (answer.kind === 'result') asked.resolve(answer.result)
    else asked.reject(toError(answer.errorName, answer.message))
  }

  #rest(): void {
    const thread = this.#thread
    thread?.unref()
    if (this.#stays) return
    this.#thread = null
    void thread?.terminate()
  }

  #died(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return
    this.#thread = null
    this.#rejectAll(error)
  }

  #rejectAll(error: Error): void {
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const { reject } of asked) reject(error)
  }
}

function toError(name: string, message: string): Error {
  if (name === 'CursorInvalid') return new CursorInvalid()
  if (name === 'HistoryBusy') return new HistoryBusy(message)
  return new Error(message)
}
