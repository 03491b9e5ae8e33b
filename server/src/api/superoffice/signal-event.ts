/**
 * An event that a caller says has happened: it goes the way of all events and reaches the webhooks
 * that name it. The keys of its data become `Changes`, as HTTP receivers see them; the values are
 * kept for scripts (REST reference, POST Webhook/{eventName}/{primaryKey}).
 */
import { isEventType } from '../../domain/event.ts'
import { acceptDoor, type Accepted, acceptInTime } from '../answer-in-time.ts'
import type { ApiContext } from '../context.ts'
import { dataCheck, misfitProblem } from '../intake/data-faults.ts'
import type { PathTenant } from '../operation.ts'
import { isProblem } from '../problems.ts'
import { productOf } from '../intake/product-of.ts'
import { badArgument, type Refusal, tooMany, unavailable } from './superoffice-errors.ts'
import { signalValuesMax } from './webhook-limits.ts'

export interface Signal {
  readonly eventName: string
  /** Of the entity; 0 when the event has none. */
  readonly primaryKey: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Null once the event is on disk, also when no webhook wants it. */
export async function signalEvent(
  signal: Signal,
  door: {
    readonly tenant: PathTenant
    readonly context: Pick<
      ApiContext,
      'pipeline' | 'ports' | 'eventTypes' | 'tenantLimits' | 'tenantProducts'
    >
  },
): Promise<Refusal | null> {
  if (!isEventType(signal.eventName)) {
    return badArgument(
      'The event name has to be 1 to 128 letters, digits and _ . : - with no empty part.',
    )
  }
  const product = await productOf(door.tenant, door.context)
  if (product !== null) {
    return isProblem(product)
      ? unavailable(503, 'The store did not answer in time. Nothing was stored; try again.')
      : badArgument('The tenant is a product, which takes events of its own catalogue alone.')
  }
  const names = Object.keys(signal.data)
  if (names.length > signalValuesMax) {
    return badArgument(
      `The data of an event has at most ${signalValuesMax} entries, this has ${names.length}.`,
    )
  }
  const data = {
    PrimaryKey: signal.primaryKey,
    Changes: names,
    ChangedByAssociateId: 0,
    ChangedValues: signal.data,
  }
  const misfit = dataCheck(door.tenant, door.context)?.({ type: signal.eventName, data }) ?? null
  if (misfit?.eventType.mode === 'refuse') {
    const { detail, errors } = misfitProblem(misfit)
    return badArgument([detail, ...errors.map((one) => `${one.pointer} ${one.detail}.`)].join(' '))
  }
  const event = {
    tenantKey: door.tenant.key,
    tenantId: door.tenant.id,
    type: signal.eventName,
    data: Buffer.from(JSON.stringify(data)),
  }
  const result = await acceptInTime(event, acceptDoor(door.context))
  return refusalOf(result)
}

function refusalOf(result: Accepted): Refusal | null {
  switch (result.kind) {
    case 'accepted':
      return null
    case 'overloaded':
      return unavailable(503, 'Too much is waiting to be written. Nothing was stored; try again.')
    case 'tenant-rate-exceeded':
      return tooMany(
        `The tenant hands in more events than it may. Nothing was stored; try again in ${result.waitSeconds} s.`,
        result.waitSeconds,
      )
    case 'unknown':
      return unavailable(503, 'The store did not answer in time. The event may have been stored.')
    case 'stopping':
      return unavailable(503, 'The service is stopping. Nothing was stored; try again.')
    case 'disk-full':
      return unavailable(507, 'The disk is nearly full. Nothing was stored; try again later.')
    case 'key-reused':
      throw new Error('a signal carries no idempotency key, yet one was found again')
  }
}
