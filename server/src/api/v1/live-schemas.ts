/** What callers may ask of the live feed, and what a stream looks like. */
import { Type } from 'typebox'
import { type LiveKind, liveKinds } from '../../domain/live-entry.ts'

const kindList = liveKinds.join('|')
const strict = { additionalProperties: false } as const

const fields = {
  kinds: Type.Optional(
    Type.String({
      pattern: `^(${kindList})(,(${kindList}))*$`,
      description: `what to tell, as a list with commas: ${liveKinds.join(', ')}; all of it when left out`,
      examples: ['delivery,alert'],
    }),
  ),
  last_event_id: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'where to go on, in place of the header Last-Event-ID, which wins',
      examples: ['5e1f09a2b3c4-4711'],
    }),
  ),
}

export const LiveQuery = Type.Object(fields, strict)

export const AllLiveQuery = Type.Object(
  {
    ...fields,
    tenant: Type.Optional(
      Type.String({ maxLength: 64, description: 'id of the only tenant to tell of' }),
    ),
  },
  strict,
)

export const kindsOf = (kinds: string | undefined): ReadonlySet<LiveKind> =>
  // The schema lets only kinds through.
  new Set(kinds === undefined ? liveKinds : (kinds.split(',') as LiveKind[]))

export const liveDescription = `A stream of server-sent events that goes on until one of the two ends it. Each has an \`id\`; who comes back with the last one in the header \`Last-Event-ID\`, as browsers do, gets everything since, once.

- \`delivery\`: an attempt was recorded, or a delivery ended without one (\`attempt\` is null then).
- \`event\`: an event was accepted.
- \`subscription\`: a subscription was changed, began to fail or recovered; \`state\` is \`deleted\` when it was deleted.
- \`alert\`: an alert was raised.
- \`reset\`: something is missing before this place, because the id is too old (\`unknown-id\`) or the reader was too slow (\`too-slow\`): read the lists again.
- \`partial\`: \`other_nodes\` other nodes share the store, and what they do is not told here: read the lists now and then. With 0 it is whole again.

Every 15 seconds of silence there is a comment. What ends by retention, or with a subscription that was deleted, is not told one by one. A key may have 20 such connections open.`

export const liveExample = `retry: 1000
id: 5e1f09a2b3c4-4711

id: 5e1f09a2b3c4-4712
event: event
data: {"tenant":"Cust12345","event":{"id":"evt_0199c3f5a1b27cde8f0123456789abcd","type":"contact.changed","accepted_at":"2026-11-21T10:00:00.000Z","matched":1}}

id: 5e1f09a2b3c4-4713
event: delivery
data: {"tenant":"Cust12345","delivery":{"id":"dlv_0199c3f5a1b27cde8f0123456789abcd000000010000","event_id":"evt_0199c3f5a1b27cde8f0123456789abcd","event_type":"contact.changed","subscription_id":"sub_0199c3f0b2c37def90123456789abcde","state":"delivered","run":0,"run_kind":"accepted","attempt_count":1,"accepted_at":"2026-11-21T10:00:00.000Z","due_at":null,"ended_at":"2026-11-21T10:00:00.040Z","is_quarantined":false,"last_status":200,"last_error_class":null},"attempt":{"number":1,"status":200,"error_class":null,"duration_ms":31,"started_at":"2026-11-21T10:00:00.005Z"}}

`
