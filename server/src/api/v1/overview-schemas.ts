/** What callers see of the overview and of a subscription's activity. */
import { Type, type TProperties } from 'typebox'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title, ...strict })
const text = Type.String()
const textOrNull = Type.Union([Type.String(), Type.Null()])
const instant = Type.String({ format: 'date-time' })
const count = Type.Integer({ minimum: 0 })
const countOrNull = Type.Union([count, Type.Null()])
const flag = Type.Boolean()

const durationFields = { p50_ms: countOrNull, p95_ms: countOrNull, p99_ms: countOrNull }

const minuteView = Type.Object(
  { at: instant, accepted: count, delivered: count, failed_attempts: count, ...durationFields },
  strict,
)

const hourView = Type.Object(
  {
    accepted: count,
    delivered: count,
    attempts: count,
    failed_attempts: count,
    success_rate: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
      description: 'attempts that were accepted, of all; null: there were none',
    }),
    ...durationFields,
  },
  strict,
)

const backlogView = Type.Object(
  {
    queued: Type.Integer({ minimum: 0, description: 'in memory, not under way yet' }),
    in_flight: count,
    oldest_queued_ms: count,
    waiting: Type.Union([count, Type.Null()], {
      description: 'open and not in memory: due later, or parked; null: not counted for a tenant',
    }),
  },
  strict,
)

const ledgerView = Type.Object(
  {
    accepted: count,
    resends: count,
    replays: count,
    delivered: count,
    exhausted: count,
    cancelled: count,
    expired: count,
    open: count,
  },
  strict,
)

const failingView = Type.Object(
  {
    tenant: text,
    subscription_id: text,
    name: textOrNull,
    url: text,
    dialect: text,
    state: Type.Enum(['active', 'paused', 'disabled']),
    reason: textOrNull,
    failures_in_a_row: count,
    last_error: textOrNull,
    since: instant,
  },
  strict,
)

const overviewFields = {
  at: instant,
  started_at: Type.String({
    format: 'date-time',
    description: 'when this process began: minutes before are all nothing',
  }),
  version: text,
  minutes: Type.Array(minuteView, { description: 'the last 60, the present one last' }),
  last_hour: hourView,
  backlog: backlogView,
  failing: Type.Array(failingView, {
    description: 'subscriptions that fail or were disabled, the newest trouble first; at most 20',
  }),
  open_alerts: Type.Integer({
    minimum: 0,
    maximum: 200,
    description: 'alerts that nobody has acknowledged; 200 stands for that many and more',
  }),
}

export const TenantOverviewView = named('TenantOverview', overviewFields)

export const OverviewView = named('Overview', {
  ...overviewFields,
  ledger: ledgerView,
  store: Type.Object(
    {
      kind: text,
      is_writable: flag,
      free_bytes: Type.Union([count, Type.Null()], { description: 'null: not known' }),
    },
    strict,
  ),
  nodes: Type.Array(
    Type.Object({ number: count, roles: Type.Array(text), is_self: flag }, strict),
    {
      description: 'that share the store and live; none where the store is one process’s own',
    },
  ),
})

export const ActivityView = named('SubscriptionActivity', {
  since: Type.String({ format: 'date-time', description: 'when this process began to count' }),
  hours: Type.Array(Type.Object({ at: instant, attempts: count, failed: count }, strict), {
    description: 'the last 24, the present one last',
  }),
})

const at = '2026-11-21T10:00:00.000Z'
const durations = { p50_ms: 42, p95_ms: 185, p99_ms: 552 }

export const tenantOverviewExample = {
  at: '2026-11-21T10:00:30.000Z',
  started_at: '2026-11-20T08:00:00.000Z',
  version: '1.0.0',
  minutes: [{ at, accepted: 120, delivered: 118, failed_attempts: 2, ...durations }],
  last_hour: {
    accepted: 7_200,
    delivered: 7_190,
    attempts: 7_250,
    failed_attempts: 60,
    success_rate: 0.9917,
    ...durations,
  },
  backlog: { queued: 3, in_flight: 2, oldest_queued_ms: 40, waiting: null },
  failing: [
    {
      tenant: 'Cust12345',
      subscription_id: 'sub_0199c3f0b2c37def90123456789abcde',
      name: 'CRM sync',
      url: 'https://hooks.example.org/crm',
      dialect: 'superoffice',
      state: 'disabled',
      reason: 'too-many-failures',
      failures_in_a_row: 9,
      last_error: 'HTTP/1.1 500 Internal Server Error',
      since: at,
    },
  ],
  open_alerts: 1,
}

export const overviewExample = {
  ...tenantOverviewExample,
  backlog: { ...tenantOverviewExample.backlog, waiting: 12 },
  ledger: {
    accepted: 90_000,
    resends: 4,
    replays: 200,
    delivered: 90_150,
    exhausted: 20,
    cancelled: 12,
    expired: 5,
    open: 17,
  },
  store: { kind: 'sqlite', is_writable: true, free_bytes: 52_428_800_000 },
  nodes: [],
}

export const activityExample = {
  since: '2026-11-20T08:00:00.000Z',
  hours: [{ at, attempts: 7_250, failed: 60 }],
}
