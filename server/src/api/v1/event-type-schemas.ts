/** What callers send and are answered of the event types that a tenant describes itself. */
import { type Static, Type } from 'typebox'
import { type DataSchema, schemaFaults } from '../../domain/data-schema.ts'
import { type EventType, schemaModes } from '../../domain/event-type.ts'
import { eventTypeExampleCharactersMax } from '../../domain/limits.ts'
import type { Held } from '../../manage/records.ts'
import { type FieldError, problem, type Problem } from '../problems.ts'
import { dataFaults } from '../intake/data-faults.ts'

const strict = { additionalProperties: false } as const

const mode = Type.Enum([...schemaModes], {
  description:
    'what becomes of data that do not fit: off (nothing), warn (accepted, with `warnings` in the answer) or refuse (422); warn when left out',
})

export const EventTypeBody = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 1_000, pattern: '^[^\\p{Cs}\\x00]*$' })),
    version: Type.Optional(
      Type.Union([
        Type.String({
          minLength: 1,
          maxLength: 64,
          pattern: '^[\\x21-\\x7e]*$',
          description: 'a name of your own for this state of it: 1 to 64 printable characters',
        }),
        Type.Null(),
      ]),
    ),
    schema: Type.Optional(
      Type.Union([
        Type.Object(
          {},
          {
            description:
              'an object: JSON Schema (2020-12) of the data, without regular expressions, with $ref to its own $defs alone',
          },
        ),
        Type.Null(),
      ]),
    ),
    mode: Type.Optional(mode),
    example: Type.Optional(
      Type.Union([
        Type.Object(
          {},
          { description: 'an object: data of an event, which have to fit the schema' },
        ),
        Type.Null(),
      ]),
    ),
  },
  strict,
)

const textOrNull = Type.Union([Type.String(), Type.Null()])
const objectOrNull = Type.Union([Type.Object({}), Type.Null()])

export const OwnEventTypeView = Type.Object(
  {
    event_type: Type.String(),
    description: Type.String(),
    version: textOrNull,
    schema: objectOrNull,
    mode,
    example: objectOrNull,
    revision: Type.Integer({ description: 'counted from 1, and up by one with each change' }),
    changed_at: Type.String({ format: 'date-time' }),
  },
  { title: 'OwnEventType', ...strict },
)

export const ownEventTypeView = ({ value, revision, changedAtMs }: Held<EventType>) => ({
  event_type: value.type,
  description: value.description,
  version: value.version,
  schema: value.schema,
  mode: value.mode,
  example: value.example,
  revision,
  changed_at: new Date(changedAtMs).toISOString(),
})

/** The event type that a body describes, or what is wrong with its schema or its example. */
export function readEventType(
  type: string,
  body: Static<typeof EventTypeBody>,
): EventType | Problem {
  const schema = (body.schema ?? null) as DataSchema | null
  const example = (body.example ?? null) as DataSchema | null
  const faults = schema === null ? [] : schemaFaults(schema)
  const errors: FieldError[] = faults.map((fault) => ({
    ...fault,
    pointer: `/schema${fault.pointer}`,
  }))
  if (example !== null && errors.length === 0) errors.push(...exampleFaults(schema, example))
  if (errors.length > 0) return problem('body-invalid', { errors })
  return {
    type,
    description: body.description ?? '',
    version: body.version ?? null,
    schema,
    mode: body.mode ?? 'warn',
    example,
  }
}

function exampleFaults(schema: DataSchema | null, example: DataSchema): readonly FieldError[] {
  if (JSON.stringify(example).length > eventTypeExampleCharactersMax) {
    const detail = `is longer than ${eventTypeExampleCharactersMax} characters of JSON`
    return [{ pointer: '/example', detail }]
  }
  const faults = schema === null ? [] : dataFaults(schema, example)
  return faults.map(({ pointer, detail }) => ({ pointer: `/example${pointer}`, detail }))
}

const schema = {
  type: 'object',
  required: ['order_id', 'total'],
  properties: {
    order_id: { type: 'integer', minimum: 1 },
    total: { type: 'number', minimum: 0 },
    currency: { enum: ['NOK', 'SEK', 'EUR'] },
  },
}

export const eventTypeBodyExample = {
  description: 'A customer has placed an order.',
  version: '2',
  schema,
  mode: 'refuse',
  example: { order_id: 4711, total: 99.5, currency: 'NOK' },
}

export const ownEventTypeExample = {
  event_type: 'order.placed',
  ...eventTypeBodyExample,
  revision: 3,
  changed_at: '2026-11-21T09:00:00.000Z',
}
