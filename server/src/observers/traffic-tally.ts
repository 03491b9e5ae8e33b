/**
 * Counts what goes through, by the minute for an hour and by the hour for a day, for the overview:
 * of everything, of tenants and of subscriptions, as many of these as fit into a bound; the one that
 * was quiet for longest is forgotten. Memory only: it begins with the process.
 */
import {
  durationPlace,
  durationPlaceCount,
  type HourAttempts,
  type MinuteTraffic,
} from '../domain/traffic.ts'
import type { Fact, Observer } from '../ports/observer.ts'

const minuteMs = 60_000
const minutesKept = 60
const hourMs = 3_600_000
const hoursKept = 24
/** At most 24 KB each. */
const usualTenantsMax = 500
/** At most 3 KB each. */
const usualSubscriptionsMax = 5_000

/** What is counted in one minute; its durations have a place once there are any. */
type Minute = { -readonly [Name in keyof MinuteTraffic]: MinuteTraffic[Name] }
type Hour = { -readonly [Name in keyof HourAttempts]: HourAttempts[Name] }

export class TrafficTally implements Observer {
  /** Since when it counts. */
  readonly startedAtMs: number
  readonly #all: Minute[] = []
  readonly #tenants: Bounded<Minute>
  readonly #subscriptions: Bounded<Hour>

  constructor(
    startedAtMs: number,
    { tenantsMax = usualTenantsMax, subscriptionsMax = usualSubscriptionsMax } = {},
  ) {
    this.startedAtMs = startedAtMs
    this.#tenants = new Bounded(tenantsMax)
    this.#subscriptions = new Bounded(subscriptionsMax)
  }

  observe(fact: Fact): void {
    if (fact.kind === 'event-accepted') {
      const { acceptedAtMs, tenantKey } = fact
      const startMs = startOf(acceptedAtMs, minuteMs)
      minuteOf(this.#all, startMs).accepted += 1
      minuteOf(this.#tenants.of(tenantKey, acceptedAtMs), startMs).accepted += 1
    } else if (fact.kind === 'attempt-recorded') {
      this.#noteAttempt(fact)
    }
  }

  /** The last hour, oldest minute first; of one tenant, or of all where the key is null. */
  minutes(tenantKey: number | null, nowMs: number): readonly MinuteTraffic[] {
    const kept = (tenantKey === null ? this.#all : this.#tenants.find(tenantKey)) ?? []
    return stretch(nowMs, minuteMs, minutesKept).map(
      (atMs) => kept.find((minute) => minute.atMs === atMs) ?? emptyMinute(atMs),
    )
  }

  /** The last day, oldest hour first. */
  hours(subscriptionNumber: number, nowMs: number): readonly HourAttempts[] {
    const kept = this.#subscriptions.find(subscriptionNumber) ?? []
    return stretch(nowMs, hourMs, hoursKept).map(
      (atMs) => kept.find((hour) => hour.atMs === atMs) ?? emptyHour(atMs),
    )
  }

  #noteAttempt(fact: Extract<Fact, { kind: 'attempt-recorded' }>): void {
    const { attempt, tenantKey, state } = fact
    const durationMs = attempt.timings.totalMs
    const endedAtMs = attempt.startedAtMs + durationMs
    const isFailed = attempt.outcome.kind !== 'accepted'
    const noted = { isFailed, isDelivered: state === 'delivered', place: durationPlace(durationMs) }
    const startMs = startOf(endedAtMs, minuteMs)
    note(minuteOf(this.#all, startMs), noted)
    note(minuteOf(this.#tenants.of(tenantKey, endedAtMs), startMs), noted)
    const hours = this.#subscriptions.of(attempt.subscriptionNumber, endedAtMs)
    const hour = placeIn(hours, startOf(endedAtMs, hourMs), hoursKept, emptyHour)
    hour.attempts += 1
    if (isFailed) hour.failed += 1
  }
}

const minuteOf = (kept: Minute[], startMs: number): Minute =>
  placeIn(kept, startMs, minutesKept, emptyMinute)

function note(
  minute: Minute,
  attempt: { readonly isFailed: boolean; readonly isDelivered: boolean; readonly place: number },
): void {
  minute.attempts += 1
  minute.durations[attempt.place]! += 1
  if (attempt.isFailed) minute.failedAttempts += 1
  if (attempt.isDelivered) minute.delivered += 1
}

/** The newest lists by key; the map has the one that was quiet for longest first. */
class Bounded<Slot> {
  readonly #countMax: number
  readonly #lists = new Map<number, { readonly slots: Slot[]; movedAtMs: number }>()

  constructor(countMax: number) {
    this.#countMax = countMax
  }

  find(key: number): readonly Slot[] | undefined {
    return this.#lists.get(key)?.slots
  }

  of(key: number, atMs: number): Slot[] {
    const found = this.#lists.get(key)
    // Once a minute is often enough to say who is quiet.
    if (found !== undefined && atMs - found.movedAtMs < minuteMs) return found.slots
    const list = found ?? { slots: [], movedAtMs: atMs }
    list.movedAtMs = atMs
    this.#lists.delete(key)
    this.#lists.set(key, list)
    if (this.#lists.size > this.#countMax) {
      for (const quiet of this.#lists.keys()) {
        this.#lists.delete(quiet)
        break
      }
    }
    return list.slots
  }
}

/** The slot that begins then, mostly the last one; what is older than what is kept goes. */
function placeIn<Slot extends { readonly atMs: number }>(
  slots: Slot[],
  atMs: number,
  keptMax: number,
  empty: (atMs: number) => Slot,
): Slot {
  // Looked at with every event and attempt: the last one is nearly always it.
  const last = slots[slots.length - 1]
  if (last?.atMs === atMs) return last
  const found = slots.find((slot) => slot.atMs === atMs)
  if (found !== undefined) return found
  const slot = empty(atMs)
  slots.push(slot)
  slots.sort((a, b) => a.atMs - b.atMs)
  if (slots.length > keptMax) slots.shift()
  return slot
}

const emptyMinute = (atMs: number): Minute => ({
  atMs,
  accepted: 0,
  delivered: 0,
  attempts: 0,
  failedAttempts: 0,
  durations: new Uint32Array(durationPlaceCount),
})

const emptyHour = (atMs: number): Hour => ({ atMs, attempts: 0, failed: 0 })

const startOf = (atMs: number, lengthMs: number): number => Math.floor(atMs / lengthMs) * lengthMs

/** When each of the last stretches began, the present one last. */
function stretch(nowMs: number, lengthMs: number, count: number): readonly number[] {
  const lastMs = startOf(nowMs, lengthMs)
  return Array.from({ length: count }, (_, index) => lastMs - (count - 1 - index) * lengthMs)
}
