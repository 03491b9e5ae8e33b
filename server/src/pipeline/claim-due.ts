/**
 * What did not fit into memory, what is due again and what a crash left behind is claimed here
 * from the store, in the order that the lane's mode asks for. A claim changes nothing in the
 * store; a crash after it finds the same rows again.
 */
import { isLastOfCycle, type PendingDelivery } from '../domain/delivery.ts'
import { withJitter } from '../domain/retry-rule.ts'
import type { Ports } from '../ports/ports.ts'
import { type ClaimedDelivery, type ClaimRequest, heldName } from '../ports/delivery-store.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { Lane } from './lane.ts'
import type { PipelineClock } from './pipeline-clock.ts'

/** Rows a claim asks for: enough to amortise it, few enough to stay in memory for a moment only. */
const rowsByTime = { open: 128, release: 32, line: 1, probe: 1 } as const
const rowsPerPage = 32
/** Pages looked through for one that may go now, past those that wait for a time of their own. */
const pagesMax = 4

type ClaimPorts = Pick<Ports, 'store' | 'observer'> & { readonly clock: PipelineClock }

interface Claimed {
  readonly due: readonly ClaimedDelivery[]
  /** When the store may have more; 0: now, Infinity: none. */
  readonly rowsDueAtMs: number
  /** The head of a line waits for its next attempt: nothing new can go before it. */
  readonly isLineHeld: boolean
}

/** Claims for one lane and hands what is due to the queues; a store that fails is asked again. */
export async function claimDue(
  lane: Lane,
  queues: DeliveryQueues,
  ports: ClaimPorts,
): Promise<void> {
  const { mode } = lane
  if (mode === 'closed') {
    queues.claimed(lane, [], 0)
    return
  }
  try {
    // The head of a line and what is released keep the order of acceptance; the rest goes by time.
    const isInOrder = mode === 'line' || mode === 'release'
    const claimed = await (isInOrder
      ? claimInOrder(lane, mode, ports)
      : claimByTime(lane, mode, ports))
    lane.isLineHeld = claimed.isLineHeld
    queues.claimed(lane, claimed.due, claimed.rowsDueAtMs)
  } catch (error) {
    ports.observer.observe({ kind: 'fault', where: 'claim-due', error })
    queues.claimFailed(lane)
  }
  queues.pump()
}

async function claimByTime(
  lane: Lane,
  mode: keyof typeof rowsByTime,
  ports: ClaimPorts,
): Promise<Claimed> {
  const limit = Math.min(rowsByTime[mode], lane.claimCountMax)
  // Beyond now, so that the first row that is not due yet says when to come back.
  const page = { order: 'due', limit, held: heldBy(lane), nowMs: Number.MAX_SAFE_INTEGER } as const
  const rows = await claimPage(lane, page, ports)
  const nowMs = ports.clock.nowMs()
  const due: ClaimedDelivery[] = []
  let laterAtMs = Infinity
  for (const row of rows) {
    const dueAtMs = dueBy(row.delivery, ports.clock)
    if (dueAtMs <= nowMs) due.push(row)
    else laterAtMs = Math.min(laterAtMs, dueAtMs)
  }
  // Behind a full page of what is due there may be more of it.
  const isMore =
    due.length > 0 && !isAll(rows, limit, lane) && rows.at(-1)!.delivery.dueAtMs <= nowMs
  return { due, rowsDueAtMs: isMore ? 0 : laterAtMs, isLineHeld: false }
}

async function claimInOrder(
  lane: Lane,
  mode: 'line' | 'release',
  ports: ClaimPorts,
): Promise<Claimed> {
  const held = heldBy(lane)
  /** Of a line, what may go and was no part of it yet: one in its cycle may stand behind. */
  const before: ClaimedDelivery[] = []
  for (let page = 0; page < pagesMax; page += 1) {
    // Nearly always the first row is the head of its line.
    const isGlance = mode === 'line' && page === 0
    const limit = isGlance ? 1 : Math.min(rowsPerPage, lane.claimCountMax)
    // Those that are to go out later go by the wall clock, as their producer does.
    const nowMs = ports.clock.nowMs() - ports.clock.leadMs
    const rows = await claimPage(lane, { order: 'accepted', limit, held, nowMs }, ports)
    const isLast = isAll(rows, limit, lane)
    if (mode === 'line' && !isLast && rows.every(({ delivery }) => isForLater(delivery))) {
      before.push(...rows)
    } else {
      const claimed =
        mode === 'line'
          ? headOfLine(lane, [...before, ...rows], ports)
          : released(lane, rows, ports)
      if (claimed !== null) return claimed
      if (isLast) break
    }
    for (const { delivery } of rows) held.add(heldName(delivery))
  }
  const claimed = await claimByTime(lane, mode, ports)
  if (mode === 'line') return claimed
  const due = claimed.due.filter(({ event }) => isOfRelease(lane, event))
  // Nothing parked is left: what waits for its own time is no part of a release.
  return due.length === 0 ? releaseIsOver : { ...claimed, due }
}

