/**
 * The messages and carriers of SuperOffice's SOAP service for webhooks, as data: names, types and
 * the order of elements, which readers made from its WSDL rely on. The WSDL is written from it, and
 * values are read and written by it (WSDL of Services88.Webhook). The members of release 12.0, which
 * that WSDL does not have yet, follow those that it has; older readers skip them.
 */
export const servicesNamespace = 'http://www.superoffice.net/ws/crm/NetServer/Services88'
export const arraysNamespace = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays'
export const schemaNamespace = 'http://www.w3.org/2001/XMLSchema'
export const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

/**
 * An element in a carrier: its name and the name of its type, one of `soapTypes` or, of XML Schema,
 * `string`, `int`, `short`, `boolean`, `dateTime` or `anyType`.
 */
export type Field = readonly [name: string, type: string]

export type TypeRule =
  /** Elements in this order, after those of the base. */
  | { readonly kind: 'carrier'; readonly base?: string; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: string; readonly type: string; readonly isArray?: true }
  | { readonly kind: 'dictionary'; readonly pair: string; readonly type: string }
  /** One of these names. */
  | { readonly kind: 'choice'; readonly names: readonly string[] }
  /** Any of these names, with blanks between them. */
  | { readonly kind: 'flags'; readonly names: readonly string[] }

const webhookFields: readonly Field[] = [
  ['WebhookId', 'int'],
  ['Name', 'string'],
  ['Events', 'ArrayOfstring'],
  ['TargetUrl', 'string'],
  ['Secret', 'string'],
  ['State', 'WebhookState'],
  ['Type', 'string'],
  ['Headers', 'StringDictionary'],
  ['Properties', 'StringObjectDictionary'],
  ['Registered', 'dateTime'],
  ['RegisteredAssociate', 'Associate'],
  ['Updated', 'dateTime'],
  ['UpdatedAssociate', 'Associate'],
  ['ErrorsEmail', 'string'],
  ['ErrorEmails', 'ArrayOfstring'],
  ['ErrorAssociates', 'ArrayOfMDOListItem'],
  ['Description', 'string'],
  ['NotifyVia', 'WebhookNotifyVia'],
  ['NotifyWhen', 'WebhookNotifyWhen'],
  ['TotalCalls', 'int'],
  ['TotalErrors', 'int'],
  ['ConsecutiveErrors', 'int'],
  ['LastError', 'string'],
]

const associateFields: readonly Field[] = [
  ['AssociateId', 'int'],
  ['Name', 'string'],
  ['PersonId', 'int'],
  ['Rank', 'short'],
  ['Tooltip', 'string'],
  ['Type', 'UserType'],
  ['GroupIdx', 'int'],
  ['FullName', 'string'],
  ['FormalName', 'string'],
  ['Deleted', 'boolean'],
  ['EjUserId', 'int'],
  ['UserName', 'string'],
  ['ExtraFields', 'StringDictionary'],
  ['CustomFields', 'StringDictionary'],
]

const listItemFields: readonly Field[] = [
  ['Id', 'int'],
  ['Name', 'string'],
  ['ToolTip', 'string'],
  ['Deleted', 'boolean'],
  ['Rank', 'int'],
  ['Type', 'string'],
  ['ChildItems', 'ArrayOfMDOListItem'],
  ['IconHint', 'string'],
  ['ColorBlock', 'int'],
  ['ExtraInfo', 'string'],
  ['StyleHint', 'string'],
  ['FullName', 'string'],
]

const exceptionFields: readonly Field[] = [
  ['Message', 'string'],
  ['StackTrace', 'string'],
  ['FriendlyText', 'string'],
  ['ExceptionType', 'string'],
  ['Source', 'string'],
  ['InnerException', 'SoExceptionInfo'],
  ['Parameters', 'SoExceptionInfoParameters'],
]

