/**
 * Changes of subscriptions, one at a time each: while one is being committed, what attempts make of
 * that subscription's health and state waits for it. Otherwise an attempt that ends in between would
 * put its old knowledge over the change, on disk or in memory. Memory only; a crash takes neither.
 */
export class SubscriptionChanges {
  readonly #underWay = new Map<number, Promise<void>>()

  /** Runs the change once those before it are over; answers what it answers. */
  async run<Result>(number: number, change: () => Promise<Result>): Promise<Result> {
    const before = this.#underWay.get(number)
    const result = before === undefined ? change() : before.then(change)
    const over = result.then(
      () => undefined,
      () => undefined,
    )
    this.#underWay.set(number, over)
    try {
      return await result
    } finally {
      if (this.#underWay.get(number) === over) this.#underWay.delete(number)
    }
  }

  isUnderWay(number: number): boolean {
    return this.#underWay.has(number)
  }

  /** Resolves when the newest change of the subscription is over; the next may have begun by then. */
  over(number: number): Promise<void> {
    return this.#underWay.get(number) ?? Promise.resolve()
  }
}
