import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterCountedAttempt, afterReactivation, type Health, healthy } from './health.ts'
import type { RetryRule } from './retry-rule.ts'

const line: RetryRule = {
  attemptTimeoutMs: 15_000,
  delaysMs: [1_000, 4_000, 30_000, 1_000, 4_000, 300_000, 1_000, 4_000],
  jitter: 'none',
  attemptsPerCycle: 3,
  retryAfterMsMax: 0,
  slowDownMs: 0,
  sickness: { kind: 'line', restsMs: [30_000, 300_000] },
  disableAfterFailureCount: 9,
  disableAfterMs: null,
  whilePaused: 'skip',
  releasePerSecondFirst: 10,
  releasePerSecondMax: 200,
}
const probe: RetryRule = {
  ...line,
  attemptsPerCycle: null,
  slowDownMs: 60_000,
  retryAfterMsMax: 3_600_000,
  sickness: {
    kind: 'probe',
    failureCount: 5,
    overMs: 10_000,
    probeEveryMsFirst: 5_000,
    probeEveryMsMax: 60_000,
  },
  disableAfterFailureCount: null,
  disableAfterMs: 5 * 24 * 3_600_000,
}

interface Step {
  readonly atMs: number
  readonly isOk?: boolean
  readonly isCycleEnd?: boolean
  readonly isOlder?: boolean
  readonly isGone?: boolean
  readonly isSlowDown?: boolean
}

function walk(rule: RetryRule, steps: readonly Step[], from: Health = healthy) {
  let health = from
  let disable: string | null = null
  for (const step of steps) {
    const result = afterCountedAttempt(
      health,
      {
        outcome:
          step.isOk === true
            ? { kind: 'accepted' }
            : {
                kind: 'refused',
                errorClass: 'status-5xx',
                retryAfterMs: null,
                isSlowDown: step.isSlowDown ?? false,
                isGone: step.isGone ?? false,
              },
        streakAtStart: step.isOlder === true ? health.streak - 1 : health.streak,
        wasFailingAtStart: step.isOlder !== true && health.failingSinceMs !== null,
        isCycleEnd: step.isCycleEnd ?? false,
        endedAtMs: step.atMs,
        errorText: 'HTTP 500',
      },
      rule,
    )
    health = result.health
    disable = result.disable ?? disable
  }
  return { health, disable }
}

const failure = (atMs: number, more: Partial<Step> = {}): Step => ({ atMs, ...more })

test('the first failure opens a line at once', () => {
  const { health } = walk(line, [failure(1_000)])
  assert.equal(health.isSick, true)
  assert.equal(health.consecutiveErrorCount, 1)
  assert.equal(health.restUntilMs, 0)
})

test('attempts already in flight at the first failure count in the totals alone', () => {
  const older = Array.from({ length: 12 }, (_, index) => failure(1_001 + index, { isOlder: true }))
  const { health, disable } = walk(line, [failure(1_000), ...older])
  assert.equal(health.consecutiveErrorCount, 1)
  assert.equal(health.errorCount, 13)
  assert.equal(health.callCount, 13)
  assert.equal(disable, null)
})

test('nine failures in a row in the line disable with a reason, eight and a success do not', () => {
  const nine = Array.from({ length: 9 }, (_, index) => failure(index))
  assert.equal(walk(line, nine).disable, 'too-many-failures')
  const saved = [...nine.slice(1), { atMs: 100, isOk: true }]
  const { health, disable } = walk(line, saved)
  assert.equal(disable, null)
  assert.equal(health.consecutiveErrorCount, 0)
  assert.equal(health.isSick, false)
  assert.equal(health.failingSinceMs, null)
})

test('the line rests 30 s after the first failed cycle and 5 min after the second', () => {
  const cycle = (startMs: number): Step[] => [
    failure(startMs),
    failure(startMs + 1),
    failure(startMs + 2, { isCycleEnd: true }),
  ]
  const first = walk(line, cycle(0)).health
  assert.equal(first.restUntilMs, 2 + 30_000)
  const second = walk(line, cycle(40_000), first).health
  assert.equal(second.restUntilMs, 40_002 + 300_000)
})

test('a 410 disables at once', () => {
  assert.equal(walk(line, [failure(0, { isGone: true })]).disable, 'gone')
  assert.equal(walk(probe, [failure(0, { isGone: true })]).disable, 'gone')
})

test('five failures in a row within ten seconds are no sickness, over ten seconds they are', () => {
  const burst = Array.from({ length: 6 }, (_, index) => failure(index * 100))
  assert.equal(walk(probe, burst).health.isSick, false)
  const long = Array.from({ length: 5 }, (_, index) => failure(index * 3_000))
  const { health } = walk(probe, long)
  assert.equal(health.isSick, true)
  assert.equal(health.restUntilMs, 12_000 + 5_000)
})

test('probes of a sick endpoint come at growing distances up to a bound', () => {
  let health = walk(
    probe,
    Array.from({ length: 5 }, (_, index) => failure(index * 3_000)),
  ).health
  const waits: number[] = []
  for (let probeCount = 0, atMs = 20_000; probeCount < 6; probeCount += 1) {
    health = walk(probe, [failure(atMs)], health).health
    waits.push(health.restUntilMs - atMs)
    atMs = health.restUntilMs
  }
  assert.deepEqual(waits, [10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
})

test('a receiver that says it is too much is slowed down until its next success', () => {
  const { health } = walk(probe, [failure(1_000, { isSlowDown: true })])
  assert.equal(health.isSlowed, true)
  assert.equal(health.restUntilMs, 61_000)
  assert.equal(walk(probe, [{ atMs: 70_000, isOk: true }], health).health.isSlowed, false)
})

test('while slowed down any failure leaves the distance behind it', () => {
  const { health } = walk(probe, [failure(1_000, { isSlowDown: true }), failure(61_000)])
  assert.equal(health.isSlowed, true)
  assert.equal(health.restUntilMs, 121_000)
})

test('five days of failures disable, however few they are', () => {
  const dayMs = 24 * 3_600_000
  const failing = walk(probe, [failure(0), failure(4.9 * dayMs)])
  assert.equal(failing.disable, null)
  assert.equal(walk(probe, [failure(5 * dayMs)], failing.health).disable, 'failing-too-long')
})

test('a reactivation sets the failures in a row to zero and keeps the totals', () => {
  const { health } = walk(
    line,
    Array.from({ length: 9 }, (_, index) => failure(index)),
  )
  const again = afterReactivation(health)
  assert.equal(again.consecutiveErrorCount, 0)
  assert.equal(again.errorCount, 9)
  assert.equal(again.isSick, false)
})

test('where the rule knows no sickness, no number of failures holds anything back', () => {
  const rule: RetryRule = {
    ...line,
    attemptsPerCycle: null,
    sickness: { kind: 'none' },
    disableAfterFailureCount: null,
  }
  const steps = Array.from({ length: 50 }, (_, at) => ({ atMs: at * 60_000 }))
  const { health, disable } = walk(rule, steps)
  assert.equal(health.consecutiveErrorCount, 50)
  assert.equal(health.failingSinceMs, 0)
  assert.deepEqual([health.isSick, health.restUntilMs, disable], [false, 0, null])
})
