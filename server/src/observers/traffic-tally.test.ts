import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../ports/observer.ts'
import { TrafficTally } from './traffic-tally.ts'

const minuteMs = 60_000
const startMs = Date.UTC(2026, 10, 24, 12)

const accepted = (tenantKey: number, acceptedAtMs: number): Fact => ({
  kind: 'event-accepted',
  tenantKey,
  tenantId: `Cust${tenantKey}`,
  eventId: 'evt_0199c3f5a1b27cde8f0123456789abcd',
  type: 'a.b',
  acceptedAtMs,
  targetCount: 1,
  commitMs: 1,
})

function attempted(tenantKey: number, startedAtMs: number, isFailed: boolean): Fact {
  const key = {
    eventId: 'evt_0199c3f5a1b27cde8f0123456789abcd',
    subscriptionNumber: 10 + tenantKey,
    run: 0,
  } as const
  const state = isFailed ? 'pending' : 'delivered'
  return {
    kind: 'attempt-recorded',
    tenantKey,
    tenantId: `Cust${tenantKey}`,
    dialect: 'standard-webhooks',
    state,
    subscriptionId: null,
    attempt: {
      ...key,
      number: 1,
      startedAtMs,
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 100 },
      outcome: isFailed
        ? { kind: 'unreached', errorClass: 'connect-refused' }
        : { kind: 'accepted' },
      status: isFailed ? null : 200,
      replyText: '',
      bodyDigest: new Uint8Array(16),
      subscriptionVersion: 1,
    },
    delivery: {
      ...key,
      type: 'a.b',
      state,
      runKind: 'accepted',
      attemptCount: 1,
      acceptedAtMs: startedAtMs,
      dueAtMs: null,
      endedAtMs: null,
      isQuarantined: false,
    },
  }
}

test('what happened in the last hour is counted by its minute, for all and for each tenant', () => {
  const tally = new TrafficTally(startMs)
  tally.observe(accepted(1, startMs))
  tally.observe(accepted(2, startMs + minuteMs))
  tally.observe(attempted(1, startMs + minuteMs, false))
  tally.observe(attempted(1, startMs + minuteMs, true))
  const nowMs = startMs + 2 * minuteMs
  const figures = (tenantKey: number | null) =>
    tally
      .minutes(tenantKey, nowMs)
      .slice(-3)
      .map((one) => [one.accepted, one.delivered, one.attempts, one.failedAttempts])
  assert.equal(tally.minutes(null, nowMs).length, 60)
  assert.deepEqual(figures(null), [
    [1, 0, 0, 0],
    [1, 1, 2, 1],
    [0, 0, 0, 0],
  ])
  assert.deepEqual(figures(1), [
    [1, 0, 0, 0],
    [0, 1, 2, 1],
    [0, 0, 0, 0],
  ])
  assert.deepEqual(figures(2).flat(), [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
  assert.deepEqual(
    figures(3).flat(),
    Array.from({ length: 12 }, () => 0),
  )
})

test('after an hour without anything it is all nothing, and a clock that went back does no harm', () => {
  const tally = new TrafficTally(startMs)
  for (let minute = 0; minute < 200; minute += 1) {
    tally.observe(accepted(1, startMs + minute * minuteMs))
    tally.observe(accepted(1, startMs + Math.floor(minute / 2) * minuteMs))
  }
  const ofHour = (nowMs: number): number =>
    tally.minutes(1, nowMs).reduce((sum, one) => sum + one.accepted, 0)
  assert.ok(ofHour(startMs + 199 * minuteMs) >= 60)
  assert.equal(ofHour(startMs + 400 * minuteMs), 0)
})

test('attempts of a subscription are counted by the hour for a day', () => {
  const tally = new TrafficTally(startMs)
  tally.observe(attempted(1, startMs, false))
  tally.observe(attempted(1, startMs + 60 * minuteMs, true))
  const hours = tally.hours(11, startMs + 61 * minuteMs)
  assert.equal(hours.length, 24)
  assert.deepEqual(hours.slice(-2), [
    { atMs: startMs, attempts: 1, failed: 0 },
    { atMs: startMs + 60 * minuteMs, attempts: 1, failed: 1 },
  ])
})

test('of more tenants than there is room for, the one that was quiet for longest is forgotten', () => {
  const tally = new TrafficTally(startMs, { tenantsMax: 2, subscriptionsMax: 2 })
  tally.observe(accepted(1, startMs))
  tally.observe(accepted(2, startMs))
  tally.observe(accepted(1, startMs + minuteMs))
  tally.observe(accepted(3, startMs + minuteMs))
  const of = (tenantKey: number | null): number =>
    tally.minutes(tenantKey, startMs + minuteMs).reduce((sum, one) => sum + one.accepted, 0)
  assert.deepEqual([1, 2, 3, null].map(of), [2, 0, 1, 4])
})
