/**
 * Carries replays on. One is counted first, so that it can be said how far it has come; then, ten
 * times a second, as many deliveries as its rate allows become runs, a chunk at a time, each
 * committed together with the replay's cursor, and only while it is running. A crash counts again
 * what was being counted and repeats at most what was in flight. A replay never hurries the live
 * traffic: its runs are no first attempts and use no reserved room. One that fails is told and tried
 * again; the others have their turn.
 */
import { DiskFull } from '../domain/disk-full.ts'
import type { Replay } from '../domain/replay.ts'
import { HistoryBusy } from '../ports/history.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'
import { ReplayCounts } from './replay-counts.ts'

const everyMs = 100
/** Without a replay the store is asked less often; this is how long a new one may wait. */
const idleMs = 500
/** Runs in a commit: a few milliseconds, with room for accepts between. */
const runsPerCommitMax = 256
/** What a turn that came late may make up for; more would be a burst. */
const savedMsMax = 500

type RunnerPorts = Pick<Ports, 'store' | 'broker' | 'observer' | 'clock'>

export function createReplayRunner(ports: RunnerPorts): Agent {
  const allowances = new Map<string, Allowance>()
  const counts = new ReplayCounts(ports)
  let idleUntilMs = -Infinity
  return {
    name: 'replay-runner',
    everyMs,
    async run() {
      if (ports.clock.monotonicMs() < idleUntilMs) return
      const open = await ports.store.replays.openReplays()
      const running = open.filter(({ state }) => state === 'running')
      if (running.length === 0) idleUntilMs = ports.clock.monotonicMs() + idleMs
      forgetOthers(allowances, running)
      counts.forgetOthers(open)
      for (const replay of running) {
        try {
          const counted = await counts.counted(replay, running.length > 1)
          if (counted) await stepReplay(replay, allowanceOf(replay, allowances, ports), ports)
        } catch (error) {
          // The store asks for patience, or the disk for room, and the next turn is near.
          if (error instanceof HistoryBusy || error instanceof DiskFull) continue
          ports.observer.observe({ kind: 'fault', where: `replay ${replay.id}`, error })
        }
      }
    },
  }
}

/** What a replay may start by now: it fills at its rate, and what starts is taken out. */
interface Allowance {
  count: number
  filledAtMs: number
}

function allowanceOf(
  { id, ratePerSecond }: Replay,
  allowances: Map<string, Allowance>,
  { clock }: RunnerPorts,
): Allowance {
  const nowMs = clock.monotonicMs()
  const before = allowances.get(id) ?? { count: 1, filledAtMs: nowMs }
  const filled = (ratePerSecond * (nowMs - before.filledAtMs)) / 1_000
  const countMax = Math.max(1, (ratePerSecond * savedMsMax) / 1_000)
  const allowance = { count: Math.min(countMax, before.count + filled), filledAtMs: nowMs }
  allowances.set(id, allowance)
  return allowance
}

function forgetOthers(allowances: Map<string, Allowance>, running: readonly Replay[]): void {
  const ids = new Set<string>(running.map(({ id }) => id))
  for (const id of allowances.keys()) if (!ids.has(id)) allowances.delete(id)
}

async function stepReplay(replay: Replay, allowance: Allowance, ports: RunnerPorts): Promise<void> {
  let at: ReplayAt = replay
  while (allowance.count >= 1) {
    const limit = Math.min(Math.floor(allowance.count), runsPerCommitMax)
    const before = at
    const next = await startChunk(replay, { at, limit }, ports)
    if (next === null) return
    at = next
    const startedCount = at.startedCount - before.startedCount
    allowance.count -= startedCount
    // One search looked at as much as it may, or the replay is done: the others have their turn.
    if (at.isDone || startedCount < limit) return
  }
}

type ReplayAt = Pick<Replay, 'cursorSeq' | 'cursorSubscription' | 'startedCount'> & {
  readonly isDone?: boolean
}

/** Starts the next few; answers how far the replay has come, or null: it runs no more. */
async function startChunk(
  { id, tenantKey, filter, untilSeq }: Replay,
  { at, limit }: { readonly at: ReplayAt; readonly limit: number },
  { store, broker }: RunnerPorts,
): Promise<ReplayAt | null> {
  const { cursorSeq, cursorSubscription } = at
  const page = await store.replays.candidates({
    ...{ tenantKey, filter, untilSeq, cursorSeq, cursorSubscription },
    limit,
  })
  const { deliveries } = page
  const replay = {
    id,
    cursorSeq: page.cursorSeq,
    cursorSubscription: page.cursorSubscription,
    startedCount: at.startedCount + deliveries.length,
    isDone: page.isAtEnd,
  }
  const started = await store.deliveries.startRuns({ runKind: 'replay', deliveries, replay })
  if (started.length === 0 && deliveries.length > 0) return null
  broker.wake([...new Set(started.map(({ subscriptionNumber }) => subscriptionNumber))])
  return replay
}
