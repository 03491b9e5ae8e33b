import { partnerIdOf } from '../../../domain/partner.ts'
import { estimateReplay, replayEvents } from '../../../manage/replay-events.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { replayExample } from '../examples.ts'
import { replayView } from '../history-views.ts'
import { ReplayBody } from '../schemas.ts'
import { amongSubscriptions } from '../seen-replay.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { readTimes } from '../time-filter.ts'
import { ReplayEstimateView, ReplayView } from '../replay-view-schemas.ts'

const ratePerSecondDefault = 50

export const createReplayOperation = tenantOperation({
  id: 'createReplay',
  method: 'POST',
  path: '/v1/tenants/:tenantId/replays',
  allow: ['operator', 'tenant:manage'],
  tag: 'Replays',
  summary: 'Send many events again, chosen by a filter, at a bounded rate.',
  description:
    'The range of events is fixed when the replay is made. It is counted, then begins. With `dry_run` it is only counted: exactly, unless `is_at_least` says that there was no time to count all. A key that may not see all webhooks of the tenant replays those that it may see.',
  body: {
    kind: 'json',
    schema: ReplayBody,
    example: { filter: { states: ['exhausted'], since: '2026-11-21T09:00:00Z' } },
  },
  problems: ['subscription-unknown', 'replay-limit-reached', 'history-busy'],
  responses: {
    202: { description: 'Stored, and on its way', schema: ReplayView, example: replayExample },
    200: {
      description: 'With `dry_run`: how many deliveries it would send',
      schema: ReplayEstimateView,
      example: { dry_run: true, count: 17, is_at_least: false, sample: [] },
    },
  },

  async handle(request) {
    const { tenant, body, context } = request
    const times = readTimes(body.filter, 'filter')
    if (times.kind === 'problem') return times
    const { subscription: id, include_undelivered: includesUndelivered = false } = body.filter
    const subscription = id === undefined ? null : subscriptionOf(id, request)
    if (id !== undefined && subscription === null) return problem('subscription-unknown')
    // What a partner's events tell is for the one app that its tenant has approved.
    const isPartner = partnerIdOf(tenant.id) !== null
    if (includesUndelivered && (isPartner || subscription === null)) {
      const detail = isPartner
        ? 'is not there for partners: each of their events is for one app alone'
        : 'needs a subscription beside it: "subscription" is missing'
      const errors = [{ pointer: '/filter/include_undelivered', detail }]
      return problem('body-invalid', { errors })
    }
    const filter = {
      states: body.filter.states ?? null,
      subscriptionNumber: subscription?.number ?? null,
      amongSubscriptions: amongSubscriptions(request),
      patterns: body.filter.event_types ?? null,
      sinceMs: times.sinceMs,
      untilMs: times.untilMs,
      includesUndelivered,
    }
    if (body.dry_run === true) {
      const estimate = await estimateReplay({ tenantKey: tenant.key, filter }, context)
      const { count, isAtLeast, sample } = estimate
      return {
        status: 200,
        isDryRun: true,
        body: { dry_run: true, count, is_at_least: isAtLeast, sample },
      }
    }
    const ratePerSecond = body.rate_per_second ?? ratePerSecondDefault
    const replay = await replayEvents({ tenantKey: tenant.key, filter, ratePerSecond }, context)
    return replay === null
      ? problem('replay-limit-reached')
      : { status: 202, body: replayView(replay, subscription?.id ?? null) }
  },
})
