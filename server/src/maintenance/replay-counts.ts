/**
 * Counts what a replay will send before it begins: once its first runs have started, their states
 * have changed, and a count would miss them. How far a count has come is in memory; after a crash
 * it is counted again.
 */
import type { Replay, ReplayCursor } from '../domain/replay.ts'
import type { Ports } from '../ports/ports.ts'

const countedPerPage = 2_000
/** In one turn, with others waiting for theirs and without. */
const countMsMax = { shared: 50, alone: 1_000 } as const

interface Count extends ReplayCursor {
  readonly count: number
}

export class ReplayCounts {
  readonly #ports: Pick<Ports, 'store' | 'clock'>
  readonly #counts = new Map<string, Count>()

  constructor(ports: Pick<Ports, 'store' | 'clock'>) {
    this.#ports = ports
  }

  /** True once the replay's total is known; each call counts on for a while. */
  async counted(replay: Replay, isShared: boolean): Promise<boolean> {
    if (replay.totalCount !== null) return true
    const { store, clock } = this.#ports
    const { id, tenantKey, filter, untilSeq } = replay
    const untilMs = clock.monotonicMs() + countMsMax[isShared ? 'shared' : 'alone']
    let at: Count = this.#counts.get(id) ?? {
      count: 0,
      cursorSeq: replay.cursorSeq,
      cursorSubscription: replay.cursorSubscription,
    }
    do {
      const { cursorSeq, cursorSubscription } = at
      const page = await store.replays.candidates({
        ...{ tenantKey, filter, untilSeq, cursorSeq, cursorSubscription },
        limit: countedPerPage,
      })
      at = {
        count: at.count + page.deliveries.length,
        cursorSeq: page.cursorSeq,
        cursorSubscription: page.cursorSubscription,
      }
      this.#counts.set(id, at)
      if (page.isAtEnd) {
        // One of an earlier version may have begun without being counted.
        await store.replays.noteTotal(id, replay.startedCount + at.count)
        this.#counts.delete(id)
        return true
      }
    } while (clock.monotonicMs() < untilMs)
    return false
  }

  forgetOthers(open: readonly Replay[]): void {
    const ids = new Set<string>(open.map(({ id }) => id))
    for (const id of this.#counts.keys()) if (!ids.has(id)) this.#counts.delete(id)
  }
}
