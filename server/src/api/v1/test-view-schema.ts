/** The shape of what came of a test event. */
import { Type } from 'typebox'
import { errorClass, header, timings } from './view-schemas.ts'

const strict = { additionalProperties: false } as const
const text = Type.String()

export const TestView = Type.Object(
  {
    is_accepted: Type.Boolean(),
    reply: Type.Object(
      {
        status: Type.Union([Type.Number(), Type.Null()]),
        error_class: Type.Optional(errorClass),
        detail: Type.Optional(text),
        headers: Type.Optional(Type.Array(header)),
        body: Type.Optional(text),
        timings,
      },
      strict,
    ),
  },
  { title: 'TestResult', ...strict },
)
