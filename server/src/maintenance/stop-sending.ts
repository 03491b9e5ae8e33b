/**
 * The orderly end of what runs by itself: first the agents, then the pipeline, within one grace. An
 * agent that waits for the store (a full disk takes nothing) does not hold up the end: what it was
 * at is taken up again after the next start.
 */
import type { Maintainer } from './maintainer.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Clock } from '../ports/clock.ts'

/** Agents may have this long, or half of the grace: they mostly end within milliseconds. */
const agentsMsMin = 1_000

/** Resolves when the pipeline has stopped, whether or not the agents have. */
export async function stopSending(
  parts: {
    readonly pipeline: Pick<Pipeline, 'stop'>
    readonly maintainer: Maintainer
    readonly clock: Clock
  },
  graceMs: number,
): Promise<void> {
  const { pipeline, maintainer, clock } = parts
  const startedAtMs = clock.monotonicMs()
  let cancel = (): void => {}
  const isEnough = new Promise<void>((resolve) => {
    cancel = clock.after(Math.max(agentsMsMin, graceMs / 2), resolve)
  })
  await Promise.race([maintainer.stop(), isEnough])
  cancel()
  await pipeline.stop(Math.max(0, graceMs - (clock.monotonicMs() - startedAtMs)))
}
