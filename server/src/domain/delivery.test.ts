import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from './attempt.ts'
import { afterAttempt } from './delivery.ts'
import { cycleOf, type RetryRule, withJitter } from './retry-rule.ts'

const base = {
  attemptTimeoutMs: 15_000,
  disableAfterFailureCount: null,
  disableAfterMs: null,
  whilePaused: 'park',
  releasePerSecondFirst: 10,
  releasePerSecondMax: 200,
  slowDownMs: 0,
} as const

const cycles: RetryRule = {
  ...base,
  delaysMs: [1_000, 4_000, 30_000, 1_000, 4_000, 300_000, 1_000, 4_000],
  jitter: 'none',
  attemptsPerCycle: 3,
  retryAfterMsMax: 0,
  sickness: { kind: 'line', restsMs: [30_000, 300_000] },
}

const schedule: RetryRule = {
  ...base,
  delaysMs: [5_000, 300_000],
  jitter: 'none',
  attemptsPerCycle: null,
  retryAfterMsMax: 24 * 3_600_000,
  sickness: {
    kind: 'probe',
    failureCount: 5,
    overMs: 10_000,
    probeEveryMsFirst: 5_000,
    probeEveryMsMax: 300_000,
  },
}

const refused = (retryAfterMs: number | null = null): Outcome => ({
  kind: 'refused',
  errorClass: 'status-5xx',
  retryAfterMs,
  isSlowDown: false,
  isGone: false,
})
const at = { endedAtMs: 1_000_000, chance: 0.5 }

test('an accepted attempt ends its delivery', () => {
  assert.deepEqual(afterAttempt({ kind: 'accepted' }, 1, schedule, at), {
    state: 'delivered',
    atMs: 1_000_000,
  })
})

test('the n-th wait follows the n-th failure, and a spent run is exhausted', () => {
  const first = afterAttempt(refused(), 1, schedule, at)
  assert.deepEqual(first, { state: 'pending', dueAtMs: 1_005_000, isBehindOthers: false })
  const second = afterAttempt(refused(), 2, schedule, at)
  assert.deepEqual(second, { state: 'pending', dueAtMs: 1_300_000, isBehindOthers: false })
  assert.deepEqual(afterAttempt(refused(), 3, schedule, at), {
    state: 'exhausted',
    atMs: 1_000_000,
  })
})

test('an endpoint that asks for more time than the schedule gives, gets it', () => {
  const next = afterAttempt(refused(120_000), 1, schedule, at)
  assert.equal(next.state === 'pending' && next.dueAtMs, 1_120_000)
})

test('Retry-After never shortens a wait and is bounded', () => {
  const shorter = afterAttempt(refused(1_000), 1, schedule, at)
  assert.equal(shorter.state === 'pending' && shorter.dueAtMs, 1_005_000)
  const forever = afterAttempt(refused(1e12), 1, schedule, at)
  assert.equal(forever.state === 'pending' && forever.dueAtMs, 1_000_000 + 24 * 3_600_000)
})

test('after the third failure of a cycle the delivery goes behind the others and waits for the line', () => {
  const third = afterAttempt(refused(), 3, cycles, at)
  assert.deepEqual(third, { state: 'pending', dueAtMs: 0, isBehindOthers: true })
  const fourth = afterAttempt(refused(), 4, cycles, at)
  assert.deepEqual(fourth, { state: 'pending', dueAtMs: 1_001_000, isBehindOthers: false })
})

test('a run of cycles has nine attempts', () => {
  assert.equal(afterAttempt(refused(), 8, cycles, at).state, 'pending')
  assert.equal(afterAttempt(refused(), 9, cycles, at).state, 'exhausted')
})

test('attempts are counted into cycles of three', () => {
  const places = [1, 2, 3, 4, 9].map((number) => cycleOf(cycles, number))
  assert.deepEqual(places, [
    { cycle: 1, inCycle: 1 },
    { cycle: 1, inCycle: 2 },
    { cycle: 1, inCycle: 3 },
    { cycle: 2, inCycle: 1 },
    { cycle: 3, inCycle: 3 },
  ])
})

test('jitter stays within a fifth up to a minute and a half above, in whole seconds', () => {
  const spread = { ...schedule, jitter: 'spread' as const }
  for (const chance of [0, 0.1, 0.5, 0.9, 0.999999]) {
    for (const [waitMs, share] of [
      [5_000, 0.2],
      [60_000, 0.2],
      [300_000, 0.5],
    ] as const) {
      const jittered = withJitter(spread, waitMs, chance)
      assert.equal(jittered % 1_000, 0)
      assert.ok(jittered >= waitMs * (1 - share) && jittered <= waitMs * (1 + share))
    }
  }
  assert.equal(withJitter(schedule, 5_000, 0.99), 5_000)
})
