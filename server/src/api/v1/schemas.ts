/**
 * What callers may send: snake_case in, checked once at the door. Unknown fields are refused, so
 * that a typing mistake is never silently nothing. `views.ts` is the way out.
 */
import { Type, type TSchema } from 'typebox'
import {
  customHeadersMax,
  eventPatternsMax,
  explanationsMax,
  idempotencyKeyCharactersMax,
  pageSizeDefault,
  pageSizeMax,
  secretGraceMsMax,
  urlCharactersMax,
} from '../../domain/limits.ts'
import { deliveryStates } from '../../domain/delivery.ts'
import { environments } from '../../domain/tenant-status.ts'
import { keyScopes } from '../../domain/tenant.ts'
import { filterField } from './filter-field.ts'
import { alertFields } from './subscription-alerts.ts'
import { limitFields } from './subscription-limits.ts'

const strict = { additionalProperties: false } as const

/** One line of text: no control characters, no half characters. */
const line = (charactersMax: number, description: string, charactersMin = 0) =>
  Type.String({
    ...(charactersMin === 0 ? {} : { minLength: charactersMin }),
    maxLength: charactersMax,
    pattern: '^[^\\p{Cc}\\p{Cs}]*$',
    description,
  })

const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const instant = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$',
  description: 'an instant with its offset, such as 2026-11-21T09:30:00Z (RFC 3339)',
  examples: ['2026-11-21T09:30:00Z'],
})

const eventType = Type.String({
  maxLength: 128,
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_:-]*(\\.[A-Za-z0-9_:-]+)*$',
  description: '1 to 128 of A-Z a-z 0-9 _ . : - with no empty part between dots',
  examples: ['contact.changed'],
})

export const TenantBody = Type.Object(
  {
    id: Type.String({
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      description: '1 to 64 of A-Z a-z 0-9 _ - and no first path segment of the service itself',
    }),
    name: line(200, 'one line of 1 to 200 characters', 1),
    environment: Type.Optional(
      Type.Enum([...environments], {
        description: 'where its installation is; by default production',
      }),
    ),
  },
  strict,
)

export const KeyBody = Type.Object(
  {
    name: line(200, 'one line of 1 to 200 characters', 1),
    scopes: Type.Array(Type.Enum([...keyScopes]), {
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
      description: 'manage (includes read), read, ingest (hands in and signals events only)',
    }),
    application: Type.Optional(
      Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        description:
          '1 to 128 printable characters; keys of one application see the same SuperOffice webhooks',
      }),
    ),
  },
  strict,
)

const eventFields = {
  type: eventType,
  // Its bytes are kept as they came; nothing in it is looked at here.
  data: Type.Object({}, { description: 'any JSON object, kept and sent as the bytes it came in' }),
  occurred_at: Type.Optional(instant),
  order_key: Type.Optional(
    line(
      256,
      'one line of up to 256 characters; subscriptions with the ordering per-key keep the order of each key',
    ),
  ),
  subject: Type.Optional(
    line(
      256,
      'one line of up to 256 characters: whom it is about; kept and shown, nothing is erased by it yet',
    ),
  ),
  deliver_at: Type.Optional(instant),
}

export const EventBody = Type.Object(eventFields, strict)

const idempotencyKey = Type.String({
  minLength: 1,
  maxLength: idempotencyKeyCharactersMax,
  pattern: '^[\\x20-\\x7e]*$',
  description: `1 to ${idempotencyKeyCharactersMax} printable ASCII characters`,
})

export const BatchItem = Type.Object(
  { ...eventFields, idempotency_key: Type.Optional(idempotencyKey) },
  strict,
)

export const dryRunQuery = Type.Object(
  {
    dry_run: Type.Optional(
      Type.Boolean({ description: 'true: say what would match and store nothing' }),
    ),
  },
  strict,
)

const eventPatterns = Type.Array(
  Type.String({
    maxLength: 130,
    pattern: '^(\\*|[A-Za-z0-9_][A-Za-z0-9_:-]*(\\.[A-Za-z0-9_:-]+)*(\\.\\*)?)$',
    description: 'an exact type, a prefix such as contact.*, or *',
  }),
  { minItems: 1, maxItems: eventPatternsMax, uniqueItems: true },
)

const headerValue = Type.String({ maxLength: 4096 })

const retry = Type.Object(
  {
    delays_ms: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1000, maximum: 86_400_000 }), {
        maxItems: 20,
        description: 'waits after each failed attempt, 1 s to 24 h each, 100 h at most in all',
      }),
    ),
    timeout_ms: Type.Optional(Type.Integer({ minimum: 1000, maximum: 30_000 })),
  },
  strict,
)

