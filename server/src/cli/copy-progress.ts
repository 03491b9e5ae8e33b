/**
 * Shows how far a copy is: one line that changes on a terminal, and plain lines a few seconds apart
 * elsewhere, each with the rate of its table and the time that is left of it.
 */
import type { Clock } from '../ports/clock.ts'
import type { CopyStep } from '../stores/copy/copy-store.ts'

export interface ProgressOutput {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Between two lines of one table. */
const everyMs = { terminal: 100, plain: 5_000 } as const
/** A rate of less than this says nothing. */
const rateMsMin = 1_000
const nameWidth = 22

export class CopyProgress {
  readonly #output: ProgressOutput
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #isTerminal: boolean
  #first: CopyStep | null = null
  #last: CopyStep | null = null
  #beganAtMs = 0
  #shownAtMs = -Infinity
  #isLineOpen = false

  constructor(output: ProgressOutput, clock: Pick<Clock, 'monotonicMs'>) {
    this.#output = output
    this.#clock = clock
    this.#isTerminal = output.isTTY === true
  }

  note(step: CopyStep): void {
    const nowMs = this.#clock.monotonicMs()
    if (this.#first?.phase !== step.phase || this.#first.table !== step.table) {
      this.#close()
      this.#first = step
      this.#beganAtMs = nowMs
      this.#shownAtMs = this.#isTerminal ? -Infinity : nowMs
    }
    this.#last = step
    if (nowMs - this.#shownAtMs >= everyMs[this.#isTerminal ? 'terminal' : 'plain']) this.#show()
  }

  /** Shows the last step; what is written next begins a line of its own. */
  end(): void {
    this.#close()
    this.#first = null
  }

  #close(): void {
    if (this.#last === null) return
    this.#show()
    if (this.#isLineOpen) this.#output.write('\n')
    this.#isLineOpen = false
    this.#last = null
    this.#shownAtMs = -Infinity
  }

  #show(): void {
    const nowMs = this.#clock.monotonicMs()
    this.#shownAtMs = nowMs
    const text = lineOf(this.#first!, this.#last!, nowMs - this.#beganAtMs)
    this.#isLineOpen = this.#isTerminal
    this.#output.write(this.#isTerminal ? `\r${text}\u001b[K` : `${text}\n`)
  }
}

/** `copying    event    412,000 of 1,000,000  52,300/s  11 s left`. */
function lineOf(first: CopyStep, step: CopyStep, elapsedMs: number): string {
  const { phase, table, doneCount, totalCount } = step
  const name = `${phase.padEnd(10)} ${table.padEnd(nameWidth)}`
  if (phase === 'looking' || phase === 'settling') return name.trimEnd()
  const counted = `${name} ${countText(doneCount)} of ${countText(totalCount)}`
  const moved = doneCount - first.doneCount
  if (elapsedMs < rateMsMin || moved === 0) return counted
  const rate = moved / (elapsedMs / 1_000)
  const left = (totalCount - doneCount) / rate
  const rest = left > 0 ? `  ${timeText(left)} left` : ''
  return `${counted}  ${countText(Math.round(rate))}/s${rest}`
}

const countText = (count: number): string => count.toLocaleString('en')

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}
