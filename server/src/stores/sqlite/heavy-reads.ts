/**
 * The queries that may take up to a second, by name, so that they can be asked for across a
 * thread. Each runs in one read transaction: it sees the store as it was at one moment.
 */
import type { DeliveryQuery, EventDeliveriesQuery, EventListQuery } from '../../ports/history.ts'
import type { CandidateRequest } from '../../ports/replay-store.ts'
import { countLedger } from './count-rows.ts'
import { findCandidates } from './find-candidates.ts'
import { listDeliveries } from './list-deliveries.ts'
import { listEvents } from './list-events.ts'
import type { ReadContext } from './read-context.ts'
import { deliveriesOfEvent } from './read-delivery.ts'

export const heavyReads = {
  listEvents: (context: ReadContext, query: EventListQuery) => listEvents(context, query),
  listDeliveries: (context: ReadContext, query: DeliveryQuery) => listDeliveries(context, query),
  deliveriesOfEvent: (context: ReadContext, query: EventDeliveriesQuery) =>
    deliveriesOfEvent(context.engine, query),
  ledger: (context: ReadContext, request: { readonly recount: boolean }) =>
    countLedger(context, request.recount),
  candidates: (context: ReadContext, request: CandidateRequest) => findCandidates(context, request),
}

export type HeavyReads = typeof heavyReads
export type HeavyReadName = keyof HeavyReads
export type HeavyRequest<Name extends HeavyReadName> = Parameters<HeavyReads[Name]>[1]
export type HeavyResult<Name extends HeavyReadName> = ReturnType<HeavyReads[Name]>

/** Whoever answers heavy reads: a thread, or this one. */
export interface HistoryReader {
  read<Name extends HeavyReadName>(
    name: Name,
    request: HeavyRequest<Name>,
  ): Promise<HeavyResult<Name>>
  /** Stops what is being read, so that the log can be restarted. */
  cancel(): void
  close(): Promise<void>
}

/** Runs one read in a transaction of its own. */
export function runHeavyRead<Name extends HeavyReadName>(
  context: ReadContext,
  name: Name,
  request: HeavyRequest<Name>,
): HeavyResult<Name> {
  const read = heavyReads[name] as (
    context: ReadContext,
    request: HeavyRequest<Name>,
  ) => HeavyResult<Name>
  context.engine.run('BEGIN')
  try {
    return read(context, request)
  } finally {
    context.engine.run('COMMIT')
  }
}
