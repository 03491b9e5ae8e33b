/**
 * The waits of every dialect whose system documents none of its own: ten attempts in 75 h 35 min
 * and 5 s, the example schedule of Standard Webhooks (section "Deliverability and reliability").
 */
const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** After the n-th failed attempt. */
export const defaultWaitsMs: readonly number[] = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]
