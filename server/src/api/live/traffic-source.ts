/** The figures of the overview, as the API reads them. */
import type { HourAttempts, MinuteTraffic } from '../../domain/traffic.ts'

export interface TrafficSource {
  /** Since when it counts: since the process began. */
  readonly startedAtMs: number
  /** The last hour, oldest minute first; of one tenant, or of all where the key is null. */
  minutes(tenantKey: number | null, nowMs: number): readonly MinuteTraffic[]
  /** The last day, oldest hour first. */
  hours(subscriptionNumber: number, nowMs: number): readonly HourAttempts[]
}
