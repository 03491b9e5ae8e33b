/**
 * Signs requests in SuperOffice's format, so that tests of a receiver need no server.
 */
import {
  bodyText,
  macOf,
  type SampleOptions,
  sampleOf,
  signedRequest,
  type SignedRequest,
  utf8,
} from './signed-request.ts'

export interface SuperOfficeSample extends SampleOptions {
  /** The webhook's `Secret`. */
  readonly secret: string
}

/** By default an event `contact.changed`; `members` are those of the body, such as `Event`. */
export async function signSuperOfficeRequest(options: SuperOfficeSample): Promise<SignedRequest> {
  const { id, atMs } = sampleOf(options)
  const body = bodyText(options, sampleBody(atMs))
  return signedRequest(body, {
    'webhook-id': id,
    'x-superoffice-event': nameIn(body),
    'x-superoffice-eventid': sampleEventId,
    'x-superoffice-signature': await macOf(utf8(options.secret), body),
  })
}

const sampleEventId = '3f1c2a54-9b1e-4c55-9a0e-5d6a3c0b7e11'

function sampleBody(atMs: number): object {
  return {
    EventId: sampleEventId,
    Timestamp: new Date(atMs).toISOString(),
    Changes: ['contact_id', 'name', 'updated', 'updated_associate_id', 'updatedCount'],
    Event: 'contact.changed',
    PrimaryKey: 4711,
    Entity: 'contact',
    ContextIdentifier: 'Cust12345',
    ChangedByAssociateId: 42,
    WebhookName: 'Sample',
    FieldValues: { contact_id: 4711, updated_associate_id: 42 },
  }
}

/** Also of a body that is none, which a test may want to send. */
function nameIn(body: string): string {
  const [, name = 'test'] = /"Event":"([\w.]+)"/.exec(body) ?? []
  return name
}
