/**
 * A webhook as a caller sent it becomes a draft: member names in any case, each value of the right
 * kind or refused, read-only and unknown members left out without a word, because clients send
 * back whole objects that they were given (published TypeScript client, saveWebhookAsync).
 * Nothing here knows what is stored; rules across members stand in `validate-webhook.ts`.
 */
import { customHeadersMax } from '../../domain/limits.ts'
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { readNotifyVia, readNotifyWhen, readState, type WebhookState } from './webhook-enums.ts'
import { eventsMax, faultsToldMax, propertiesMax, recipientsMax } from './webhook-limits.ts'
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

type Given<Value> = Value | null | undefined

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

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const stateHint = 'Unknown, Active, Stopped or TooManyErrors'
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

/**
 * Reads members of one object by name in any case and gathers what is wrong with them, each
 * sentence once. How many a list or an object has is looked at before what they are.
 */
class MemberReader {
  readonly faults = new Set<string>()
  readonly #members: ReadonlyMap<string, unknown>
  readonly #owner: string

  constructor(value: Readonly<Record<string, unknown>>, owner: string) {
    // Of two members that differ in case alone the last one wins.
    const entries = Object.entries(value)
    this.#members = new Map(entries.map(([name, member]) => [name.toLowerCase(), member]))
    this.#owner = owner
  }

  tell(fault: string): void {
    if (this.faults.size < faultsToldMax) this.faults.add(fault)
  }

  text(name: string): Given<string> {
    return this.#checked(name, isText, 'has to be a text, and without NUL or half characters')
  }

  integer(name: string): Given<number> {
    return this.#checked(name, isInt32, 'has to be a whole number of 32 bits')
  }

  flag(name: string): Given<boolean> {
    return this.#checked(name, (value) => typeof value === 'boolean', 'has to be true or false')
  }

  texts(name: string, max: number): Given<readonly string[]> {
    return this.#few(name, max, () =>
      this.#checked(name, isListOf(isText), 'has to be a list of texts'),
    )
  }

  object(name: string, max: number): Given<Readonly<Record<string, unknown>>> {
    return this.#few(name, max, () => this.#checked(name, isObject, 'has to be an object'))
  }

  objects(name: string, max: number): Given<readonly Readonly<Record<string, unknown>>[]> {
    return this.#few(name, max, () =>
      this.#checked(name, isListOf(isObject), 'has to be a list of objects'),
    )
  }

  textsByName(name: string, max: number): Given<Readonly<Record<string, string>>> {
    return this.#few(name, max, () =>
      this.#checked(name, isObjectOfTexts, 'has to be an object of texts'),
    )
  }

  /** A value out of a closed list, which `read` knows; an empty text is no value. */
  choice<Value>(name: string, read: (value: unknown) => Value | null, hint: string): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    if (value === undefined) return undefined
    if (value === null || value === '') return null
    const found = read(value)
    if (found === null) this.tell(`${this.#owner} ${name} has to be ${hint}.`)
    return found
  }

  #few<Value>(name: string, max: number, read: () => Given<Value>): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    const members = Array.isArray(value) ? value : isObject(value) ? Object.keys(value) : []
    const count = members.length
    if (count <= max) return read()
    this.tell(`${this.#owner} ${name} has at most ${max} entries, this has ${count}.`)
    return undefined
  }

  #checked<Value>(
    name: string,
    isRight: (value: unknown) => value is Value,
    demand: string,
  ): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    if (value === undefined || value === null || isRight(value)) return value
    this.tell(`${this.#owner} ${name} ${demand}.`)
    return undefined
  }
}

/** A lone surrogate has no UTF-8 form, and a NUL no place in a database. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647
}

function isListOf<Item>(isRight: (value: unknown) => value is Item) {
  return (value: unknown): value is readonly Item[] => Array.isArray(value) && value.every(isRight)
}

function isObjectOfTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every(isText)
}
