/**
 * A sender makes one attempt: it renders, signs, carries and judges, and writes nothing. Where none
 * is given the pipeline does this itself; one that works beside it takes the cost of sockets and
 * signatures off the thread that owns the store. Only plain data crosses.
 * Every implementation passes test/contract/sender-contract.ts.
 */
import type { Attempt } from '../domain/attempt.ts'
import type { ErrorClass } from '../domain/error-class.ts'
import type { Event } from '../domain/event.ts'
import type { DeliveryKey } from '../domain/ids.ts'
import type { Subscription } from '../domain/subscription.ts'

export interface Sender {
  /**
   * One attempt. The far side's failure is a value; it rejects only for a fault of our own, with
   * `SenderEnded` where what makes the attempts ended in the middle. Afterwards it takes others.
   */
  send(request: AttemptRequest): Promise<SentAttempt>
  close(): Promise<void>
}

/** It ended with this attempt in it, and any of those in it may be why. Each may have gone out. */
export class SenderEnded extends Error {
  /** All that were in it, this one among them. */
  readonly attemptCount: number

  constructor(attemptCount: number) {
    super('the sender ended in the middle of an attempt')
    this.attemptCount = attemptCount
  }
}

export interface AttemptRequest {
  readonly key: DeliveryKey
  readonly event: Event
  readonly subscription: Subscription
  /** Counted from 1 within the run. */
  readonly number: number
  readonly cycle: number
  readonly timeoutMs: number
}

export interface SentAttempt {
  readonly attempt: Attempt
  readonly reply: ReplyFacts
}

/** What the pipeline asks of a reply beyond what the attempt keeps of it. */
export type ReplyFacts =
  | { readonly kind: 'answered' }
  | {
      readonly kind: 'unreached'
      readonly errorClass: ErrorClass
      readonly hadReplyBytes: boolean
    }
