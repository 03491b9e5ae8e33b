/**
 * Pauses, resumes and cancels replays. Nothing more is begun from then on; what had begun before
 * goes on like any other delivery.
 */
import type { ReplayId } from '../domain/ids.ts'
import type { Replay, ReplayState } from '../domain/replay.ts'
import type { ManageParts } from './manage-parts.ts'

export type ReplayChange = 'pause' | 'resume' | 'cancel'

const changes = {
  pause: { from: ['running', 'paused'], state: 'paused' },
  resume: { from: ['paused', 'running'], state: 'running' },
  cancel: { from: ['running', 'paused'], state: 'cancelled' },
} as const satisfies Record<
  ReplayChange,
  { readonly from: readonly ReplayState[]; readonly state: ReplayState }
>

/** Null: the tenant has no such replay, or it has ended in another way. */
export async function changeReplayState(
  replay: { readonly tenantKey: number; readonly id: ReplayId },
  change: ReplayChange,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Replay | null> {
  const { tenantKey, id } = replay
  const nowMs = ports.clock.nowMs()
  const { replays } = ports.store
  const changed = await replays.changeState({ tenantKey, id, ...changes[change], nowMs })
  if (changed !== null) return changed
  const found = await replays.find(tenantKey, id)
  return found?.state === changes[change].state ? found : null
}
