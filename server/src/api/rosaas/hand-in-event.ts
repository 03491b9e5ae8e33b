/**
 * An event as a producer of RoSaaS hands it in: the event object itself, named by code or by name.
 * The very bytes are kept, so no digit of a number changes on its way to the endpoints.
 */
import type { Product } from '../../domain/product.ts'
import { acceptDoor, acceptInTime } from '../answer-in-time.ts'
import { dataCheck, misfitProblem } from '../intake/data-faults.ts'
import { parseJson } from '../json-body.ts'
import { type Answer, productOperation, type TenantRequest } from '../operation.ts'
import { isProblem, problem, type Problem } from '../problems.ts'
import { acceptRequest, idempotencyKeyOf, notAccepted } from '../intake/accept-request.ts'
import { checkEvent, type CheckedEvent, type EventFault } from './check-event.ts'
import { answeredWith, shown, tag } from './rosaas-answers.ts'
import { errorOfFault, refusedEvent } from './rosaas-errors.ts'
import { rosaasKinds } from './rosaas-kinds.ts'
import { NewEventBody, NewEventView } from './rosaas-views.ts'
import { productOf } from '../intake/product-of.ts'

const eventId = 'evt_0199c3f5a1b27cde8f0123456789abcd'

export const handInEventOperation = productOperation({
  id: 'rosaasHandInEvent',
  unaudited: 'event',
  method: 'POST',
  path: '/api/management/apps/v1/events',
  allow: ['tenant:ingest'],
  tag,
  summary: 'Hand in an event. When it is answered it is on disk, and will be delivered.',
  body: {
    kind: 'raw',
    contentTypes: ['application/json'],
    schema: NewEventBody,
    example: {
      Event: 'Tenant.StatusChanged',
      TenantSystemName: 'acme-crm',
      MetaData: {
        NewTenantStatus: 'inactive',
        Date: '2025-08-02T10:00:00Z',
        Plan: 'pro-plan',
        planPrice: 29.5,
      },
      previous_attributes: { NewTenantStatus: 'deactivating' },
    },
  },
  requestHeaders: {
    'Idempotency-Key':
      '1 to 256 printable characters, kept for 7 days: the same key with the same body answers the same event again.',
  },
  responses: shown('On disk; `Warnings` where validation warns', NewEventView, {
    Id: eventId,
    EventCode: 2,
    Event: 'Tenant.StatusChanged',
  }),

  async handle(request) {
    const product = await productOf(request.tenant, request.context)
    if (product !== null && isProblem(product)) return product
    if (product === null) return problem('product-unknown')
    return handIn(request, product)
  },
})

async function handIn(
  request: TenantRequest<unknown, unknown, unknown>,
  { validation }: Product,
): Promise<Answer> {
  const { rawBody, context } = request
  if (rawBody.length === 0) return problem('body-missing')
  const parsed = parseJson(rawBody)
  if (isProblem(parsed)) return parsed
  const kinds = rosaasKinds(context.ports)
  const checked = checkEvent(parsed.value, {
    kinds,
    validation: validation === 'strict' ? 'refuse' : 'warn',
  })
  if (checked.kind === 'refused') return refusedEvent(checked.faults)
  const misfits = misfitsOf(checked.event.type, parsed.value, request)
  if (isProblem(misfits)) return misfits
  const idempotencyKey = idempotencyKeyOf(request.headers)
  if (typeof idempotencyKey === 'object') return idempotencyKey
  const accepted = await acceptInTime(
    acceptRequest(readOf(checked.event, rawBody), {
      tenant: request.tenant,
      traceparent: request.headers['traceparent'],
      idempotencyKey,
      bytes: rawBody,
    }),
    acceptDoor(context),
  )
  if (accepted.kind !== 'accepted') return notAccepted(accepted)
  const { type } = checked.event
  const code = kinds.find((kind) => kind.type === type)?.code
  return answeredWith({
    Id: accepted.id,
    EventCode: code,
    Event: type,
    ...warningsOf([...checked.warnings, ...misfits]),
  })
}

const readOf = ({ type, subject, occurredAtMs }: CheckedEvent, data: Buffer) => ({
  type,
  subject,
  occurredAtMs,
  data,
  deliverAtMs: null,
  orderKey: null,
  idempotencyKey: null,
  warnings: [],
})

/** What the tenant itself has said of the data of its events; here they are the whole body. */
function misfitsOf(
  type: string,
  data: unknown,
  { tenant, context }: TenantRequest<unknown, unknown, unknown>,
): readonly EventFault[] | Problem {
  const misfit = dataCheck(tenant, context)?.({ type, data }) ?? null
  if (misfit === null) return []
  const faults = misfit.faults.map(({ pointer, detail }) => ({
    pointer: pointer.replace('/data', ''),
    detail,
  }))
  if (misfit.eventType.mode === 'refuse') return misfitProblem({ ...misfit, faults })
  return faults.map((fault) => ({ ...fault, kind: 'invalid' }))
}

/** Only where there are any. */
function warningsOf(warnings: readonly EventFault[]) {
  return warnings.length === 0 ? {} : { Warnings: warnings.map(errorOfFault) }
}
