/**
 * The shapes of what callers of the RoSaaS API are answered, for the OpenAPI document; tests hold
 * the answers to them. Names and casing are RoSaaS's own. A schema with a title becomes a component.
 */
import { Type, type TProperties, type TSchema } from 'typebox'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title: `Rosaas${title}`, ...strict })
const text = Type.String()
const instant = Type.String({ format: 'date-time' })
const code = Type.Integer({ description: 'the code of an event' })
const anyObject = Type.Object({})

const RosaasError = named('Error', {
  message: Type.String({ description: 'what is wrong, and how to mend it' }),
  sysCode: Type.String({
    description:
      '1001 missing, 1005 not found, 1006 invalid, 1010 unauthorised, 1016 not allowed; empty where RoSaaS has no code',
  }),
  parameter: Type.String({ description: 'which member or parameter; empty: none by itself' }),
})

const Metadata = named('Metadata', { errors: Type.Array(RosaasError), success: Type.Boolean() })

export const dataEnvelope = (data: TSchema) => Type.Object({ data, metadata: Metadata }, strict)
export const doneEnvelope = Type.Object({ metadata: Metadata }, strict)
export const RefusalView = named('Refusal', { metadata: Metadata })

const endpointFields = {
  id: text,
  url: text,
  description: text,
  isActive: Type.Boolean(),
  entityId: Type.String({ description: 'the id of the product' }),
  entityType: Type.Integer({ description: 'of what it is an endpoint; 3: of a product' }),
  signingSecret: Type.Null({ description: 'never shown here' }),
  allEvents: Type.Boolean({ description: 'also those that are yet to come' }),
  noticeAddresses: Type.Array(text),
}

export const EndpointView = named('Endpoint', {
  ...endpointFields,
  eventsToListen: Type.Array(code),
})
/** By itself, its events have their names. */
export const EndpointDetailView = named('EndpointDetail', {
  ...endpointFields,
  eventsToListen: Type.Array(Type.Object({ id: code, event: text }, strict)),
})

export const NewIdView = named('NewId', { id: text })
export const SecretView = named('Secret', { signingSecret: text })
export const RevealView = named('Reveal', { date: instant, by: text })

export const TokenView = named('AccessToken', {
  token: Type.Object(
    {
      accessToken: text,
      tokenType: Type.Literal('Bearer'),
      expiresIn: Type.Integer({ description: 'in seconds' }),
    },
    strict,
  ),
})

export const EventTypeView = named('EventType', {
  id: code,
  event: text,
  description: text,
  aliases: Type.Array(text),
  metaData: Type.Array(
    Type.Object(
      {
        name: text,
        type: Type.Enum(['string', 'integer', 'decimal', 'boolean', 'timestamp']),
        isNullable: Type.Boolean(),
        description: text,
      },
      strict,
    ),
  ),
  example: Type.Object({}, { description: 'can be handed in as it stands' }),
  body: Type.Object({}, { description: 'what an endpoint then finds in the body' }),
})

const eventFields = {
  TenantSystemName: text,
  MetaData: anyObject,
  previous_attributes: Type.Optional(anyObject),
}

/** What a producer may send; it is checked by what is documented of the event that it names. */
export const NewEventBody = named('NewEvent', {
  EventCode: Type.Optional(code),
  Event: Type.Optional(Type.String({ description: 'its name or an alias; this or its code' })),
  ...eventFields,
  Created: Type.Optional(instant),
})

const warnings = Type.Optional(
  Type.Array(RosaasError, { description: 'only where validation warns, and has to' }),
)

export const EventView = named('Event', {
  Id: text,
  ProductId: text,
  EventCode: code,
  Event: text,
  ...eventFields,
  Created: instant,
  PendingWebhooks: Type.Integer({ description: 'endpoints that it has not been delivered to yet' }),
  Warnings: warnings,
})

export const EventPageView = named('EventPage', {
  items: Type.Array(EventView),
  hasMore: Type.Boolean(),
  next: Type.Optional(
    Type.String({ description: 'an id for `starting_after`, or for `ending_before`' }),
  ),
})

export const NewEventView = named('AcceptedEvent', {
  Id: text,
  EventCode: code,
  Event: text,
  Warnings: warnings,
})
