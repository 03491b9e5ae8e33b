/**
 * Lanes that leave this node: whoever gives their shards away waits here until memory holds nothing
 * of them any more, so that no two nodes ever send for one subscription. Memory only: at a crash
 * everything of them is free anyway.
 */
import { shardOf } from '../domain/shard.ts'
import type { Lane } from './lane.ts'

interface Drain {
  readonly busy: Set<Lane>
  readonly resolve: () => void
}

export class LaneDrains {
  readonly #drains = new Set<Drain>()

  /**
   * Lets go of the lanes of these shards. Of each shard: resolves when nothing is held, promised,
   * claimed or being written for any lane of it.
   */
  begin(
    shards: ReadonlySet<number>,
    lanes: readonly Lane[],
    letGo: (lane: Lane) => void,
  ): ReadonlyMap<number, Promise<void>> {
    const leaving = lanes.filter(({ number }) => shards.has(shardOf(number)))
    for (const lane of leaving) letGo(lane)
    const byShard = Map.groupBy(leaving, ({ number }) => shardOf(number))
    return new Map([...shards].map((shard) => [shard, this.#wait(byShard.get(shard) ?? [])]))
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

  #wait(lanes: readonly Lane[]): Promise<void> {
    const busy = new Set(lanes.filter((lane) => !isIdle(lane)))
    if (busy.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#drains.add({ busy, resolve }))
  }
}

function isIdle(lane: Lane): boolean {
  const isBusy = lane.isClaiming || lane.isEvicting || lane.isEndingRelease
  return !isBusy && lane.held.size === 0 && lane.reservedCount === 0
}
