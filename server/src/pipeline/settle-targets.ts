/**
 * Stored targets that only memory knows. About a second after acceptance whatever still has no
 * outcome gets a waiting row, and the store learns up to which event everything is settled. So a
 * crash never has to read more than the last seconds of events, whatever waits behind dead
 * endpoints.
 */
import type { Ports } from '../ports/ports.ts'
import { Fifo } from './fifo.ts'
import type { HeldDelivery } from './lane.ts'

const settleAfterMs = 1_000
/** Rows a write request holds: commits are shared by requests, and a large one holds up the loop. */
const rowsPerRequest = 256

/** Deliveries whose rows are being written: until that is known, memory alone knows them. */
interface RowsUnderWay {
  readonly items: readonly HeldDelivery[]
  readonly lowestSeq: number
}

export class SettleTargets {
  readonly #unsettled = new Fifo<HeldDelivery>()
  readonly #ports: Pick<Ports, 'store' | 'clock' | 'observer'>
  readonly #underWay = new Set<RowsUnderWay>()
  /** Whose rows could not be written; tried again with the next ones. */
  #rowless: HeldDelivery[] = []
  #newestSeq = 0
  #settledSeq = 0
  #cancel: (() => void) | null = null
  #isStopped = false
  #isSettling = false

  constructor(ports: Pick<Ports, 'store' | 'clock' | 'observer'>) {
    this.#ports = ports
  }

  start(): void {
    this.#cancel = this.#ports.clock.after(settleAfterMs, () => {
      void this.#settleDue().finally(() => {
        if (!this.#isStopped) this.start()
      })
    })
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
  }

  /** An event is stored; called in the order of acceptance. */
  noteStored(seq: number): void {
    this.#newestSeq = Math.max(this.#newestSeq, seq)
  }

  /** A first attempt that has no row. */
  note(item: HeldDelivery): void {
    this.#unsettled.push(item)
  }

  /**
   * Gives rows to these now. Each is marked before the commit: an outcome that is recorded
   * meanwhile goes into a later or the same commit and knows of the row.
   */
  async giveRows(items: readonly HeldDelivery[]): Promise<void> {
    const rowless = items.filter((item) => item.needsRow && !item.isRecording)
    const requests: RowsUnderWay[] = []
    for (let start = 0; start < rowless.length; start += rowsPerRequest) {
      requests.push(rowsUnderWay(rowless.slice(start, start + rowsPerRequest)))
    }
    if (requests.length === 0) requests.push(rowsUnderWay([]))
    for (const request of requests) this.#underWay.add(request)
    const results = await Promise.allSettled(requests.map((request) => this.#write(request)))
    const failed = results.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }

  /** One request: these rows, and the mark as far as everything else allows it. */
  async #write(request: RowsUnderWay): Promise<void> {
    const { items } = request
    const settledSeq = this.#settleable(request)
    for (const item of items) {
      item.hasRow = true
      item.needsRow = false
    }
    try {
      if (items.length === 0 && settledSeq === this.#settledSeq) return
      await this.#ports.store.deliveries.keepWaiting({
        deliveries: items.map((item) => item.delivery),
        settledSeq,
      })
      this.#settledSeq = Math.max(this.#settledSeq, settledSeq)
    } catch (error) {
      // It may have been written all the same, so an outcome has to look for the row.
      for (const item of items) item.needsRow = true
      this.#rowless.push(...items)
      throw error
    } finally {
      this.#underWay.delete(request)
    }
  }

  async #settleDue(): Promise<void> {
    if (this.#isSettling) return
    this.#isSettling = true
    const untilMs = this.#ports.clock.nowMs() - settleAfterMs
    const due = this.#takeRowless()
    for (let first = this.#unsettled.peek(); first !== undefined; first = this.#unsettled.peek()) {
      if (!isSettled(first)) {
        // Its outcome is being committed: until that is on disk nothing above it is settled.
        if (first.isRecording || first.queuedAtMs > untilMs) break
        due.push(first)
      }
      this.#unsettled.shift()
    }
    try {
      await this.giveRows(due)
    } catch (error) {
      this.#ports.observer.observe({ kind: 'fault', where: 'settle-targets', error })
    } finally {
      this.#isSettling = false
    }
  }

  /** Those that still need a row; one whose outcome is being committed stays until that is known. */
  #takeRowless(): HeldDelivery[] {
    const open = this.#rowless.filter((item) => !isSettled(item))
    this.#rowless = open.filter((item) => item.isRecording)
    return open.filter((item) => !item.isRecording)
  }

  /**
   * Below the oldest target that only memory knows, everything has an outcome or a row. Rows on
   * their way may yet be refused; those of the request that carries the mark share its commit.
   */
  #settleable(own: RowsUnderWay): number {
    const first = this.#unsettled.peek()
    let seq = first === undefined ? this.#newestSeq : first.delivery.eventSeq - 1
    for (const item of this.#rowless) seq = Math.min(seq, item.delivery.eventSeq - 1)
    for (const request of this.#underWay) {
      if (request !== own) seq = Math.min(seq, request.lowestSeq - 1)
    }
    return Math.max(this.#settledSeq, seq)
  }
}

function rowsUnderWay(items: readonly HeldDelivery[]): RowsUnderWay {
  const lowestSeq = items.reduce((seq, { delivery }) => Math.min(seq, delivery.eventSeq), Infinity)
  return { items, lowestSeq }
}

/** It has a row, or its outcome is on disk and memory let go of it. */
function isSettled(item: HeldDelivery): boolean {
  return !item.needsRow || !item.lane.held.has(item)
}
