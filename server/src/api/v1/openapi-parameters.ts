/** What an operation of the OpenAPI document takes beside a body: in path, query and headers. */
import type { TSchema } from 'typebox'
import type { DocumentedGroup, ParamTexts } from '../documented-group.ts'
import type { Operation } from '../operation.ts'

type Json = Readonly<Record<string, unknown>>

export const parametersOf = (
  { path, query, requestHeaders }: Operation,
  group: DocumentedGroup,
): readonly Json[] => [
  ...pathParameters(path, { ...paramTexts, ...group.paramTexts }),
  ...queryParameters(query),
  ...headerParameters(requestHeaders ?? {}),
]

/** What stands after a colon in paths of more than one API, or of the native one. */
const paramTexts: ParamTexts = {
  tenantId: { description: 'id of the tenant', example: 'Cust12345' },
  partnerId: { description: 'id of the partner', example: 'acme' },
  keyId: { description: 'id of the key', example: 'key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f' },
  eventType: { description: 'name of the event type', example: 'order.placed' },
  eventId: { description: 'id of the event', example: 'evt_0199c3f5a1b27cde8f0123456789abcd' },
  deliveryId: {
    description: 'id of the delivery',
    example: 'dlv_0199c3f5a1b27cde8f0123456789abcd000000010000',
  },
  subscriptionId: {
    description: 'id of the subscription',
    example: 'sub_0199c3f0b2c37def90123456789abcde',
  },
  inboxId: { description: 'id of the inbox', example: 'ibx_0199c3f2a1b27cde8f0123456789abcd' },
  replayId: { description: 'id of the replay', example: 'rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f' },
  alertId: { description: 'id of the alert', example: 'alr_0199c4021a2b7c3d8e4f5a6b7c8d9e0f' },
  appId: { description: 'id of the app', example: 'app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f' },
  environment: { description: 'one of sod, stage and production', example: 'stage' },
  version: { description: 'number of the version of the app', example: '2' },
  save: { description: 'number of the save of the version', example: '3' },
  changeId: {
    description: 'id of the change of state',
    example: 'stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  },
  productId: {
    description: 'id of the product, a UUID',
    example: '0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f',
  },
  clientId: {
    description: 'id of the client',
    example: 'client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  },
  accountId: {
    description: 'id of the account',
    example: 'acc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  },
  key: { description: 'key of your own: 1 to 128 of A-Z a-z 0-9 . _ : -', example: 'warehouse' },
  name: { description: 'name of the script', example: 'enrich' },
  code: { description: 'code of the problem', example: 'event-unknown' },
}

function pathParameters(path: string, texts: ParamTexts): readonly Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...texts[name],
  }))
}

function queryParameters(schema: TSchema | null): readonly Json[] {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: false,
    ...(typeof property['description'] === 'string'
      ? { description: property['description'] }
      : {}),
    schema: property,
  }))
}

const headerParameters = (headers: Readonly<Record<string, string>>): readonly Json[] =>
  Object.entries(headers).map(([name, text]) => ({
    name,
    in: 'header',
    required: false,
    description: text,
    schema: { type: 'string' },
  }))
