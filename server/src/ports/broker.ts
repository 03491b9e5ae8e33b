/**
 * A broker wakes workers; it carries subscription numbers, never payloads. It may lose, repeat and
 * reorder: the pipeline is right all the same, because the store alone finds all due work.
 * Every implementation passes test/contract/broker-contract.ts.
 */
export interface Broker {
  wake(subscriptionNumbers: readonly number[]): void
  /** The returned function ends the listening. */
  onWake(listener: (subscriptionNumbers: readonly number[]) => void): () => void
  close(): Promise<void>
}
