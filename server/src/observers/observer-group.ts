/** Tells several observers; one that fails does not keep the others, or the pipeline, from going on. */
import type { Fact, Observer } from '../ports/observer.ts'

export class ObserverGroup implements Observer {
  readonly #observers: Observer[]
  readonly #onFailure: (error: unknown) => void

  constructor(observers: readonly Observer[], onFailure: (error: unknown) => void) {
    this.#observers = [...observers]
    this.#onFailure = onFailure
  }

  add(observer: Observer): () => void {
    this.#observers.push(observer)
    return () => {
      const index = this.#observers.indexOf(observer)
      if (index >= 0) this.#observers.splice(index, 1)
    }
  }

  observe(fact: Fact): void {
    for (const observer of this.#observers) {
      try {
        observer.observe(fact)
      } catch (error) {
        this.#onFailure(error)
      }
    }
  }
}