const releaseIsOver: Claimed = { due: [], rowsDueAtMs: Infinity, isLineHeld: false }

/** When it may go: what is to go out later is kept by the wall clock, a wait by the pipeline's. */
function dueBy({ attemptCount, dueAtMs }: PendingDelivery, clock: PipelineClock): number {
  return attemptCount === 0 && dueAtMs > 0 ? dueAtMs + clock.leadMs : dueAtMs
}

/** The head of a failing endpoint's line: the one in its cycle, else the first that may go. */
function headOfLine(
  { rule }: Lane,
  rows: readonly ClaimedDelivery[],
  ports: ClaimPorts,
): Claimed | null {
  const nowMs = ports.clock.nowMs()
  const inCycle = rows.find(
    ({ delivery: { attemptCount } }) => attemptCount > 0 && !isLastOfCycle(rule, attemptCount),
  )
  const head = inCycle ?? rows.find(({ delivery }) => delivery.dueAtMs <= nowMs)
  if (head === undefined) return null
  const isDue = head.delivery.dueAtMs <= nowMs
  if (isDue) return { due: [head], rowsDueAtMs: 0, isLineHeld: true }
  return { due: [], rowsDueAtMs: head.delivery.dueAtMs, isLineHeld: true }
}

/** Handed in to go out later: it comes before others by its place, and is no part of the line yet. */
function isForLater(delivery: PendingDelivery): boolean {
  return delivery.attemptCount === 0 && delivery.dueAtMs > 0
}

/** Waits from before the release are not made up; those of attempts made in it are kept. */
function released(lane: Lane, rows: readonly ClaimedDelivery[], ports: ClaimPorts): Claimed | null {
  const nowMs = ports.clock.nowMs()
  const { rule, releasingSinceMs } = lane
  const ofRelease = rows.filter(({ event }) => isOfRelease(lane, event))
  if (ofRelease.length === 0 && rows.length > 0) return releaseIsOver
  const due = ofRelease.filter(({ delivery: { dueAtMs, attemptCount } }) => {
    if (attemptCount === 0 || dueAtMs <= nowMs) return true
    const leastWaitMs = withJitter(rule, rule.delaysMs[attemptCount - 1] ?? 0, 0)
    return dueAtMs - leastWaitMs < releasingSinceMs
  })
  return due.length === 0 ? null : { due, rowsDueAtMs: 0, isLineHeld: false }
}

/** What was accepted after it began goes behind it, as it would go at any other time. */
function isOfRelease({ releasingSinceMs }: Lane, event: ClaimedDelivery['event']): boolean {
  return event.acceptedAtMs <= releasingSinceMs
}

function claimPage(
  lane: Lane,
  page: Pick<ClaimRequest, 'order' | 'limit' | 'held' | 'nowMs'>,
  ports: ClaimPorts,
): Promise<readonly ClaimedDelivery[]> {
  return ports.store.deliveries.claimDue({
    ...page,
    subscriptionNumber: lane.number,
    bytesMax: lane.claimBytesMax,
  })
}

/** Neither its count nor its bytes have cut the page short. */
function isAll(rows: readonly ClaimedDelivery[], limit: number, { claimBytesMax }: Lane): boolean {
  const bytes = rows.reduce((sum, { event }) => sum + event.data.length, 0)
  return rows.length < limit && bytes < claimBytesMax
}

function heldBy(lane: Lane): Set<string> {
  return new Set([...lane.held].map((item) => heldName(item.delivery))).union(lane.setAside)
}
