/**
 * Which webhooks were received before. Delivery is at least once: an answer that was lost, a node
 * that went down, a resend by hand, and the same webhook comes again, up to days later. A store that
 * outlives the process keeps the ids where the work is done, best in the same transaction.
 */

/** Ids of one receiver; two receivers that get the same events need a store each. */
export interface SeenStore {
  /** Whether this one was received to its end. Where it throws, the webhook is to come again. */
  seen(id: string): boolean | Promise<boolean>
  /** Asked once the webhook was received to its end, and before that is answered. */
  remember(id: string): void | Promise<void>
}

/** Some ten megabytes of ids. */
const idsMaxDefault = 100_000

/** Remembers the last ids in this process alone: after a restart, and in another one, nothing is. */
export function createMemorySeenStore(idsMax: number = idsMaxDefault): SeenStore {
  const ids = new Set<string>()
  return {
    seen: (id) => ids.has(id),
    remember(id) {
      ids.delete(id)
      ids.add(id)
      if (ids.size <= idsMax) return
      for (const oldest of ids) {
        ids.delete(oldest)
        return
      }
    },
  }
}
