/**
 * Claims for a lane that keeps the order of each key: what is due to be tried again, the next of
 * keys that have had an end, and what stands further along the line, of each key the first alone.
 * A look at the line is bounded, so that thousands behind one that fails hold up nobody.
 */
import type { ClaimedDelivery } from '../ports/delivery-store.ts'
import {
  bytesOf,
  type Claimed,
  type ClaimMode,
  claimPage,
  type ClaimPorts,
  dueBy,
  heldBy,
  isOfRelease,
  isReleased,
  rowsByTime,
} from './claim-page.ts'
import type { KeyOrder } from './key-order.ts'
import type { Lane } from './lane.ts'

/** Rows of the line in one look. */
const lookedAtMax = 256

/** A claim as far as it has come. */
interface Taking {
  readonly lane: Lane
  readonly order: KeyOrder
  readonly mode: ClaimMode
  readonly held: ReadonlySet<string>
  readonly due: ClaimedDelivery[]
  readonly countMax: number
  /** Places and keys of these: one may be found on several ways. */
  readonly positions: Set<number>
  readonly keys: Set<string>
  /** There may be more that could go now. */
  isCut: boolean
  /** When the next one that waits for its time is due. */
  laterAtMs: number
}

export async function claimOrdered(
  lane: Lane,
  { order, mode }: { readonly order: KeyOrder; readonly mode: ClaimMode },
  ports: ClaimPorts,
): Promise<Claimed> {
  const taking: Taking = {
    ...{ lane, order, mode, held: heldBy(lane), due: [] },
    ...{ positions: new Set(), keys: new Set() },
    countMax: Math.min(rowsByTime[mode], lane.claimCountMax),
    ...{ isCut: false, laterAtMs: Infinity },
  }
  try {
    // Those that are tried again hold their keys; where probes go round new ones have their turn.
    if (mode === 'open') await takeRetries(taking, ports)
    await takeFreed(taking, ports)
    await takeAlong(taking, ports)
    if (mode !== 'open') await takeRetries(taking, ports)
  } catch (error) {
    // What was found is not taken: it is to be found again.
    order.anew()
    throw error
  }
  const { due, isCut, laterAtMs } = taking
  if (isCut || (mode === 'release' && due.length > 0)) {
    return { due, rowsDueAtMs: 0, isLineHeld: false }
  }
  // Nothing parked is left: what waits for its own time is no part of a release.
  return { due, rowsDueAtMs: mode === 'release' ? Infinity : laterAtMs, isLineHeld: false }
}

/** All that was tried, and what was to go out later and keeps no order. */
async function takeRetries(taking: Taking, ports: ClaimPorts): Promise<void> {
  const { lane, held, mode } = taking
  const left = leftOf(taking)
  if (left === null) return
  const nowMs = ports.clock.nowMs()
  const countBefore = taking.due.length
  const page = { order: 'due', held } as const
  const rows = await claimPage(lane, { ...page, ...left, dueFromMs: 1, nowMs }, ports)
  for (const row of rows) {
    const dueAtMs = dueBy(row.delivery, ports.clock)
    if (dueAtMs > nowMs) taking.laterAtMs = Math.min(taking.laterAtMs, dueAtMs)
    else if (mode !== 'release' || isOfRelease(lane, row)) take(taking, row)
  }
  const isFull = rows.length >= left.limit || bytesOf(rows) >= left.bytesMax
  if (isFull && taking.due.length > countBefore) taking.isCut = true
  // One row says when to come back; many may wait.
  const next = { ...page, limit: 1, bytesMax: 1, dueFromMs: nowMs + 1 }
  const [later] = await claimPage(lane, { ...next, nowMs: Number.MAX_SAFE_INTEGER }, ports)
  const laterAtMs = later === undefined ? Infinity : dueBy(later.delivery, ports.clock)
  taking.laterAtMs = Math.min(taking.laterAtMs, laterAtMs)
}

/** The next of the keys whose first one has ended. */
async function takeFreed(taking: Taking, ports: ClaimPorts): Promise<void> {
  const { lane, order } = taking
  const left = leftOf(taking)
  if (left === null) return
  const keys = order.takeFreed(left.limit)
  if (keys.length === 0) return
  const common = commonOf(taking, ports)
  const rows = await ports.store.orderKeys.claimFirst({ ...common, keys, bytesMax: left.bytesMax })
  takeFirsts(taking, rows, ports)
  if (bytesOf(rows) >= left.bytesMax) {
    // It ended with the last that was found.
    const last = keys.indexOf(rows.at(-1)?.delivery.keptKey ?? '')
    order.free(keys.slice(last + 1))
  }
  if (order.hasFreed) taking.isCut = true
  if (lane.claimBytesMax <= bytesOf(taking.due)) taking.isCut = true
}

async function takeAlong(taking: Taking, ports: ClaimPorts): Promise<void> {
  const { order } = taking
  const left = leftOf(taking)
  if (left === null) return
  const afterPosition = order.lookFrom(ports.clock.nowMs())
  const common = commonOf(taking, ports)
  const look = { ...common, ...left, afterPosition, lookedAtMax }
  const { rows, lookedTo, isAtEnd } = await ports.store.orderKeys.claimAlong(look)
  takeFirsts(taking, rows, ports)
  order.looked(lookedTo)
  if (!isAtEnd) taking.isCut = true
}

function takeFirsts(taking: Taking, rows: readonly ClaimedDelivery[], ports: ClaimPorts): void {
  const { lane, mode, keys } = taking
  // As it is now: some may have ended while the store was asked.
  const heldKeys = new Set([...lane.held].flatMap(({ delivery }) => delivery.keptKey ?? []))
  const nowMs = ports.clock.nowMs()
  for (const row of rows) {
    const { keptKey = null } = row.delivery
    // Of a key in memory the end leads to the next.
    if (keptKey !== null && (heldKeys.has(keptKey) || keys.has(keptKey))) continue
    if (mode === 'release' && !(isOfRelease(lane, row) && isReleased(lane, row, nowMs))) continue
    if (keptKey !== null) keys.add(keptKey)
    take(taking, row)
  }
}

function take({ due, positions }: Taking, row: ClaimedDelivery): void {
  if (positions.has(row.delivery.position)) return
  positions.add(row.delivery.position)
  due.push(row)
}

function commonOf({ lane, mode, held }: Taking, { clock }: ClaimPorts) {
  return {
    subscriptionNumber: lane.number,
    // Those that are to go out later go by the wall clock, as their producer does.
    nowMs: clock.nowMs() - clock.leadMs,
    includesTried: mode === 'release',
    held,
  }
}

/** What the claim may still bring; null, and more is left, when that is nothing. */
function leftOf(taking: Taking): { readonly limit: number; readonly bytesMax: number } | null {
  const limit = taking.countMax - taking.due.length
  const bytesMax = taking.lane.claimBytesMax - bytesOf(taking.due)
  if (limit > 0 && bytesMax > 0) return { limit, bytesMax }
  taking.isCut = true
  return null
}
