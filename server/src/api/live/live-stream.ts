/**
 * One reader of the live feed. It holds its place in the feed and no entries: what the connection
 * does not take now is read from the feed later, and a reader that the feed has overtaken is told so
 * and goes on at its end. Nothing outlives the connection.
 */
import type { Ports } from '../../ports/ports.ts'
import type { ReplyStream, StreamOut, StreamWriter } from '../reply-stream.ts'
import type { Sees } from './live-audience.ts'
import type { LiveSource } from './live-source.ts'
import { liveText, sentEvent } from './live-text.ts'

interface LiveParts {
  readonly source: LiveSource
  readonly clock: Pick<Ports['clock'], 'after'>
  readonly sees: Sees
  /** As the reader gave it; null: it begins now. */
  readonly lastEventId: string | null
  /** Nodes that make attempts too, and whose entries are not in this feed. */
  readonly otherNodeCount: () => number
  readonly onEnd: () => void
}

/** Of one turn; more waits for the next, so that a flood costs a bounded share of the time. */
const entriesPerTurn = 250
const lookedAtPerTurn = 5_000
const turnAgainMs = 50
/** Entries of others after which a reader is told how far it is, should it have to come back. */
const silentEntriesMax = 2_000
/** How soon a browser comes back when the connection is cut. */
const retryMs = 1_000

export function liveStream(parts: LiveParts): ReplyStream {
  return {
    contentType: 'text/event-stream',
    begin: (out) => new LiveReader(parts, out),
  }
}

class LiveReader implements StreamWriter {
  readonly #parts: LiveParts
  readonly #out: StreamOut
  readonly #endFollowing: () => void
  /** Of the next entry to look at. */
  #next: number
  /** Of the last entry that the reader knows it has come to. */
  #told: number
  #isFull = false
  #isReading = false
  #isOver = false
  #isPartial = false
  #cancelTurn: (() => void) | null = null

  constructor(parts: LiveParts, out: StreamOut) {
    const { source, lastEventId } = parts
    this.#parts = parts
    this.#out = out
    const resumed = lastEventId === null ? source.nextNumber : numberAfter(lastEventId, source)
    this.#next = resumed ?? source.nextNumber
    this.#told = this.#next - 1
    this.#endFollowing = source.follow(() => void this.#read())
    this.#write(`retry: ${retryMs}\n${this.#place()}`)
    if (resumed === null) this.#reset('unknown-id')
    this.#sayPartial()
    void this.#read()
  }

  goOn(): void {
    this.#isFull = false
    void this.#read()
  }

  beat(): void {
    this.#sayPartial()
    this.#write(`:\n${this.#place()}`)
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#cancelTurn?.()
    this.#endFollowing()
    this.#parts.onEnd()
  }

  async #read(): Promise<void> {
    if (this.#isReading || this.#cancelTurn !== null) return
    this.#isReading = true
    try {
      await this.#turn()
    } finally {
      this.#isReading = false
    }
  }

  async #turn(): Promise<void> {
    if (this.#isOver || this.#isFull) return
    const { source, sees } = this.#parts
    if (this.#next < source.firstNumber) this.#reset('too-slow')
    const texts: string[] = []
    const end = Math.min(source.nextNumber, this.#next + lookedAtPerTurn)
    while (this.#next < end && texts.length < entriesPerTurn) {
      const entry = source.at(this.#next)
      // Overtaken while a subscription was looked up: the next turn says so.
      if (entry === undefined) break
      const isSeen = sees(entry)
      if (typeof isSeen === 'boolean' ? isSeen : await isSeen) {
        texts.push(liveText(entry, source.start))
        this.#told = entry.number
      }
      this.#next += 1
    }
    if (this.#next - 1 - this.#told > silentEntriesMax) texts.push(this.#place())
    if (texts.length > 0) this.#write(texts.join(''))
    if (this.#next < source.nextNumber && !this.#isOver) this.#turnAgain()
  }

  #turnAgain(): void {
    this.#cancelTurn = this.#parts.clock.after(turnAgainMs, () => {
      this.#cancelTurn = null
      void this.#read()
    })
  }

  /** What the reader missed it finds in lists; from here on it gets everything again. */
  #reset(reason: 'unknown-id' | 'too-slow'): void {
    const { source } = this.#parts
    this.#next = source.nextNumber
    this.#told = this.#next - 1
    this.#write(sentEvent(`${source.start}-${this.#told}`, 'reset', { reason }))
  }

  #sayPartial(): void {
    const otherNodes = this.#parts.otherNodeCount()
    if (otherNodes > 0 === this.#isPartial) return
    this.#isPartial = otherNodes > 0
    this.#write(`event: partial\ndata: ${JSON.stringify({ other_nodes: otherNodes })}\n\n`)
  }

  /** An event without data is none: it only says where the reader is. */
  #place(): string {
    this.#told = this.#next - 1
    return `id: ${this.#parts.source.start}-${this.#told}\n\n`
  }

  #write(text: string): void {
    if (this.#isOver) return
    this.#isFull = !this.#out.write(text)
  }
}

/** Where to go on behind an id; null: that is not known any more, or never was. */
function numberAfter(id: string, { start, firstNumber, nextNumber }: LiveSource): number | null {
  const [, name, digits = ''] = /^([A-Za-z0-9]+)-(\d{1,15})$/.exec(id) ?? []
  if (name !== start) return null
  const next = Number(digits) + 1
  return next >= firstNumber && next <= nextNumber ? next : null
}
