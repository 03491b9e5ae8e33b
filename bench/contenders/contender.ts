/**
 * A contender accepts events over HTTP, durably, and delivers each to the subscriptions that want
 * it, signed, with the outcome recorded durably. Every run starts one afresh on an empty store.
 */
import type { Bench } from '../harness/bench.ts'

export interface Contender {
  readonly name: 'posthorn' | 'posthorn-on-postgresql' | 'bullmq' | 'pg-boss' | 'graphile-worker'
  start(bench: Bench, setup: Setup): Promise<RunningContender>
}

export interface Setup {
  readonly folder: string
  readonly subscriptions: readonly WantedSubscription[]
  /** PEM file of the authority that the endpoints' certificates come from. */
  readonly authorityFile?: string
  /** How long a delivery may take; the rivals' is set to what Posthorn's is by default. */
  readonly timeoutMs?: number
}

export interface WantedSubscription {
  readonly url: string
  readonly eventTypes: readonly string[]
}

export interface RunningContender {
  readonly port: number
  readonly eventsPath: string
  readonly authorization: string
  /** Everything that it consists of, its database included; children count too. */
  readonly pids: readonly number[]
  /** The signing secret of each subscription, in order. */
  readonly secrets: readonly string[]
  /** Deliveries whose success is on record. */
  recordedCount(): Promise<number>
  stop(): Promise<void>
}
