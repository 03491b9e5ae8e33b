/**
 * Replays as a caller may see them. A replay is seen, and may be paused and cancelled, by whoever
 * may know of every webhook that it sends to: its counts say something about all of them.
 */
import { isReplayId } from '../../domain/ids.ts'
import type { Replay, ReplayFilter } from '../../domain/replay.ts'
import { changeReplayState, type ReplayChange } from '../../manage/change-replay-state.ts'
import type { Answer } from '../operation.ts'
import { problem } from '../problems.ts'
import { replayView } from './history-views.ts'
import { maySee, seenSubscriptions, type Viewer } from './subscription-ids.ts'

/** Those that a replay of this caller is held to; null: all, since the caller may see all. */
export function amongSubscriptions({ tenant, caller, context }: Viewer): readonly number[] | null {
  const all = context.pipeline.subscriptions.list(tenant.key)
  const seen = all.filter((subscription) => maySee(caller, subscription))
  return seen.length === all.length ? null : seen.map(({ number }) => number)
}

/** Answers views of the tenant's replays one by one; null where the caller may not see it. */
export function seenReplays(viewer: Viewer) {
  const seenOf = seenSubscriptions(viewer)
  const isSeen = async ({ amongSubscriptions: among }: ReplayFilter): Promise<boolean> => {
    if (among === null) return amongSubscriptions(viewer) === null
    for (const number of among) if (!(await seenOf(number)).isSeen) return false
    return true
  }
  return async (replay: Replay) => {
    const { filter } = replay
    const { subscriptionNumber: number } = filter
    if (number === null) return (await isSeen(filter)) ? replayView(replay, null) : null
    const seen = await seenOf(number)
    return seen.isSeen ? replayView(replay, seen.id) : null
  }
}

type ReplayCall = Viewer & { readonly params: { readonly replayId: string } }

/** The replay of the path as an answer. */
export async function replayReply(call: ReplayCall): Promise<Answer> {
  const { replayId: id } = call.params
  const { replays } = call.context.ports.store
  const replay = isReplayId(id) ? await replays.find(call.tenant.key, id) : null
  const view = replay === null ? null : await seenReplays(call)(replay)
  return view === null ? problem('replay-unknown') : { status: 200, body: view }
}

/** Changes the state of the replay of the path, where the caller may see it. */
export async function changedReplayReply(call: ReplayCall, change: ReplayChange): Promise<Answer> {
  const before = await replayReply(call)
  const { replayId: id } = call.params
  if (!isReplayId(id) || 'code' in before) return before
  const changed = await changeReplayState({ tenantKey: call.tenant.key, id }, change, call.context)
  if (changed === null) return problem('replay-ended')
  return { status: 200, body: await seenReplays(call)(changed) }
}
