/** The event types that systems document, as the API shows them: schema, example, view. */
import { Type } from 'typebox'
import type { EventKind } from '../../domain/event-kind.ts'
import type { DialectName } from '../../domain/subscription.ts'

const anyObject = Type.Record(Type.String(), Type.Unknown())

export const EventTypeView = Type.Object(
  {
    event_type: Type.String({ description: 'its name; a part in braces varies' }),
    dialect: Type.String({ description: 'whose documents name it' }),
    subject: Type.String({ description: 'what it is about' }),
    description: Type.String(),
    example: Type.Object(
      { type: Type.String(), data: anyObject },
      { additionalProperties: false, description: 'an event that can be handed in as it stands' },
    ),
    payload: Type.Record(Type.String(), Type.Unknown(), {
      description: 'what a receiver of that dialect then finds in the body',
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
}
