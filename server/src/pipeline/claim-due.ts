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

/** Rows a claim asks for: enough to amortise it, few enough to stay in memory for a moment only. */
const rowsPerClaim = { open: 128, release: 32, line: 32, probe: 1 } as const
/** Pages looked through for one that may go now, past those that wait for a time of their own. */
const pagesMax = 32

type ClaimPorts = Pick<Ports, 'store' | 'clock' | 'observer'>

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
    const claimed = await (isInOrder ? claimInOrder(lane, mode, ports) : claimByTime(lane, ports))
    lane.isLineHeld = claimed.isLineHeld
    queues.claimed(lane, claimed.due, claimed.rowsDueAtMs)
  } catch (error) {
    ports.observer.observe({ kind: 'fault', where: 'claim-due', error })
    queues.claimFailed(lane)
  }
  queues.pump()
}

async function claimByTime(lane: Lane, ports: ClaimPorts): Promise<Claimed> {
  const most = lane.mode === 'open' ? rowsPerClaim.open : rowsPerClaim.probe
  const limit = Math.min(most, lane.claimCountMax)
  const rows = await claimPage(lane, { order: 'due', limit, held: heldBy(lane) }, ports)
  const nowMs = ports.clock.nowMs()
  const due = rows.filter(({ delivery }) => delivery.dueAtMs <= nowMs)
  const later = rows[due.length]
  const moreAtMs = rows.length < limit ? Infinity : 0
  return { due, rowsDueAtMs: later?.delivery.dueAtMs ?? moreAtMs, isLineHeld: false }
}

async function claimInOrder(
  lane: Lane,
  mode: 'line' | 'release',
  ports: ClaimPorts,
): Promise<Claimed> {
  const held = heldBy(lane)
  let laterAtMs = Infinity
  for (let page = 0; page < pagesMax; page += 1) {
    // Nearly always the first row is the head of its line.
    const isGlance = mode === 'line' && page === 0
    const limit = isGlance ? 1 : rowsPerClaim[mode]
    const rows = await claimPage(lane, { order: 'accepted', limit, held }, ports)
    if (isGlance && rows.some(({ delivery }) => isForLater(delivery))) continue
    const claimed = mode === 'line' ? headOfLine(lane, rows, ports) : released(lane, rows, ports)
    if (claimed !== null) return claimed
    for (const { delivery } of rows) {
      laterAtMs = Math.min(laterAtMs, delivery.dueAtMs)
      held.add(heldName(delivery))
    }
    if (rows.length < limit) {
      // Nothing parked is left: what waits for its own time is no part of a release.
      const rowsDueAtMs = mode === 'release' ? Infinity : laterAtMs
      return { due: [], rowsDueAtMs, isLineHeld: false }
    }
  }
  return { due: [], rowsDueAtMs: laterAtMs, isLineHeld: false }
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
  const due = rows.filter(({ delivery: { dueAtMs, attemptCount } }) => {
    if (dueAtMs <= nowMs) return true
    if (attemptCount === 0) return false
    const leastWaitMs = withJitter(rule, rule.delaysMs[attemptCount - 1] ?? 0, 0)
    return dueAtMs - leastWaitMs < releasingSinceMs
  })
  return due.length === 0 ? null : { due, rowsDueAtMs: 0, isLineHeld: false }
}

function claimPage(
  lane: Lane,
  page: Pick<ClaimRequest, 'order' | 'limit' | 'held'>,
  ports: ClaimPorts,
): Promise<readonly ClaimedDelivery[]> {
  return ports.store.deliveries.claimDue({
    ...page,
    subscriptionNumber: lane.number,
    // Beyond now, so that the first row that is not due yet says when to come back.
    nowMs: Number.MAX_SAFE_INTEGER,
  })
}

function heldBy(lane: Lane): Set<string> {
  return new Set([...lane.held].map((item) => heldName(item.delivery))).union(lane.setAside)
}
