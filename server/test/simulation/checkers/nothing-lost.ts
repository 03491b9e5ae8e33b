/**
 * Nothing accepted is lost: every event that was answered `accepted` has a delivery for every
 * subscription that wanted it, and each of those was received, or ended for a reason that is on
 * record and true.
 */
import { deliveryId } from '../../../src/domain/ids.ts'
import type { DeliveryRecord } from '../../../src/ports/history.ts'
import type { SimulatedProcess } from '../../world/simulated-world.ts'
import type { EventAsk } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { wantingOf } from '../who-wants-what.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'nothing-lost'

export function nothingLost(stage: Stage): Checker {
  return {
    guarantee,
    async atEnd(process) {
      for (const ask of acceptedOnce(stage)) await judgeEvent(ask, stage, process)
    },
  }
}

function acceptedOnce(stage: Stage): readonly EventAsk[] {
  return stage.asks.filter((ask) => ask.answer?.kind === 'accepted' && !ask.answer.isRepeat)
}

async function judgeEvent(ask: EventAsk, stage: Stage, process: SimulatedProcess): Promise<void> {
  if (ask.answer?.kind !== 'accepted') return
  const { id, matched } = ask.answer
  const { history } = process.store
  const about = `event of token ${ask.token} (${id})`
  if ((await history.findEvent(ask.tenantKey, id)) === null) {
    const ageMs = stage.world.clock.monotonicMs() - ask.askedAtMs
    if (ageMs < stage.scenario.retentionMs) broken(guarantee, `${about} is not in the store`)
    return
  }
  const { deliveries: records } = await history.deliveriesOfEvent({
    tenantKey: ask.tenantKey,
    eventId: id,
    afterSubscription: 0,
    limit: Number.MAX_SAFE_INTEGER,
  })
  const first = new Set(records.filter(({ run }) => run === 0).map((one) => one.subscriptionNumber))
  if (first.size !== matched) {
    broken(guarantee, `${about} was answered with ${matched} matches and has ${first.size} targets`)
  }
  for (const seen of stage.subscriptions.byExternalKey.values()) {
    if (seen.number === null || first.has(seen.number)) continue
    if (wantingOf(stage, seen, ask.token) === 'wanted') {
      broken(guarantee, `${about} has no delivery to subscription ${seen.number}, which wants it`)
    }
  }
  for (const record of records) await judgeDelivery(record, ask, stage, process)
}

async function judgeDelivery(
  record: DeliveryRecord,
  ask: EventAsk,
  stage: Stage,
  process: SimulatedProcess,
): Promise<void> {
  const name = deliveryId(record)
  const sent = stage.deliveries.ofName(name)
  const about = `delivery ${name} of token ${ask.token} to subscription ${record.subscriptionNumber}`
  switch (record.state) {
    case 'delivered':
      if (!sent.some((request) => request.isSuccess)) broken(guarantee, `${about} was not received`)
      return
    case 'exhausted': {
      const seen = stage.subscriptions.byNumber.get(record.subscriptionNumber)
      const allowed = (seen?.delaysMs.length ?? 0) + 1
      const attempts = await process.store.history.attempts(ask.tenantKey, record)
      if (record.attemptCount !== allowed || attempts.length !== allowed) {
        const count = `${attempts.length} of ${allowed} attempts on record`
        broken(guarantee, `${about} is exhausted with ${count}`)
      }
      return
    }
    case 'cancelled':
      if (stage.subscriptions.byNumber.get(record.subscriptionNumber)?.isDeleted === true) return
      if (wasDeletedUnanswered(stage, record.subscriptionNumber)) return
      return broken(guarantee, `${about} is cancelled, and its subscription was never deleted`)
    case 'expired': {
      const ageMs = stage.world.clock.monotonicMs() - ask.askedAtMs
      if (ageMs < stage.scenario.retentionMs) broken(guarantee, `${about} expired too soon`)
      return
    }
    case 'pending':
    case 'parked':
      // In flight, or about to be, at three crashes in a row and the one after.
      if (record.isQuarantined && stage.troubles.crashCount > 3) return
      broken(guarantee, `${about} is ${record.state}, and nothing will ever send it`)
  }
}

function wasDeletedUnanswered(stage: Stage, number: number): boolean {
  return stage.changes.some((change) => change.kind === 'delete' && change.number === number)
}
