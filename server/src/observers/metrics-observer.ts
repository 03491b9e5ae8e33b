/**
 * Counts facts for Prometheus. Labels are closed lists (dialect, state, error class), never a
 * tenant's text, so that their number stays bounded.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Fact, Observer } from '../ports/observer.ts'

export interface MetricsObserver extends Observer {
  /** The exposition text; gauges are read at this moment. */
  text(): Promise<string>
  readonly contentType: string
}

/** What is read at the moment of a scrape. */
export interface Gauges {
  readonly inFlight: () => number
  readonly queued: () => number
  readonly oldestQueuedSeconds: () => number
  readonly sickSubscriptions: () => number
  readonly logBytes: () => number
  readonly commitWaitSeconds: () => number
  readonly commits: () => number
  /** The conservation ledger's counters, by their name. */
  readonly ledger: () => Promise<Readonly<Record<string, number>>>
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

export function createMetricsObserver(gauges: Gauges): MetricsObserver {
  const registry = new Registry()
  const registers = [registry]
  const prefix = 'posthorn_'
  const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
    new Counter({ name: prefix + name, help, labelNames, registers })
  const events = counter('events_accepted_total', 'Events accepted.')
  const targets = counter('targets_accepted_total', 'Targets of accepted events.')
  const attempts = counter('attempts_total', 'Attempts.', ['dialect', 'outcome', 'error_class'])
  const ended = counter('deliveries_ended_total', 'Deliveries ended.', ['state'])
  const uncounted = counter('attempts_uncounted_total', 'Attempts not held against a receiver.')
  const faults = counter('faults_total', 'Faults of our own.', ['where'])
  const egress = new Gauge({ name: `${prefix}egress_down`, help: '1: no way out.', registers })
  const commitSeconds = new Histogram({
    name: `${prefix}accept_commit_seconds`,
    help: 'Accept until on disk.',
    buckets: secondsBuckets,
    registers,
  })
  const attemptSeconds = new Histogram({
    name: `${prefix}attempt_seconds`,
    help: 'Attempt from start to reply.',
    buckets: secondsBuckets,
    registers,
  })
  addGauges(gauges, prefix, registry)
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe(fact: Fact) {
      if (fact.kind === 'event-accepted') {
        events.inc()
        targets.inc(fact.targetCount)
        commitSeconds.observe(fact.commitMs / 1_000)
      } else if (fact.kind === 'attempt-recorded') {
        const { outcome, timings } = fact.attempt
        const errorClass = outcome.kind === 'accepted' ? '' : outcome.errorClass
        attempts.inc({ dialect: fact.dialect, outcome: outcome.kind, error_class: errorClass })
        attemptSeconds.observe(timings.totalMs / 1_000)
      } else if (fact.kind === 'delivery-ended') ended.inc({ state: fact.state })
      else if (fact.kind === 'attempt-uncounted') uncounted.inc()
      else if (fact.kind === 'fault') faults.inc({ where: fact.where })
      else if (fact.kind === 'egress') egress.set(fact.isDown ? 1 : 0)
    },
  }
}

function addGauges(gauges: Gauges, prefix: string, registry: Registry): void {
  const add = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: prefix + name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
  add('in_flight', 'Attempts in flight.', gauges.inFlight)
  add('queued', 'Deliveries queued in memory.', gauges.queued)
  add('oldest_queued_seconds', 'Age of the oldest queued delivery.', gauges.oldestQueuedSeconds)
  add('sick_subscriptions', 'Subscriptions served one at a time.', gauges.sickSubscriptions)
  add('store_log_bytes', 'Size of the write-ahead log.', gauges.logBytes)
  add('store_commit_wait_seconds', 'Age of the oldest waiting write.', gauges.commitWaitSeconds)
  add('store_commits', 'Commits since start.', gauges.commits)
  new Gauge({
    name: `${prefix}ledger`,
    registers: [registry],
    labelNames: ['entry'],
    help: 'accepted + resends + replays = delivered + exhausted + cancelled + expired + open.',
    async collect() {
      for (const [entry, value] of Object.entries(await gauges.ledger())) this.set({ entry }, value)
    },
  })
}
