/**
 * Bounds how many exports are put together at a time: each is held in memory until it is answered.
 * One tenant has one, so that it leaves a turn to others.
 */
const exportsMax = 2

export class ExportTurns {
  /** By the tenants whose they are. */
  readonly #underWay = new Set<number>()

  /** Null, and nothing done, where too many are under way. */
  async take<Result>(tenantKey: number, make: () => Promise<Result>): Promise<Result | null> {
    if (this.#underWay.size >= exportsMax || this.#underWay.has(tenantKey)) return null
    this.#underWay.add(tenantKey)
    try {
      return await make()
    } finally {
      this.#underWay.delete(tenantKey)
    }
  }
}
