/** What callers send and are answered of inboxes, with the examples of the OpenAPI document. */
import { type Static, Type } from 'typebox'
import { inboxCloses, inboxScriptEnds, inboxUrl } from '../../../domain/inbox.ts'
import {
  customHeaderCharactersMax,
  inboxDelayMsMax,
  inboxNameCharactersMax,
  inboxScriptCharactersMax,
  inboxStepsMax,
  replyCharactersMax,
} from '../../../domain/limits.ts'
import { pageOf } from '../view-schemas.ts'

const strict = { additionalProperties: false } as const
const instant = Type.String({ format: 'date-time' })
const count = Type.Integer({ minimum: 0 })
const nameOrNull = Type.Union([Type.String(), Type.Null()])

/** Of one step, beside what an inbox sets by itself. */
const stepHeadersMax = 20
const retryAfterSecondsMax = 86_400

const status = Type.Integer({
  minimum: 200,
  maximum: 599,
  description: 'an HTTP status from 200 to 599',
})
const close = Type.Union([Type.Enum([...inboxCloses]), Type.Null()], {
  description: '`before`: hangs up without an answer; `mid-body`: in the middle of its body',
})
const after = Type.Enum([...inboxScriptEnds], {
  description: 'what follows the last step: that one again, or all of them from the first',
})

const InboxStepBody = Type.Object(
  {
    status: Type.Optional(status),
    delay_ms: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: inboxDelayMsMax,
        description: `how long the answer waits: milliseconds, at most ${inboxDelayMsMax}`,
      }),
    ),
    retry_after_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: retryAfterSecondsMax,
        description: 'sent as `Retry-After`',
      }),
    ),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String({ maxLength: customHeaderCharactersMax }), {
        maxProperties: stepHeadersMax,
        description: `at most ${stepHeadersMax} headers of the answer`,
      }),
    ),
    body: Type.Optional(
      Type.String({
        maxLength: replyCharactersMax,
        description: `the answer's body, at most ${replyCharactersMax} characters`,
      }),
    ),
    close: Type.Optional(close),
  },
  strict,
)

export const InboxScriptBody = Type.Object(
  {
    steps: Type.Array(InboxStepBody, {
      minItems: 1,
      maxItems: inboxStepsMax,
      description: `1 to ${inboxStepsMax} steps, one a request`,
    }),
    after: Type.Optional(after),
  },
  {
    ...strict,
    description: `what the inbox answers, step by step; at most ${inboxScriptCharactersMax} characters of JSON`,
  },
)

export const InboxBody = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: inboxNameCharactersMax,
        pattern: '^[^\\p{Cc}\\p{Cs}]*$',
        description: `one line of 1 to ${inboxNameCharactersMax} characters`,
      }),
    ),
    script: Type.Optional(InboxScriptBody),
  },
  strict,
)

const InboxScriptView = Type.Object(
  {
    steps: Type.Array(
      Type.Object(
        {
          status: Type.Integer(),
          delay_ms: count,
          retry_after_seconds: Type.Union([count, Type.Null()]),
          headers: Type.Record(Type.String(), Type.String()),
          body: Type.String(),
          close,
        },
        strict,
      ),
    ),
    after,
  },
  { title: 'InboxScript', ...strict },
)

export const InboxView = Type.Object(
  {
    id: Type.String(),
    name: nameOrNull,
    url: Type.String({ description: 'what a subscription names to send to it' }),
    script: InboxScriptView,
    created_at: instant,
    request_count: Type.Integer({
      minimum: 0,
      description: 'requests that are kept now',
    }),
  },
  { title: 'Inbox', ...strict },
)

export const InboxListView = Type.Object({ data: Type.Array(InboxView) }, strict)

const InboxRequestView = Type.Object(
  {
    id: Type.String(),
    received_at: instant,
    method: Type.String(),
    headers: Type.Array(Type.Tuple([Type.String(), Type.String()]), {
      description: 'name and value of each line, as received',
    }),
    body: Type.String({ description: 'as text, or in base64 where `is_text` is false' }),
    is_text: Type.Boolean({ description: 'the kept bytes are UTF-8' }),
    is_whole: Type.Boolean({ description: 'false: the body is longer than what is kept of it' }),
    bytes: Type.Integer({ minimum: 0, description: 'length of the body as received' }),
    reply: Type.Union([
      Type.Object({ status: Type.Integer() }, strict),
      Type.Object({ closed: Type.Literal(true) }, strict),
    ]),
  },
  { title: 'InboxRequest', ...strict },
)

export const InboxRequestPage = pageOf(InboxRequestView)

export type InboxScriptFields = Static<typeof InboxScriptBody>

export const scriptBodyExample = {
  steps: [{ status: 503, retry_after_seconds: 5 }, { status: 200 }],
  after: 'repeat-last',
}

const shownStep = { delay_ms: 0, retry_after_seconds: null, headers: {}, body: '', close: null }
const id = 'ibx_0199c3f2a1b27cde8f0123456789abcd'
export const inboxBodyExample = { name: 'first try', script: scriptBodyExample }
export const inboxExample = {
  id,
  name: 'first try',
  url: inboxUrl(id),
  script: {
    steps: [
      { ...shownStep, status: 503, retry_after_seconds: 5 },
      { ...shownStep, status: 200 },
    ],
    after: 'repeat-last',
  },
  created_at: '2026-11-21T09:00:00.000Z',
  request_count: 1,
}

export const inboxRequestExample = {
  id: 'irq_0f3a5b7c9d1e2f4051627384950a1b2c',
  received_at: '2026-11-21T10:00:00.120Z',
  method: 'POST',
  headers: [
    ['host', 'inbox.posthorn.invalid'],
    ['content-type', 'application/json'],
  ],
  body: '{"type":"contact.changed","timestamp":"2026-11-21T10:00:00.000Z","data":{"id":18}}',
  is_text: true,
  is_whole: true,
  bytes: 82,
  reply: { status: 503 },
}
