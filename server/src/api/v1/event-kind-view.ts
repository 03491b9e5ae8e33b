/**
 * The event types of a list, as the API shows them: those that the tenant has described and those
 * that systems document.
 */
import { Type } from 'typebox'
import type { EventKind } from '../../domain/event-kind.ts'
import { type EventType, schemaModes } from '../../domain/event-type.ts'
import type { DialectName } from '../../domain/subscription.ts'

const anyObject = Type.Record(Type.String(), Type.Unknown())
const textOrNull = (description: string) =>
  Type.Union([Type.String(), Type.Null()], { description })

export const EventTypeView = Type.Object(
  {
    event_type: Type.String({ description: 'its name; a part in braces varies' }),
    dialect: textOrNull('whose documents name it; null: the tenant has described it'),
    subject: textOrNull('what it is about, where a dialect says so'),
    description: Type.String(),
    example: Type.Union(
      [
        Type.Object({ type: Type.String(), data: anyObject }, { additionalProperties: false }),
        Type.Null(),
      ],
      { description: 'an event that can be handed in as it stands' },
    ),
    payload: Type.Union([anyObject, Type.Null()], {
      description: 'what a receiver of that dialect then finds in the body',
    }),
    version: textOrNull("the tenant's own name for this state of it"),
    mode: Type.Union([Type.Enum([...schemaModes]), Type.Null()], {
      description: 'what becomes of data that do not fit its schema; null: it has none',
    }),
  },
  { additionalProperties: false, title: 'EventType' },
)

export const eventTypeView = (dialect: DialectName, kind: EventKind) => ({
  event_type: kind.type,
  dialect,
  subject: kind.subject,
  description: kind.description,
  example: kind.example,
  payload: kind.payload,
  version: null,
  mode: null,
})

export const ownEventTypeRow = ({
  type,
  description,
  example,
  version,
  schema,
  mode,
}: EventType) => ({
  event_type: type,
  dialect: null,
  subject: null,
  description,
  example: example === null ? null : { type, data: example },
  payload: null,
  version,
  mode: schema === null ? null : mode,
})

export const EventTypesQuery = Type.Object(
  {
    dialect: Type.Optional(Type.String({ maxLength: 64, description: 'only of this dialect' })),
    subject: Type.Optional(Type.String({ maxLength: 128, description: 'only about this' })),
  },
  { additionalProperties: false },
)

export const eventTypeExample = {
  event_type: 'quote.sent',
  dialect: 'superoffice',
  subject: 'quote',
  description: 'A quote was sent.',
  example: { type: 'quote.sent', data: { Changes: [] } },
  payload: { Event: 'quote.sent', Entity: 'quote', Changes: [] },
  version: null,
  mode: null,
}
