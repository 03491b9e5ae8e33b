/**
 * Carries replays on: once a second, as many deliveries as the replay's rate allows become runs, a
 * chunk at a time, each committed together with the replay's cursor. A crash repeats at most what
 * was in flight, and a replay never hurries the live traffic: its runs are no first attempts and
 * use no reserved room. One that fails is told and tried again; the others have their turn.
 */
import type { Replay } from '../domain/replay.ts'
import { HistoryBusy } from '../ports/history.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const everyMs = 1_000
/** Runs in a commit: a few milliseconds, with room for accepts between. */
const runsPerCommitMax = 256

type RunnerPorts = Pick<Ports, 'store' | 'broker' | 'observer'>

export function createReplayRunner(ports: RunnerPorts): Agent {
  return {
    name: 'replay-runner',
    everyMs,
    async run() {
      for (const replay of await ports.store.replays.openReplays()) {
        try {
          await stepReplay(replay, ports)
        } catch (error) {
          // The store asks for patience, and the next turn is a second away.
          if (error instanceof HistoryBusy) continue
          ports.observer.observe({ kind: 'fault', where: `replay ${replay.id}`, error })
        }
      }
    },
  }
}

async function stepReplay(replay: Replay, ports: RunnerPorts): Promise<void> {
  let left = Math.max(1, Math.floor((replay.ratePerSecond * everyMs) / 1_000))
  let at = replay
  while (left > 0) {
    const limit = Math.min(left, runsPerCommitMax)
    const before = at
    at = await startChunk(at, limit, ports)
    // One search looked at as much as it may, or the replay is done: the others have their turn.
    if (at.isDone || at.startedCount - before.startedCount < limit) return
    left -= limit
  }
}

/** Starts the next few; answers how far the replay has come. */
async function startChunk(
  replay: Replay,
  limit: number,
  { store, broker }: RunnerPorts,
): Promise<Replay> {
  const { tenantKey, filter, untilSeq, cursorSeq, cursorSubscription } = replay
  const page = await store.replays.candidates({
    ...{ tenantKey, filter, untilSeq, cursorSeq, cursorSubscription },
    limit,
  })
  const next = {
    id: replay.id,
    cursorSeq: page.cursorSeq,
    cursorSubscription: page.cursorSubscription,
    startedCount: replay.startedCount + page.deliveries.length,
    isDone: page.isAtEnd,
  }
  const { deliveries } = page
  await store.deliveries.startRuns({ runKind: 'replay', deliveries, replay: next })
  broker.wake([...new Set(deliveries.map(({ subscriptionNumber }) => subscriptionNumber))])
  return { ...replay, ...next }
}
