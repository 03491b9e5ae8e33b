/** Bounds how many exports are put together at a time: each is held in memory until it is answered. */
const exportsMax = 2

export class ExportTurns {
  #count = 0

  /** Null, and nothing done, where too many are under way. */
  async take<Result>(make: () => Promise<Result>): Promise<Result | null> {
    if (this.#count >= exportsMax) return null
    this.#count += 1
    try {
      return await make()
    } finally {
      this.#count -= 1
    }
  }
}
