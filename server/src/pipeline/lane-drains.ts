/**
 * Lanes that leave this node: whoever gives their shards away waits here until memory holds nothing
 * of them any more, so that no two nodes ever send for one subscription. Memory only: at a crash
 * everything of them is free anyway.
 */
import type { Lane } from './lane.ts'

interface Drain {
  readonly busy: Set<Lane>
  readonly resolve: () => void
}

export class LaneDrains {
  readonly #drains = new Set<Drain>()

  /** Resolves when nothing is held, promised, claimed or being written for any of them. */
  wait(lanes: readonly Lane[]): Promise<void> {
    const busy = new Set(lanes.filter((lane) => !isIdle(lane)))
    if (busy.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#drains.add({ busy, resolve }))
  }

  /** The lane has let go of something. */
  look(lane: Lane): void {
    if (this.#drains.size === 0 || !isIdle(lane)) return
    for (const drain of this.#drains) {
      if (!drain.busy.delete(lane) || drain.busy.size > 0) continue
      this.#drains.delete(drain)
      drain.resolve()
    }
  }
}

function isIdle(lane: Lane): boolean {
  const isBusy = lane.isClaiming || lane.isEvicting || lane.isEndingRelease
  return !isBusy && lane.held.size === 0 && lane.reservedCount === 0
}
