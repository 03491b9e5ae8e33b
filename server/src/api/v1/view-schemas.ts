/**
 * The shapes of what callers are answered, for the OpenAPI document; tests hold every answer to
 * them. A schema with a title becomes a component of that name.
 */
import { Type, type TProperties, type TSchema } from 'typebox'
import { errorClasses } from '../../domain/error-class.ts'
import { deliveryStates } from '../../domain/delivery.ts'
import { statusFields } from './apps/app-view-schemas.ts'
import { keyScopes } from '../../domain/tenant.ts'
import { alertViewFields } from './subscription-alerts.ts'
import { limitViewFields } from './subscription-limits.ts'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title, ...strict })
const text = Type.String()
const textOrNull = Type.Union([Type.String(), Type.Null()])
const instant = Type.String({ format: 'date-time' })
const instantOrNull = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])
const count = Type.Integer({ minimum: 0 })
const numberOrNull = Type.Union([Type.Number(), Type.Null()])
const flag = Type.Boolean()

const nextCursor = Type.Union([Type.String(), Type.Null()], {
  description: 'hand it back as `cursor` for the next page; null at the end',
})

/** A page of a list. */
export const pageOf = (item: TSchema) =>
  Type.Object({ data: Type.Array(item), next_cursor: nextCursor }, strict)

export const TenantView = named('Tenant', {
  id: text,
  name: text,
  created_at: instant,
  ...statusFields,
})

const keyFields = {
  id: text,
  name: text,
  scopes: Type.Array(Type.Enum([...keyScopes])),
  application: text,
  prefix: Type.String({ description: 'the first characters of the secret' }),
  created_at: instant,
  last_used_at: instantOrNull,
  revoked_at: instantOrNull,
}
export const KeyView = named('Key', keyFields)
export const NewKeyView = named('NewKey', {
  ...keyFields,
  key: Type.String({ description: 'the secret, shown this once' }),
})

const retryView = Type.Union([
  Type.Object(
    { delays_ms: Type.Optional(Type.Array(count)), timeout_ms: Type.Optional(count) },
    strict,
  ),
  Type.Null(),
])

const healthView = named('SubscriptionHealth', {
  is_failing: flag,
  failing_since: instantOrNull,
  is_sick: flag,
  is_slowed: flag,
  rests_until: instantOrNull,
  attempts: count,
  failed_attempts: count,
  failures_in_a_row: count,
  last_error: textOrNull,
  last_attempt_at: instantOrNull,
  last_success_at: instantOrNull,
})

const subscriptionFields = {
  id: text,
  number: Type.Integer({ description: 'as it stands in delivery ids and other APIs' }),
  external_key: textOrNull,
  dialect: text,
  url: text,
  event_types: Type.Array(text),
  filter: Type.Union([Type.Object({}), Type.Null()], { description: 'as it was given' }),
  name: textOrNull,
  description: textOrNull,
  header_names: Type.Array(text),
  signature: Type.Enum(['hmac', 'ed25519', 'both', 'none']),
  public_keys: Type.Array(text, { description: 'whpk_… of ed25519 keys' }),
  old_secrets: Type.Array(
    Type.Object({ kind: Type.Enum(['hmac', 'ed25519']), ends_at: instant }, strict),
  ),
  retry: retryView,
  ...limitViewFields,
  ...alertViewFields,
  state: Type.Enum(['active', 'paused', 'disabled', 'deleted']),
  reason: textOrNull,
  state_since: instant,
  is_releasing: flag,
  health: healthView,
  version: count,
  created_at: instant,
  updated_at: instant,
}
export const SubscriptionView = named('Subscription', subscriptionFields)
export const SubscriptionWithSecretView = named('SubscriptionWithSecret', {
  ...subscriptionFields,
  secret: Type.Union([Type.String(), Type.Null()], {
    description: 'the symmetric signing secret, shown this once; null with ed25519 alone',
  }),
})

const warnings = Type.Optional(
  Type.Array(Type.Object({ pointer: text, detail: text }, strict), {
    description:
      'what does not fit the schema of the event type, or what a product documents, and is let pass',
  }),
)

export const AcceptedView = named('Accepted', {
  id: text,
  matched: Type.Integer({ description: 'how many subscriptions it goes to' }),
  warnings,
})

export const DryRunView = named('DryRun', {
  dry_run: Type.Literal(true),
  warnings,
  matched: count,
  subscriptions: Type.Array(
    Type.Object(
      { id: text, name: textOrNull, state: text, effect: Type.Enum(['deliver', 'park', 'skip']) },
      strict,
    ),
  ),
})

