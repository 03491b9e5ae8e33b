/**
 * Sends many events again by a filter. The replay is one row, made here; the maintainer carries it
 * on at its rate, and the range of events is fixed now, so that it comes to an end.
 */
import { openReplaysPerTenantMax } from '../domain/limits.ts'
import { deliveryId, type DeliveryId } from '../domain/ids.ts'
import type { Replay, ReplayCursor, ReplayFilter } from '../domain/replay.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import type { ManageParts } from './manage-parts.ts'
import { withinLimit } from './within-limit.ts'

const countedPerPage = 5_000
/** Within what a caller waits for an answer. */
const countMsMax = 25_000
const sampleSize = 10

export interface ReplayRequest {
  readonly tenantKey: number
  readonly filter: ReplayFilter
  readonly ratePerSecond: number
}

/** Null when as many replays of the tenant are open as may be. */
export async function replayEvents(
  request: ReplayRequest,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Replay | null> {
  const { tenantKey } = request
  const { replays } = ports.store
  const id = `rpl_${mintUuidHex(ports.clock, ports.random)}` as const
  const present = async () => {
    const open = await replays.openReplays()
    return open.filter((one) => one.tenantKey === tenantKey).map((one) => one.id)
  }
  const limited = { account: tenantKey, what: 'replays', max: openReplaysPerTenantMax, id, present }
  return withinLimit(limited, ports, () =>
    replays.createReplay({ ...request, id, createdAtMs: ports.clock.nowMs() }),
  )
}

export interface ReplayEstimate {
  readonly count: number
  /** Whether there was no time to count all, so that there may be more. */
  readonly isAtLeast: boolean
  /** The earliest of them, by the id of the delivery they had first. */
  readonly sample: readonly DeliveryId[]
}

/** What a replay would send, counted one by one; nothing is stored. */
export async function estimateReplay(
  request: Pick<ReplayRequest, 'tenantKey' | 'filter'>,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<ReplayEstimate> {
  const sample: DeliveryId[] = []
  let count = 0
  let cursor: ReplayCursor = { cursorSeq: 0, cursorSubscription: 0 }
  const untilMs = ports.clock.monotonicMs() + countMsMax
  while (ports.clock.monotonicMs() < untilMs) {
    const page = await ports.store.replays.candidates({
      ...request,
      ...cursor,
      untilSeq: null,
      limit: countedPerPage,
    })
    count += page.deliveries.length
    for (const { eventId, subscriptionNumber } of page.deliveries) {
      if (sample.length === sampleSize) break
      sample.push(deliveryId({ eventId, subscriptionNumber, run: 0 }))
    }
    if (page.isAtEnd) return { count, isAtLeast: false, sample }
    cursor = { cursorSeq: page.cursorSeq, cursorSubscription: page.cursorSubscription }
  }
  return { count, isAtLeast: true, sample }
}
