/**
 * A webhook as a caller sent it becomes a draft: member names in any case, each value of the right
 * kind or refused, read-only and unknown members left out without a word, because clients send
 * back whole objects that they were given (published TypeScript client, saveWebhookAsync).
 * Nothing here knows what is stored; rules across members stand in `validate-webhook.ts`.
 */
import { customHeadersMax } from '../../domain/limits.ts'
import { type Given, isObject, MemberReader, stateHint } from './member-reader.ts'
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { readNotifyVia, readNotifyWhen, readState, type WebhookState } from './webhook-enums.ts'
import { eventsMax, propertiesMax, recipientsMax } from './webhook-limits.ts'
import type { ErrorAssociate } from './webhook-settings.ts'

/** `undefined`: the caller did not name the member. `null`: it named it and gave no value. */
export interface WebhookDraft {
  /** 0 when the caller gave none. */
  readonly webhookId: number
  readonly name: Given<string>
  readonly events: Given<readonly string[]>
  readonly targetUrl: Given<string>
  readonly secret: Given<string>
  readonly state: Given<WebhookState>
  readonly type: Given<string>
  readonly headers: Given<Readonly<Record<string, string>>>
  readonly properties: Given<Readonly<Record<string, unknown>>>
  readonly errorsEmail: Given<string>
  readonly errorEmails: Given<readonly string[]>
  readonly errorAssociates: Given<readonly ErrorAssociate[]>
  readonly description: Given<string>
  readonly notifyVia: Given<number>
  readonly notifyWhen: Given<number>
}

/** The draft in a body, or why it is none. */
export function readWebhook(body: unknown): WebhookDraft | Refusal {
  if (!isObject(body)) {
    return badArgument('The body has to be a JSON object with the members of a Webhook.')
  }
  const reader = new MemberReader(body, 'Webhook')
  const draft: WebhookDraft = {
    webhookId: reader.integer('WebhookId') ?? 0,
    name: reader.text('Name'),
    events: reader.texts('Events', eventsMax),
    targetUrl: reader.text('TargetUrl'),
    secret: reader.text('Secret'),
    state: reader.choice('State', readState, stateHint),
    type: reader.text('Type'),
    headers: reader.textsByName('Headers', customHeadersMax),
    properties: reader.object('Properties', propertiesMax),
    errorsEmail: reader.text('ErrorsEmail'),
    errorEmails: reader.texts('ErrorEmails', recipientsMax),
    errorAssociates: readErrorAssociates(reader),
    description: reader.text('Description'),
    notifyVia: reader.choice('NotifyVia', readNotifyVia, viaHint),
    notifyWhen: reader.choice('NotifyWhen', readNotifyWhen, whenHint),
  }
  return reader.faults.size === 0 ? draft : badArgument([...reader.faults].join(' '))
}

const viaHint = 'None, Email, InApp, or names with a comma between them'
const whenHint = 'None, FirstFailure, Disabling, or names with a comma between them'

function readErrorAssociates(reader: MemberReader): Given<readonly ErrorAssociate[]> {
  const items = reader.objects('ErrorAssociates', recipientsMax)
  return items?.map((item) => {
    const of = new MemberReader(item, 'Webhook ErrorAssociates')
    const id = of.integer('Id') ?? 0
    if (id <= 0) of.tell('Webhook ErrorAssociates needs the Id of an associate in each item.')
    const associate: ErrorAssociate = {
      id,
      name: of.text('Name') ?? null,
      toolTip: of.text('ToolTip') ?? null,
      isDeleted: of.flag('Deleted') ?? false,
      rank: of.integer('Rank') ?? 0,
      type: of.text('Type') ?? null,
      iconHint: of.text('IconHint') ?? null,
      colorBlock: of.integer('ColorBlock') ?? 0,
      extraInfo: of.text('ExtraInfo') ?? null,
      styleHint: of.text('StyleHint') ?? null,
      fullName: of.text('FullName') ?? null,
    }
    for (const fault of of.faults) reader.tell(fault)
    return associate
  })
}
