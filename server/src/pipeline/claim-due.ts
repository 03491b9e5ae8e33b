/**
 * What did not fit into memory, what is due again and what a crash left behind is claimed here
 * from the store, in the order that the lane's mode asks for. A claim changes nothing in the
 * store; a crash after it finds the same rows again.
 */
import { isLastOfCycle, type PendingDelivery } from '../domain/delivery.ts'
import { type ClaimedDelivery, heldName } from '../ports/delivery-store.ts'
import { claimOrdered } from './claim-ordered.ts'
import {
  type Claimed,
  type ClaimMode,
  claimPage,
  type ClaimPorts,
  dueBy,
  heldBy,
  isAll,
  isOfRelease,
  isReleased,
  releaseIsOver,
  rowsByTime,
} from './claim-page.ts'
import type { DeliveryQueues } from './delivery-queues.ts'
import type { Lane } from './lane.ts'

const rowsPerPage = 32
/** Rows looked through for one that may go now, past those that wait for a time of their own. */
const lookedAtMax = 128

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
    const claimed = await claimAs(mode, lane, ports)
    lane.isLineHeld = claimed.isLineHeld
    queues.claimed(lane, claimed.due, claimed.rowsDueAtMs)
  } catch (error) {
    ports.observer.observe({ kind: 'fault', where: 'claim-due', error })
    queues.claimFailed(lane)
  }
  queues.pump()
}

/** The head of a line and what is released keep the order of acceptance; the rest goes by time. */
function claimAs(mode: ClaimMode, lane: Lane, ports: ClaimPorts): Promise<Claimed> {
  const { keyOrder } = lane
  if (keyOrder !== null && mode !== 'line') {
    return claimOrdered(lane, { order: keyOrder, mode }, ports)
  }
  const isInOrder = mode === 'line' || mode === 'release'
  return isInOrder ? claimInOrder(lane, mode, ports) : claimByTime(lane, mode, ports)
}

async function claimByTime(lane: Lane, mode: ClaimMode, ports: ClaimPorts): Promise<Claimed> {
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
  for (let lookedAtCount = 0; lookedAtCount < lookedAtMax;) {
    // Nearly always the first row is the head of its line.
    const isGlance = mode === 'line' && lookedAtCount === 0
    const limit = isGlance ? 1 : Math.min(rowsPerPage, lane.claimCountMax)
    // Those that are to go out later go by the wall clock, as their producer does.
    const nowMs = ports.clock.nowMs() - ports.clock.leadMs
    const rows = await claimPage(lane, { order: 'accepted', limit, held, nowMs }, ports)
    const isLast = isAll(rows, limit, lane)
    lookedAtCount += rows.length
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
  const due = claimed.due.filter((row) => isOfRelease(lane, row))
  // Nothing parked is left: what waits for its own time is no part of a release.
  return due.length === 0 ? releaseIsOver : { ...claimed, due }
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

function released(lane: Lane, rows: readonly ClaimedDelivery[], ports: ClaimPorts): Claimed | null {
  const nowMs = ports.clock.nowMs()
  const ofRelease = rows.filter((row) => isOfRelease(lane, row))
  if (ofRelease.length === 0 && rows.length > 0) return releaseIsOver
  const due = ofRelease.filter((row) => isReleased(lane, row, nowMs))
  return due.length === 0 ? null : { due, rowsDueAtMs: 0, isLineHeld: false }
}
