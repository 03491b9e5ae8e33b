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

export class SettleTargets {
  readonly #unsettled = new Fifo<HeldDelivery>()
  readonly #ports: Pick<Ports, 'store' | 'clock' | 'observer'>
  /** Whose rows could not be written; tried again with the next ones. */
  readonly #rowless: HeldDelivery[] = []
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
    for (const item of rowless) {
      item.hasRow = true
      item.needsRow = false
    }
    const settledSeq = this.#settleable()
    if (rowless.length === 0 && settledSeq === this.#settledSeq) return
    try {
      await this.#ports.store.deliveries.keepWaiting({
        deliveries: rowless.map((item) => item.delivery),
        settledSeq,
      })
      this.#settledSeq = settledSeq
    } catch (error) {
      // It may have been written all the same, so an outcome has to look for the row.
      for (const item of rowless) item.needsRow = true
      this.#rowless.push(...rowless)
      throw error
    }
  }

  async #settleDue(): Promise<void> {
    if (this.#isSettling) return
    this.#isSettling = true
    const untilMs = this.#ports.clock.nowMs() - settleAfterMs
    const due = this.#rowless.splice(0)
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

  /** Below the oldest target that only memory knows, everything has an outcome or a row. */
  #settleable(): number {
    const first = this.#unsettled.peek()
    let seq = first === undefined ? this.#newestSeq : first.delivery.eventSeq - 1
    for (const item of this.#rowless) seq = Math.min(seq, item.delivery.eventSeq - 1)
    return Math.max(this.#settledSeq, seq)
  }
}

/** It has a row, or its outcome is on disk and memory let go of it. */
function isSettled(item: HeldDelivery): boolean {
  return !item.needsRow || !item.lane.held.has(item)
}
