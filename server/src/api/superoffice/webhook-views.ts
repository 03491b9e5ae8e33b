/**
 * The shapes of what callers of SuperOffice's REST API send and are answered, for the OpenAPI
 * document; what is sent is read by `read-webhook.ts`, which takes more: members in any case and
 * unknown ones, enumerations by number. A schema with a title becomes a component.
 */
import { Type, type TProperties, type TSchema } from 'typebox'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title: `Superoffice${title}`, ...strict })
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const text = Type.String()
const textOrNull = orNull(text)
const flag = Type.Boolean()
const whole = Type.Integer()
const date = Type.String({ description: 'UTC to the second, without a zone' })
const textsByName = Type.Object({}, { additionalProperties: text })
const anyObject = Type.Object({})
const noObject = Type.Object({}, strict)

const Associate = named('Associate', {
  AssociateId: whole,
  Name: text,
  PersonId: whole,
  Rank: whole,
  Tooltip: text,
  Type: text,
  GroupIdx: whole,
  FullName: text,
  FormalName: text,
  Deleted: flag,
  EjUserId: whole,
  UserName: text,
  TableRight: Type.Null(),
  FieldProperties: noObject,
})

const ListItem = named('ListItem', {
  Id: whole,
  Name: textOrNull,
  ToolTip: textOrNull,
  Deleted: flag,
  Rank: whole,
  Type: textOrNull,
  ChildItems: Type.Array(anyObject),
  IconHint: textOrNull,
  ColorBlock: whole,
  ExtraInfo: textOrNull,
  StyleHint: textOrNull,
  FullName: textOrNull,
})

const state = Type.Enum(['Unknown', 'Active', 'Stopped', 'TooManyErrors'])
const secret = Type.Union([Type.String(), Type.Null()], {
  description: 'stars where the caller may not see it; sent back as stars it stays',
})

const webhookFields = {
  WebhookId: whole,
  Name: textOrNull,
  Events: orNull(Type.Array(text)),
  TargetUrl: textOrNull,
  Secret: secret,
  State: state,
  Type: Type.String({ description: 'webhook, or crmscript' }),
  Headers: orNull(textsByName),
  Properties: orNull(anyObject),
  Registered: date,
  RegisteredAssociate: orNull(Associate),
  Updated: date,
  UpdatedAssociate: orNull(Associate),
  ErrorsEmail: textOrNull,
  ErrorEmails: orNull(Type.Array(text)),
  ErrorAssociates: orNull(Type.Array(ListItem)),
  Description: textOrNull,
  NotifyVia: textOrNull,
  NotifyWhen: textOrNull,
  TotalCalls: whole,
  TotalErrors: whole,
  ConsecutiveErrors: whole,
  LastError: textOrNull,
}

export const WebhookView = named('Webhook', webhookFields)

/** With `$select` what was not selected is null; that is said in the parameter. */
export const WebhookWithLinksView = named('WebhookWithLinks', {
  ...webhookFields,
  _Links: Type.Object({ Self: text, Archive: text }, strict),
})

const givenFields = {
  WebhookId: Type.Optional(Type.Integer({ description: '0 or none: a new one' })),
  Name: Type.Optional(textOrNull),
  Events: Type.Optional(orNull(Type.Array(text))),
  TargetUrl: Type.Optional(textOrNull),
  Secret: Type.Optional(secret),
  State: Type.Optional(orNull(state)),
  Type: Type.Optional(textOrNull),
  Headers: Type.Optional(orNull(textsByName)),
  Properties: Type.Optional(orNull(anyObject)),
  ErrorsEmail: Type.Optional(textOrNull),
  ErrorEmails: Type.Optional(orNull(Type.Array(text))),
  ErrorAssociates: Type.Optional(
    orNull(Type.Array(Type.Object({ Id: whole, Name: Type.Optional(textOrNull) }))),
  ),
  Description: Type.Optional(textOrNull),
  NotifyVia: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: 'None, Email, InApp' }),
  ),
  NotifyWhen: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: 'None, FirstFailure, Disabling' }),
  ),
}

/** Members that are for reading alone may stand in it and are left out. */
const WebhookBody = Type.Object(givenFields, { title: 'SuperofficeWebhookBody' })

const PatchBody = Type.Union(
  [
    Type.Array(
      Type.Object({
        op: Type.Enum(['add', 'replace', 'remove', 'test']),
        path: text,
        value: Type.Optional(Type.Unknown()),
      }),
    ),
    Type.Object(givenFields),
  ],
  { title: 'SuperofficeWebhookPatch' },
)

/** Every content type that the documentation lists comes here; the example is sent as JSON. */
const anyBody = { kind: 'raw', contentTypes: ['*'] } as const

const webhookExample = {
  Name: 'My Webhook',
  Events: ['contact.created', 'contact.changed'],
  TargetUrl: 'https://crm.example.com/notify',
  Secret: '0987654321abcdefgh',
  State: 'Active',
  Type: 'webhook',
}

export const webhookBody = { ...anyBody, schema: WebhookBody, example: webhookExample } as const
export const patchBody = {
  ...anyBody,
  schema: PatchBody,
  example: [{ op: 'replace', path: '/State', value: 'Stopped' }],
} as const
export const signalBody = {
  ...anyBody,
  schema: Type.Object({}, { description: 'names and values of the event' }),
  example: { name: 'Acme', rank: 3 },
} as const

export const WebhookResultView = named('WebhookResult', {
  Success: flag,
  Message: Type.String({ description: 'what the target answered, or why nothing' }),
  TableRight: Type.Null(),
  FieldProperties: noObject,
})

export const LastErrorView = Type.String({ description: 'empty: there was none' })

export const VersionsView = named('Versions', {
  v1: text,
  NetServerVersion: text,
  NetServerAssembly: text,
  NetServerDate: text,
  NetServerLabel: text,
  NetServer: text,
  Services: text,
  ServicesCurrent: text,
  Version: text,
  Documentation: text,
})

export const CallsView = Type.Object(
  {},
  { additionalProperties: textsByName, description: 'by URL and method: what it does' },
)

export const UsageArchiveView = named('UsageArchive', {
  'odata.metadata': text,
  'odata.nextLink': Type.Null(),
  value: Type.Array(
    Type.Object(
      { PrimaryKey: text, EntityName: text },
      { additionalProperties: Type.Union([Type.Number(), text]) },
    ),
  ),
})

export const ErrorView = named('Error', {
  Error: Type.Literal(true),
  ErrorType: Type.String({ description: 'the name of the exception that clients compare' }),
  ErrorMessage: text,
  Message: text,
  ErrorSource: text,
})