const problemFields = {
  type: text,
  code: text,
  title: text,
  status: count,
  detail: text,
  errors: Type.Optional(Type.Array(Type.Object({ pointer: text, detail: text }, strict))),
}
/** RFC 9457. */
export const ProblemView = named('Problem', { ...problemFields, instance: text })

export const BatchView = named('BatchResult', {
  data: Type.Array(
    Type.Object(
      {
        status: count,
        id: Type.Optional(text),
        matched: Type.Optional(count),
        is_repeat: Type.Optional(flag),
        warnings,
        problem: Type.Optional(Type.Object(problemFields, strict)),
      },
      strict,
    ),
  ),
})

const orderKey = Type.Union([Type.String(), Type.Null()], {
  description:
    'as it was handed in; subscriptions with the ordering per-key keep the order of each key',
})
const subject = Type.Union([Type.String(), Type.Null()], {
  description: 'as it was handed in; nothing is erased by it yet',
})
const eventFields = {
  id: text,
  type: text,
  accepted_at: instant,
  occurred_at: instant,
  order_key: orderKey,
  subject,
  traceparent: textOrNull,
  matched: count,
}
export const EventView = named('Event', eventFields)

const statusOrNull = Type.Union([Type.Integer(), Type.Null()], {
  description: 'of the reply to its last attempt; null where that had none, or there is no attempt',
})

export const errorClass = Type.Enum([...errorClasses])

export const DeliveryView = named('Delivery', {
  id: text,
  event_id: text,
  event_type: text,
  subscription_id: textOrNull,
  state: Type.Enum([...deliveryStates]),
  run: count,
  run_kind: Type.Enum(['accepted', 'resend', 'replay']),
  attempt_count: count,
  accepted_at: instant,
  due_at: instantOrNull,
  ended_at: instantOrNull,
  is_quarantined: flag,
  last_status: statusOrNull,
  last_error_class: Type.Union([errorClass, Type.Null()], {
    description: 'of its last attempt; null where that was accepted, or there is none',
  }),
})

const noDeliveryReason = Type.Enum([
  'created-later',
  'deleted-before',
  'type-not-wanted',
  'data-not-wanted',
  'paused',
  'not-watching',
])

export const EventDetailView = named('EventDetail', {
  ...eventFields,
  deliveries: Type.Array(DeliveryView),
  without_delivery: Type.Array(
    Type.Object(
      { subscription_id: text, reason: Type.Union([noDeliveryReason, Type.Null()]) },
      strict,
    ),
  ),
  next_cursor: nextCursor,
  data: Type.Object({}, { description: 'as it came in, byte for byte' }),
})

export const ExplanationView = named('EventExplanation', {
  event_id: text,
  event_type: text,
  accepted_at: instant,
  subscriptions: Type.Array(
    Type.Object(
      {
        subscription_id: text,
        name: textOrNull,
        reason: Type.Union([noDeliveryReason, Type.Null()]),
        state: Type.Enum(['active', 'paused', 'disabled', 'deleted']),
        steps: Type.Array(
          Type.Object(
            {
              step: Type.Enum([
                'tenant',
                'existed',
                'pattern',
                'filter',
                'state',
                'watching',
                'delivery',
              ]),
              is_passed: flag,
              detail: text,
            },
            strict,
          ),
        ),
        deliveries: Type.Array(DeliveryView),
      },
      strict,
    ),
  ),
  next_cursor: nextCursor,
})

export const header = Type.Object({ name: text, value: text }, strict)
export const timings = named('Timings', {
  dns_ms: numberOrNull,
  connect_ms: numberOrNull,
  tls_ms: numberOrNull,
  first_byte_ms: numberOrNull,
  total_ms: Type.Number(),
})

const AttemptView = named('Attempt', {
  id: text,
  number: count,
  started_at: instant,
  outcome: Type.Enum(['accepted', 'refused', 'unreached']),
  error_class: Type.Union([errorClass, Type.Null()]),
  status: numberOrNull,
  why: Type.Union([Type.String(), Type.Null()], { description: 'in a sentence; null: accepted' }),
  reply: text,
  retry_after_ms: numberOrNull,
  timings,
  subscription_version: count,
  request: Type.Union([
    Type.Object(
      {
        line: text,
        headers: Type.Array(header),
        body: text,
        body_is_cut: flag,
        body_is_exact: Type.Boolean({
          description: 'whether the digest kept with the attempt proves it the same',
        }),
      },
      strict,
    ),
    Type.Null(),
  ]),
})

export const DeliveryDetailView = named('DeliveryDetail', {
  ...DeliveryView.properties,
  attempts: Type.Array(AttemptView),
})

export const ResendView = named('Resend', { id: text })
