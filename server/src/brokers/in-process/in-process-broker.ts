/**
 * Wakes the workers of this very process. Nothing is kept: a wake-up that nobody hears is lost,
 * and the pipeline finds the work in the store all the same.
 */
import type { Broker } from '../../ports/broker.ts'

export function createInProcessBroker(): Broker {
  const listeners = new Set<(subscriptionNumbers: readonly number[]) => void>()
  return {
    wake(subscriptionNumbers) {
      for (const listener of listeners) listener(subscriptionNumbers)
    },
    onWake(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      listeners.clear()
      return Promise.resolve()
    },
  }
}
