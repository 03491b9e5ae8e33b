/**
 * Carries replays on: once a second, as many deliveries as the replay's rate allows become runs,
 * committed together with its cursor. A crash repeats at most what was in flight, and a replay
 * never hurries the live traffic: its runs are no first attempts and use no reserved room.
 */
import type { Replay } from '../domain/replay.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const everyMs = 1_000

export function createReplayRunner(
  ports: Pick<Ports, 'store'>,
  pipeline: Pick<Pipeline, 'wake'>,
): Agent {
  return {
    name: 'replay-runner',
    everyMs,
    async run() {
      for (const replay of await ports.store.replays.openReplays()) {
        await stepReplay(replay, ports, pipeline)
      }
    },
  }
}

async function stepReplay(
  replay: Replay,
  ports: Pick<Ports, 'store'>,
  pipeline: Pick<Pipeline, 'wake'>,
): Promise<void> {
  const page = await ports.store.replays.candidates({
    tenantKey: replay.tenantKey,
    filter: replay.filter,
    cursorSeq: replay.cursorSeq,
    untilSeq: replay.untilSeq,
    limit: Math.max(1, Math.floor((replay.ratePerSecond * everyMs) / 1_000)),
  })
  await ports.store.deliveries.startRuns({
    runKind: 'replay',
    deliveries: page.deliveries,
    replay: {
      id: replay.id,
      cursorSeq: page.cursorSeq,
      startedCount: replay.startedCount + page.deliveries.length,
      isDone: page.isAtEnd,
    },
  })
  pipeline.wake([...new Set(page.deliveries.map((delivery) => delivery.subscriptionNumber))])
}