const subscriptionFields = {
  url: Type.String({ minLength: 1, maxLength: urlCharactersMax }),
  event_types: eventPatterns,
  filter: filterField,
  name: Type.Optional(orNull(line(200, 'one line of up to 200 characters'))),
  description: Type.Optional(
    orNull(Type.String({ maxLength: 4000, pattern: '^[^\\p{Cs}\\x00]*$' })),
  ),
  headers: Type.Optional(
    Type.Record(Type.String(), headerValue, {
      maxProperties: customHeadersMax,
      description: 'sent with every message; never shown again, since they may be credentials',
    }),
  ),
  dialect: Type.Optional(Type.Enum(['standard-webhooks'])),
  signature: Type.Optional(
    Type.Enum(['hmac', 'ed25519', 'both'], {
      description: 'how messages are signed; hmac when left out',
    }),
  ),
  secret: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'a signing secret of your own: whsec_… (HMAC) or whsk_… (ed25519)',
    }),
  ),
  retry: Type.Optional(orNull(retry)),
  ...limitFields,
  ...alertFields,
}

export const SubscriptionBody = Type.Object(subscriptionFields, strict)

export const SubscriptionPatch = Type.Object(
  {
    url: Type.Optional(subscriptionFields.url),
    event_types: Type.Optional(eventPatterns),
    filter: filterField,
    name: subscriptionFields.name,
    description: subscriptionFields.description,
    headers: Type.Optional(
      Type.Record(Type.String(), orNull(headerValue), {
        // All that may be there removed, and as many added.
        maxProperties: 2 * customHeadersMax,
        description: 'merged with those there are; null removes one',
      }),
    ),
    signature: subscriptionFields.signature,
    retry: subscriptionFields.retry,
    ...limitFields,
    ...alertFields,
  },
  { ...strict, minProperties: 1 },
)

export const RotateBody = Type.Object(
  {
    grace_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: secretGraceMsMax / 1000 })),
    secret: subscriptionFields.secret,
  },
  strict,
)

export const PauseBody = Type.Object(
  { reason: Type.Optional(line(200, 'one line of up to 200 characters')) },
  strict,
)

export const subscriptionId = Type.String({ description: 'the id of a subscription' })

export const ReplayBody = Type.Object(
  {
    filter: Type.Object(
      {
        states: Type.Optional(
          Type.Array(Type.Enum([...deliveryStates]), {
            minItems: 1,
            maxItems: deliveryStates.length,
            uniqueItems: true,
          }),
        ),
        subscription: Type.Optional(subscriptionId),
        event_types: Type.Optional(eventPatterns),
        since: Type.Optional(instant),
        until: Type.Optional(instant),
        include_undelivered: Type.Optional(
          Type.Boolean({
            description:
              'also events that the subscription got no delivery of because it was paused; needs subscription',
          }),
        ),
      },
      { ...strict, minProperties: 1 },
    ),
    rate_per_second: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
    dry_run: Type.Optional(Type.Boolean()),
  },
  strict,
)

export const cursor = Type.Optional(
  Type.String({ maxLength: 500, description: '`next_cursor` of the page before' }),
)
export const limit = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: pageSizeMax,
    default: pageSizeDefault,
    description: 'how many at most',
  }),
)

export const PageQuery = Type.Object({ cursor, limit }, strict)

export const TenantsQuery = Type.Object(
  {
    cursor,
    limit,
    search: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'only those whose id or name has this in it, in any case',
      }),
    ),
  },
  strict,
)

export const TimeQuery = {
  since: Type.Optional(instant),
  until: Type.Optional(instant),
}

export const timeFilters = { type: Type.Optional(eventType), ...TimeQuery }

export const EventsQuery = Type.Object({ ...timeFilters, cursor, limit }, strict)

export const ExplainQuery = Type.Object(
  {
    subscription: Type.Optional(subscriptionId),
    cursor,
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: explanationsMax,
        default: pageSizeDefault,
        description: 'how many subscriptions at most',
      }),
    ),
  },
  strict,
)

/** Epoch milliseconds, or null for a day that no calendar has or that is before 1970. */
export function readInstant(text: string): number | null {
  const atMs = Date.parse(text)
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`)
  // JavaScript takes 30 February for 2 March.
  const isOfCalendar =
    !Number.isNaN(day) && new Date(day).toISOString().startsWith(text.slice(0, 10))
  return Number.isNaN(atMs) || atMs < 0 || !isOfCalendar ? null : atMs
}
