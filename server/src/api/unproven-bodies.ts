/**
 * Bodies of callers who have not shown yet who they are. What has arrived of them may take up so
 * much memory together and no more, and each has so long to be whole: whoever announces much and
 * sends it slowly takes no room from others. There is no share for each address, because behind a
 * proxy everybody has the same one. A crash forgets them with their connections.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Ports } from '../ports/ports.ts'

/** What has arrived of all of them together. */
const bytesInAllMax = 32 * 1024 * 1024
/** From the headers to the last byte: a mebibyte at two megabits a second. */
export const unprovenBodyMsMax = 5_000

export type Unfit = 'too-many' | 'too-slow'

export class UnprovenBodies {
  readonly #clock: Ports['clock']
  #byteCount = 0

  constructor(clock: Ports['clock']) {
    this.#clock = clock
  }

  /** Watches a body until its call was answered; says once when it may not go on. */
  watch(body: IncomingMessage, answer: ServerResponse, refuse: (why: Unfit) => void): void {
    let ownCount = 0
    const end = (why: Unfit): void => {
      stop()
      refuse(why)
    }
    const count = (chunk: Uint8Array): void => {
      ownCount += chunk.length
      this.#byteCount += chunk.length
      if (this.#byteCount > bytesInAllMax) end('too-many')
    }
    const cancel = this.#clock.after(unprovenBodyMsMax, () => end('too-slow'))
    const stop = (): void => {
      cancel()
      body.off('data', count).off('end', cancel)
    }
    body.on('data', count).on('end', cancel)
    answer.on('close', () => {
      stop()
      this.#byteCount -= ownCount
    })
  }
}
