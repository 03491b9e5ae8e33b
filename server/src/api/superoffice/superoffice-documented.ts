/**
 * What the OpenAPI document tells of SuperOffice's REST API. Its operations read the query by
 * themselves, because its names come in any case, so what it takes is said here.
 */
import { Type, type TSchema } from 'typebox'
import type { DocumentedGroup } from '../documented-group.ts'
import type { Operation } from '../operation.ts'
import { superOfficeTag } from './operations/webhook-reply.ts'
import { superOfficeGroup } from './superoffice-group.ts'
import { ErrorView } from './webhook-views.ts'

const optional = (description: string) => Type.Optional(Type.String({ description }))

const selection = Type.Object({
  $select: optional('names of members with commas between them; the others become null'),
})

/** By the id of the operation. */
const queries: Readonly<Record<string, TSchema>> = {
  superofficeListWebhooks: Type.Object({
    nameFilter: optional('a part of the name'),
    eventFilter: optional('an event that it has'),
    statusFilter: optional('Active, Stopped or TooManyErrors'),
  }),
  superofficeGetWebhook: selection,
  superofficeCreateWebhook: selection,
  superofficePutWebhook: selection,
  superofficePatchWebhook: selection,
  superofficeReadUsageArchive: Type.Object({
    $select: optional('names of columns of webhook_usage with commas between them'),
    $filter: optional('webhook_usage.webhook_usage_id eq and the id of a webhook'),
  }),
}

const withQuery = (operation: Operation): Operation => ({
  ...operation,
  query: queries[operation.id] ?? null,
})

export const superOfficeDocumented: DocumentedGroup = {
  operations: superOfficeGroup.operations.map(withQuery),
  errorStyle: superOfficeGroup.errorStyle,
  errorSchema: ErrorView,
  otherRefusals:
    'What else was refused, such as 404 for a webhook that is not there, 409 or 412 for one that was changed meanwhile.',
  securitySchemes: {
    superofficeTicket: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'the word SOTICKET, a space, and a key',
    },
    superofficePassword: {
      type: 'http',
      scheme: 'basic',
      description: 'a key as the password; the user says nothing',
    },
  },
  paramTexts: {
    webhookId: { description: 'id of the webhook, a whole number', example: '1' },
    eventName: { description: 'name of the event', example: 'contact.changed' },
    primaryKey: { description: 'id of the record that it is about; 0: none', example: '18' },
  },
  tagTexts: {
    [superOfficeTag]:
      "Webhooks of a tenant as clients of SuperOffice's REST API know them. Members are in PascalCase and taken in any case.",
  },
}
