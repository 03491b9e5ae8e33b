/**
 * An answer without an end: what a caller is sent as it happens, until one of the two goes away. It
 * holds the bytes of one write and no more; whoever does not read is cut. The caller is let in again
 * and again, so that a key that was revoked or a session that ended ends it too.
 */
import type { ServerResponse } from 'node:http'
import type { Ports } from '../ports/ports.ts'
import type { Admission } from './access.ts'
import type { Caller } from './operation.ts'
import { isProblem } from './problems.ts'
import type { ReplyStream, StreamWriter } from './reply-stream.ts'

/** Proxies end connections that are quiet for 30 s and more. */
const beatEveryMs = 15_000
/** How long a revoked key goes on reading what it reads. */
const admitAgainEveryMs = 2_000

interface StreamParts {
  readonly stream: ReplyStream
  /** Of the request: who was let in. */
  readonly caller: Caller
  /** The status and headers are not sent yet. */
  readonly response: ServerResponse
  readonly isHeadOnly: boolean
  readonly admitAgain: () => Admission | Promise<Admission>
  readonly clock: Ports['clock']
}

/** The streams that are open, to be ended when the service stops. */
export class OpenStreams {
  readonly #ends = new Set<() => void>()
  #isClosed = false

  send(parts: StreamParts): void {
    const stream = new OpenStream(parts)
    const end = (): void => stream.end()
    this.#ends.add(end)
    parts.response.once('close', () => {
      this.#ends.delete(end)
      stream.close()
    })
    stream.begin()
    if (this.#isClosed) stream.end()
  }

  close(): void {
    this.#isClosed = true
    for (const end of this.#ends) end()
  }
}

class OpenStream {
  readonly #parts: StreamParts
  #writer: StreamWriter | null = null
  #isFull = false
  /** It was full at the last beat already. */
  #isStuck = false
  #isAdmitting = false
  #isOver = false
  #cancelBeat: (() => void) | null = null
  #cancelAdmitting: (() => void) | null = null

  constructor(parts: StreamParts) {
    this.#parts = parts
  }

  begin(): void {
    const { stream, response, isHeadOnly } = this.#parts
    response.on('error', () => undefined)
    response.on('drain', () => this.#drained())
    response.writeHead(200, {
      'content-type': stream.contentType,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close',
    })
    response.flushHeaders()
    this.#writer = stream.begin({ write: (text) => this.#write(text) })
    if (isHeadOnly || response.closed) this.end()
    else {
      this.#beatAgain()
      this.#admitAgain()
    }
  }

  /** Ends it in order where the other side reads, and at once where it does not. */
  end(): void {
    if (this.#isOver) return
    this.close()
    const { response } = this.#parts
    if (this.#isFull) response.destroy()
    else response.end()
  }

  /** The connection is over. */
  close(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#cancelBeat?.()
    this.#cancelAdmitting?.()
    this.#writer?.end()
  }

  #write(text: string): boolean {
    if (this.#isOver) return false
    this.#isFull = !this.#parts.response.write(text)
    return !this.#isFull
  }

  #drained(): void {
    if (this.#isOver) return
    this.#isFull = false
    this.#isStuck = false
    this.#writer?.goOn()
  }

  #beatAgain(): void {
    this.#cancelBeat = this.#parts.clock.after(beatEveryMs, () => {
      if (this.#isStuck) {
        this.end()
        return
      }
      this.#isStuck = this.#isFull
      if (!this.#isFull) this.#writer?.beat()
      if (!this.#isOver) this.#beatAgain()
    })
  }

  #admitAgain(): void {
    this.#cancelAdmitting = this.#parts.clock.after(admitAgainEveryMs, () => {
      void this.#judge()
      if (!this.#isOver) this.#admitAgain()
    })
  }

  async #judge(): Promise<void> {
    if (this.#isAdmitting) return
    this.#isAdmitting = true
    try {
      const admission = await this.#parts.admitAgain()
      if (isProblem(admission) || !isSame(admission.caller, this.#parts.caller)) this.end()
    } catch {
      // While the store is away nobody can revoke anything, and who was let in stays so.
    } finally {
      this.#isAdmitting = false
    }
  }
}

/** Whether it is let in as it was: what it may see was worked out from that. */
function isSame(now: Caller, before: Caller): boolean {
  if (now.kind !== 'tenant' || before.kind !== 'tenant') return now.kind === before.kind
  return now.key.id === before.key.id && now.key.application === before.key.application
}
