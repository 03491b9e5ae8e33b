/** The shapes of replays and of what one would send. */
import { Type, type TProperties } from 'typebox'
import { replayStates } from '../../domain/replay.ts'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title, ...strict })
const text = Type.String()
const textOrNull = Type.Union([text, Type.Null()])
const instant = Type.String({ format: 'date-time' })
const instantOrNull = Type.Union([instant, Type.Null()])
const count = Type.Integer({ minimum: 0 })
const flag = Type.Boolean()

export const ReplayView = named('Replay', {
  id: text,
  filter: Type.Object(
    {
      states: Type.Union([Type.Array(text), Type.Null()]),
      subscription: textOrNull,
      event_types: Type.Union([Type.Array(text), Type.Null()]),
      since: instantOrNull,
      until: instantOrNull,
      include_undelivered: flag,
    },
    strict,
  ),
  rate_per_second: count,
  state: Type.Enum([...replayStates]),
  total_count: Type.Union([count, Type.Null()], {
    description: 'deliveries that its filter found before it began; null: not counted yet',
  }),
  started_count: count,
  percent: Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()]),
  seconds_left: Type.Union([count, Type.Null()], {
    description: 'at its rate; null while it is counted or paused',
  }),
  created_at: instant,
  ended_at: instantOrNull,
})

export const ReplayEstimateView = named('ReplayEstimate', {
  dry_run: Type.Literal(true),
  count,
  is_at_least: Type.Boolean({ description: 'whether the count stopped at its bound' }),
  sample: Type.Array(text),
})