export const soapTypes: Readonly<Record<string, TypeRule>> = {
  SoCredentials: { kind: 'carrier', fields: [['Ticket', 'string']] },
  SoTimeZone: {
    kind: 'carrier',
    fields: [
      ['SoTimeZoneId', 'int'],
      ['SoTimeZoneLocationCode', 'string'],
    ],
  },
  Webhook: { kind: 'carrier', fields: webhookFields },
  ArrayOfWebhook: { kind: 'list', item: 'Webhook', type: 'Webhook' },
  WebhookState: { kind: 'choice', names: ['Unknown', 'Active', 'Stopped', 'TooManyErrors'] },
  WebhookNotifyVia: { kind: 'flags', names: ['None', 'Email', 'InApp'] },
  WebhookNotifyWhen: { kind: 'flags', names: ['None', 'FirstFailure', 'Disabling'] },
  WebhookResult: {
    kind: 'carrier',
    base: 'Carrier',
    fields: [
      ['Success', 'boolean'],
      ['Message', 'string'],
    ],
  },
  Associate: { kind: 'carrier', base: 'Carrier', fields: associateFields },
  UserType: {
    kind: 'choice',
    names: [
      'Unknown',
      'InternalAssociate',
      'ResourceAssociate',
      'ExternalAssociate',
      'AnonymousAssociate',
      'SystemAssociate',
    ],
  },
  MDOListItem: { kind: 'carrier', base: 'Carrier', fields: listItemFields },
  ArrayOfMDOListItem: { kind: 'list', item: 'MDOListItem', type: 'MDOListItem' },
  ArrayOfstring: { kind: 'list', item: 'string', type: 'string', isArray: true },
  ArrayOfanyType: { kind: 'list', item: 'anyType', type: 'anyType', isArray: true },
  StringDictionary: { kind: 'dictionary', pair: 'StringKeyValuePair', type: 'string' },
  StringObjectDictionary: {
    kind: 'dictionary',
    pair: 'StringObjectKeyValuePair',
    type: 'anyType',
  },
  Carrier: {
    kind: 'carrier',
    fields: [
      ['TableRight', 'TableRight'],
      ['FieldProperties', 'FieldPropertyDictionary'],
    ],
  },
  // Never filled here; named because carriers have them.
  TableRight: { kind: 'carrier', fields: [['Reason', 'string']] },
  FieldPropertyDictionary: {
    kind: 'dictionary',
    pair: 'FieldPropertyDictionaryKeyValuePair',
    type: 'FieldProperty',
  },
  FieldProperty: {
    kind: 'carrier',
    fields: [
      ['FieldType', 'string'],
      ['FieldLength', 'int'],
    ],
  },
  SoExceptionInfo: { kind: 'carrier', fields: exceptionFields },
  SoExceptionInfoParameters: {
    kind: 'dictionary',
    pair: 'SoExceptionInfoParametersKeyValuePair',
    type: 'string',
  },
  SoExtraInfo: { kind: 'dictionary', pair: 'ExtraInfoNameValuePair', type: 'string' },
}

/** What a call takes and answers. */
export interface CallRule {
  readonly takes: readonly Field[]
  /** Type of its `Response`; null: it has none. */
  readonly answers: string | null
}

export type CallName =
  | 'CreateDefaultWebhook'
  | 'SaveWebhook'
  | 'DeleteWebhook'
  | 'GetWebhook'
  | 'GetAllWebhooks'
  | 'TestWebhook'
  | 'SignalEvent'
  | 'GetLastError'

export const soapCalls: Readonly<Record<CallName, CallRule>> = {
  CreateDefaultWebhook: { takes: [], answers: 'Webhook' },
  SaveWebhook: { takes: [['Webhook', 'Webhook']], answers: 'Webhook' },
  DeleteWebhook: { takes: [['WebhookId', 'int']], answers: null },
  GetWebhook: { takes: [['WebhookId', 'int']], answers: 'Webhook' },
  GetAllWebhooks: {
    takes: [
      ['NameFilter', 'string'],
      ['EventFilter', 'string'],
      ['StatusFilter', 'WebhookState'],
    ],
    answers: 'ArrayOfWebhook',
  },
  TestWebhook: { takes: [['Webhook', 'Webhook']], answers: 'WebhookResult' },
  SignalEvent: {
    takes: [
      ['EventName', 'string'],
      ['PrimaryKey', 'int'],
      ['Data', 'StringObjectDictionary'],
    ],
    answers: null,
  },
  GetLastError: { takes: [['WebhookId', 'int']], answers: 'string' },
}

export const isCallName = (name: string): name is CallName => Object.hasOwn(soapCalls, name)

/** Elements of the envelope's header, in requests and in answers. */
export const requestHeaders: readonly Field[] = [
  ['ApplicationToken', 'string'],
  ['Credentials', 'SoCredentials'],
  ['TimeZone', 'SoTimeZone'],
]

export const responseHeaders: readonly Field[] = [
  ['ExceptionInfo', 'SoExceptionInfo'],
  ['ExtraInfo', 'SoExtraInfo'],
  ['Succeeded', 'boolean'],
  ['TimeZone', 'SoTimeZone'],
]

/** The SOAPAction of a call; its answer's has `Response` behind it. */
export const soapAction = (call: CallName): string => `${servicesNamespace}/Webhook/${call}`

/** Numbers, truth values, dates and enumerations are there or not, and never nil. */
export function isNillable(type: string): boolean {
  const rule = soapTypes[type]
  if (rule === undefined) return type === 'string' || type === 'anyType'
  return rule.kind !== 'choice' && rule.kind !== 'flags'
}

/** All elements of a carrier, those of its base first. */
export function fieldsOf(rule: TypeRule & { readonly kind: 'carrier' }): readonly Field[] {
  const base = rule.base === undefined ? undefined : soapTypes[rule.base]
  return base?.kind === 'carrier' ? [...fieldsOf(base), ...rule.fields] : rule.fields
}
