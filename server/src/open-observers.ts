/** Opens the observers that look at what happens for people: metrics, live feed and overview. */
import { LiveFeed } from './observers/live-feed.ts'
import { createMetricsObserver } from './observers/metrics-observer.ts'
import type { ObserverGroup } from './observers/observer-group.ts'
import { TrafficTally } from './observers/traffic-tally.ts'
import { version } from './open-senders.ts'
import type { Pipeline } from './pipeline/pipeline.ts'
import type { Ports } from './ports/ports.ts'

interface Watched {
  readonly ports: Ports
  readonly observer: ObserverGroup
  readonly pipeline: Pipeline
}

/** As the API asks for them. */
export function openObservers({ ports, observer, pipeline }: Watched) {
  const { store, random, clock } = ports
  const metrics = createMetricsObserver({
    inFlight: () => pipeline.state().inFlightCount,
    queued: () => pipeline.state().queuedCount,
    oldestQueuedSeconds: () => pipeline.state().oldestQueuedMs / 1_000,
    sickSubscriptions: () => pipeline.state().sickSubscriptionCount,
    logBytes: () => store.upkeep.state().logBytes,
    commits: () => store.upkeep.state().commitCount,
    commitWaitSeconds: () => store.upkeep.state().commitWaitMs / 1_000,
    ledger: async () => {
      // What is unaccounted only a recount knows; it has a metric of its own.
      const { unaccountedCount: _, ...entries } = await store.history.ledger({ recount: false })
      return entries
    },
  })
  const live = new LiveFeed(Buffer.from(random.bytes(6)).toString('hex'), clock)
  const traffic = new TrafficTally(clock.nowMs())
  observer.add(traffic)
  observer.add(metrics)
  observer.add(live)
  return {
    live,
    traffic,
    version,
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text() }),
  }
}
