/** How things stand, for the first page that people see: figures of memory, of one tenant or of all. */
import type { Subscription } from '../../domain/subscription.ts'
import { durationOf, type MinuteTraffic, type Traffic, trafficOfAll } from '../../domain/traffic.ts'
import type { Backlog } from '../../pipeline/backlog.ts'
import type { ApiContext } from '../context.ts'
import { seenAlerts } from './seen-alert.ts'
import { maySee, type Viewer } from './subscription-ids.ts'
import { iso } from './views.ts'

const failingMax = 20
/** Counting goes no further. */
const openAlertsMax = 200

/** Of the whole installation, for the operator. */
export async function overviewOfAll(context: ApiContext) {
  const { pipeline, ports } = context
  const { unaccountedCount: _, ...ledger } = await ports.store.history.ledger({ recount: false })
  const state = pipeline.state()
  const { engine, isWritable, diskFreeBytes } = ports.store.upkeep.state()
  const waiting = Math.max(0, ledger.open - state.queuedCount - state.inFlightCount)
  return {
    ...figures(null, context),
    backlog: backlogView(state, waiting),
    ledger,
    failing: failingViews([...pipeline.subscriptions.all()]),
    open_alerts: await ports.store.alerts.countOpen(openAlertsMax),
    store: { kind: engine, is_writable: isWritable, free_bytes: diskFreeBytes },
    nodes: pipeline
      .nodes()
      .map(({ number, roles, isSelf }) => ({ number, roles: [...roles], is_self: isSelf })),
  }
}

/** Of one tenant, as far as the caller may know of its subscriptions. */
export async function overviewOfTenant(viewer: Viewer) {
  const { tenant, caller, context } = viewer
  const { pipeline, ports } = context
  const seen = pipeline.subscriptions.list(tenant.key).filter((one) => maySee(caller, one))
  const open = await ports.store.alerts.list({
    tenantKey: tenant.key,
    beforeId: null,
    isOpenOnly: true,
    limit: openAlertsMax,
  })
  return {
    ...figures(tenant.key, context),
    backlog: backlogView(pipeline.backlog(tenant.key), null),
    failing: failingViews(seen),
    open_alerts: (await seenAlerts(open, viewer)).length,
  }
}

function figures(tenantKey: number | null, { traffic, version, ports }: ApiContext) {
  const nowMs = ports.clock.nowMs()
  const minutes = traffic.minutes(tenantKey, nowMs)
  const hour = trafficOfAll(minutes)
  const { accepted, delivered, attempts, failedAttempts } = hour
  return {
    at: iso(nowMs),
    started_at: iso(traffic.startedAtMs),
    version,
    minutes: minutes.map(minuteView),
    last_hour: {
      accepted,
      delivered,
      attempts,
      failed_attempts: failedAttempts,
      success_rate: attempts === 0 ? null : (attempts - failedAttempts) / attempts,
      ...durationsView(hour),
    },
  }
}

const minuteView = (minute: MinuteTraffic) => ({
  at: iso(minute.atMs),
  accepted: minute.accepted,
  delivered: minute.delivered,
  failed_attempts: minute.failedAttempts,
  ...durationsView(minute),
})

const durationsView = ({ durations }: Traffic) => ({
  p50_ms: durationOf(durations, 0.5),
  p95_ms: durationOf(durations, 0.95),
  p99_ms: durationOf(durations, 0.99),
})

const backlogView = (backlog: Backlog, waiting: number | null) => ({
  queued: backlog.queuedCount,
  in_flight: backlog.inFlightCount,
  oldest_queued_ms: Math.max(0, Math.round(backlog.oldestQueuedMs)),
  waiting,
})

/** When its trouble began; null: it has none. */
const troubleSinceMs = ({ status, health }: Subscription): number | null =>
  status.state === 'disabled' ? status.sinceMs : health.failingSinceMs

function failingViews(subscriptions: readonly Subscription[]) {
  return subscriptions
    .flatMap((subscription) => {
      const sinceMs = troubleSinceMs(subscription)
      return sinceMs === null ? [] : [{ subscription, sinceMs }]
    })
    .toSorted((a, b) => b.sinceMs - a.sinceMs)
    .slice(0, failingMax)
    .map(({ subscription, sinceMs }) => failingView(subscription, sinceMs))
}

const failingView = ({ tenantId, id, config, status, health }: Subscription, sinceMs: number) => ({
  tenant: tenantId,
  subscription_id: id,
  name: config.name,
  url: config.url,
  dialect: config.dialect,
  state: status.state,
  reason: status.reason,
  failures_in_a_row: health.consecutiveErrorCount,
  last_error: health.lastErrorText,
  since: iso(sinceMs),
})
