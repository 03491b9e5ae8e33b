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

const prefix = 'posthorn_'
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

export function createMetricsObserver(gauges: Gauges): MetricsObserver {
  const registry = new Registry()
  const count = counters(registry)
  addGauges(gauges, registry)
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe: (fact) => note(fact, count),
  }
}

type Counters = ReturnType<typeof counters>

function counters(registry: Registry) {
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
    new Counter({ name: prefix + name, help, labelNames, registers })
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: prefix + name, help, registers })
  const histogram = (name: string, help: string): Histogram =>
    new Histogram({ name: prefix + name, help, buckets: secondsBuckets, registers })
  const tally = (name: string, help: string, labelNames: readonly string[]): Tally =>
    new Tally(prefix + name, help, { labelNames, registry })
  const unaccounted = gauge(
    'ledger_unaccounted',
    'Deliveries with neither an end nor a place to wait, or both, at the last recount.',
  )
  // Nothing is said before it was counted.
  unaccounted.set(NaN)
  return {
    unaccounted,
    recounts: counter('ledger_recounts_total', 'Recounts of the rows behind the ledger.'),
    events: counter('events_accepted_total', 'Events accepted.'),
    misfits: tally('events_misfit_total', 'Events whose data do not fit their schema.', ['result']),
    targets: counter('targets_accepted_total', 'Targets of accepted events.'),
    attempts: tally('attempts_total', 'Attempts.', ['dialect', 'outcome', 'error_class']),
    ended: tally('deliveries_ended_total', 'Deliveries ended.', ['state']),
    uncounted: counter('attempts_uncounted_total', 'Attempts not held against a receiver.'),
    faults: counter('faults_total', 'Faults of our own.', ['where']),
    mails: tally('mails_total', 'What became of tries to send a mail.', ['result']),
    egress: gauge('egress_down', '1: no way out.'),
    commitSeconds: histogram('accept_commit_seconds', 'Accept until on disk.'),
    attemptSeconds: histogram('attempt_seconds', 'Attempt from start to reply.'),
  }
}

function note(fact: Fact, count: Counters): void {
  if (fact.kind === 'event-accepted') {
    count.events.inc()
    count.targets.inc(fact.targetCount)
    count.commitSeconds.observe(fact.commitMs / 1_000)
  } else if (fact.kind === 'attempt-recorded') {
    const { outcome, timings } = fact.attempt
    const errorClass = outcome.kind === 'accepted' ? '' : outcome.errorClass
    count.attempts.add(fact.dialect, outcome.kind, errorClass)
    count.attemptSeconds.observe(timings.totalMs / 1_000)
  } else if (fact.kind === 'event-misfit') count.misfits.add(fact.isRefused ? 'refused' : 'warned')
  else if (fact.kind === 'delivery-ended') count.ended.add(fact.state)
  else if (fact.kind === 'attempt-uncounted') count.uncounted.inc()
  else if (fact.kind === 'fault') count.faults.inc({ where: placeOf(fact.where) })
  else if (fact.kind === 'mail-tried') count.mails.add(fact.isSent ? 'sent' : 'failed')
  else if (fact.kind === 'egress') count.egress.set(fact.isDown ? 1 : 0)
  else if (fact.kind === 'ledger-recounted') {
    count.recounts.inc()
    count.unaccounted.set(fact.unaccountedCount)
  }
}

/** Without the id of the one request or replay, which belongs into the log alone. */
const placeOf = (where: string): string => where.replace(/^(request|replay) .*/, '$1')

/** A labelled counter that is counted up on every delivery: its labels are put together when read. */
class Tally {
  readonly #counts = new Map<string, number>()

  constructor(
    name: string,
    help: string,
    labels: { readonly labelNames: readonly string[]; readonly registry: Registry },
  ) {
    const counts = this.#counts
    const { labelNames, registry } = labels
    new Counter({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect() {
        this.reset()
        for (const [key, count] of counts) {
          const values = key.split('/')
          this.inc(Object.fromEntries(labelNames.map((label, at) => [label, values[at]])), count)
        }
      },
    })
  }

  /** Label values are words of closed lists, none of which holds a slash. */
  add(...values: readonly string[]): void {
    const key = values.length === 1 ? values[0]! : values.join('/')
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }
}

function addGauges(gauges: Gauges, registry: Registry): void {
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
