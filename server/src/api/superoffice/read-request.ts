/**
 * What callers of the agents and of SOAP put around or beside a webhook: the objects that the
 * operations take as their input, with member names in any case (agent reference, Webhook). Both
 * read them here, so neither takes what the other refuses.
 */
import { type Given, isObject, MemberReader, stateHint } from './member-reader.ts'
import type { WebhookFilter } from './find-webhook.ts'
import type { Signal } from './signal-event.ts'
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { readState } from './webhook-enums.ts'

/** The three filters of GetAllWebhooks. Without a value, or with an empty one, there is no filter. */
export function readFilter(request: unknown): WebhookFilter | Refusal {
  return readMembers(request, (reader) => ({
    name: reader.text('NameFilter') || null,
    event: reader.text('EventFilter') || null,
    state: reader.choice('StatusFilter', readState, stateHint) ?? 'Unknown',
  }))
}

/** The webhook that TestWebhook wraps, as it was sent; undefined when there is none. */
export function readWrappedWebhook(request: unknown): { readonly webhook: unknown } | Refusal {
  return readMembers(request, (reader) => ({ webhook: reader.any('Webhook') }))
}

/** What SignalEvent says has happened. */
export function readSignal(request: unknown): Signal | Refusal {
  return readMembers(request, (reader) => ({
    eventName: reader.text('EventName') ?? '',
    primaryKey: reader.integer('PrimaryKey') ?? 0,
    // How many there may be is the same for all who signal, and looked at there.
    data: reader.object('Data', Infinity) ?? {},
  }))
}

/** The id in the request of GetLastError, and of SOAP's GetWebhook and DeleteWebhook. */
export function readWebhookId(request: unknown): { readonly webhookId: number } | Refusal {
  return readMembers(request, (reader) => {
    const webhookId: Given<number> = reader.integer('WebhookId')
    if (webhookId === undefined) reader.tell('The request needs a WebhookId.')
    return { webhookId: webhookId ?? 0 }
  })
}

/** A request that is missing, or null, has no members. */
function readMembers<Read>(request: unknown, read: (of: MemberReader) => Read): Read | Refusal {
  const members = request ?? {}
  if (!isObject(members)) return badArgument('The request has to be a JSON object.')
  const reader = new MemberReader(members, 'Request')
  const value = read(reader)
  return reader.faults.size === 0 ? value : badArgument([...reader.faults].join(' '))
}
