/**
 * The far side of the thread sender: takes batches of requests, makes the attempts, hands results
 * back in batches. It keeps the subscriptions it was given, by number, each in its last version.
 */
import type { MessagePort } from 'node:worker_threads'
import type { Subscription } from '../../domain/subscription.ts'
import type { AttemptRequest, SentAttempt } from '../../ports/sender.ts'
import {
  type FromThread,
  type NumberedResult,
  packResults,
  type RequestBatch,
  unpackRequests,
} from './attempt-wire.ts'

/** Says that it serves, and serves until the port closes. */
export function serveAttempts(
  port: MessagePort,
  makeAttempt: (request: AttemptRequest) => Promise<SentAttempt>,
): void {
  const subscriptions = new Map<number, Subscription>()
  let results: NumberedResult[] = []
  const give = (result: NumberedResult): void => {
    if (results.length === 0) {
      setImmediate(() => {
        port.postMessage(packResults(results))
        results = []
      })
    }
    results.push(result)
  }
  port.on('message', (batch: RequestBatch) => {
    for (const subscription of batch.subscriptions) {
      subscriptions.set(subscription.number, subscription)
    }
    const known = (number: number): Subscription => {
      const subscription = subscriptions.get(number)
      if (subscription === undefined) throw new Error(`subscription ${number} was not handed over`)
      return subscription
    }
    for (const { turn, request } of unpackRequests(batch, known)) {
      makeAttempt(request).then(
        (sent) => give({ turn, sent }),
        (error: unknown) => {
          const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
          give({ turn, fault })
        },
      )
    }
  })
  port.postMessage('serving' satisfies FromThread)
}
