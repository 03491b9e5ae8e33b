/**
 * A dispatcher carries one message out and brings the reply back. It never retries and never
 * interprets; every failure of the far side is a reply of kind `unreached`, and only a fault of
 * our own rejects. One total deadline per send, from connect to last byte; the time that a message
 * waits for a connection is not the receiver's, and a wait that grows too long rejects with
 * `NoConnection`.
 * Every implementation passes test/contract/dispatcher-contract.ts.
 */
import type { Message, Reply } from '../domain/message.ts'
import type { DispatcherName } from '../domain/subscription.ts'

export interface Dispatcher {
  send(message: Message, options: SendOptions): Promise<Reply>
  /**
   * Judges a target at save, before anything is stored: scheme, address literal, port; whether the
   * script is there. Null when it may be used; a name that resolves to a refused address is found
   * again at every connection.
   */
  check(url: string, options?: CheckOptions): Promise<TargetRefusal | null>
  /** Called when whatever is still under way has been given back: it need not be answered any more. */
  close(): Promise<void>
}

/**
 * Nothing was sent: too many messages wait for a connection to the origin or for a sandbox, this one
 * did too long, or no sandbox could begin its script.
 */
export class NoConnection extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'NoConnection'
  }
}

export interface SendOptions {
  readonly timeoutMs: number
  /**
   * Whose message it is, as an opaque number. Messages of different ones never share a connection:
   * what a gateway says to one must not be taken for its answer to another.
   */
  readonly isolation?: number
  /**
   * No delivery: such messages take few of an origin's connections, so deliveries have the rest, and
   * wait less long for a sandbox, since somebody looks on.
   */
  readonly isTest?: boolean
}

/** Whose subscription it is to be. */
export type CheckOptions = Pick<SendOptions, 'isolation'>

export interface TargetRefusal {
  readonly reason:
    | 'not-a-url'
    | 'not-https'
    | 'address-refused'
    | 'has-credentials'
    | 'too-long'
    | 'script-unknown'
  /** One sentence for the caller: what, why, how to mend. */
  readonly detail: string
}

export type Dispatchers = (name: DispatcherName) => Dispatcher
