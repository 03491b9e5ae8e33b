/** The events of RoSaaS as its API lists them: code, name, what is documented, and an example each. */
import { Type } from 'typebox'
import { productOperation, type OperationReply } from '../operation.ts'
import type { ApiContext } from '../context.ts'
import { answeredWith, shown, tag } from './rosaas-answers.ts'
import { rosaasKinds } from './rosaas-kinds.ts'
import { EventTypeView } from './rosaas-views.ts'

const facts = {
  method: 'GET',
  tag,
  summary: 'Every event with its code, and an example that can be handed in as it stands.',
  responses: shown('All of them', Type.Array(EventTypeView), [
    {
      id: 3,
      event: 'Tenant.Availability.ChangedToHealthy',
      description: 'A tenant became available.',
      aliases: ['TenantAvailabilityChangedToHealthy'],
      metaData: [
        {
          name: 'ChangingDate',
          type: 'timestamp',
          isNullable: false,
          description: 'when it changed',
        },
      ],
      example: {
        EventCode: 3,
        TenantSystemName: 'acme-crm',
        MetaData: { ChangingDate: '2025-03-04T10:12:00Z' },
      },
      body: {},
    },
  ]),
} as const

const listOfProductOperation = productOperation({
  id: 'rosaasListEventTypes',
  path: '/api/management/sadmin/v1/products/:productId/event-types',
  allow: ['operator', 'tenant:read'],
  ...facts,
  handle: ({ context }) => catalogue(context),
})

const listOfCallerOperation = productOperation({
  id: 'rosaasListOwnEventTypes',
  path: '/api/management/apps/v1/event-types',
  allow: ['tenant:read', 'tenant:ingest'],
  ...facts,
  handle: ({ context }) => catalogue(context),
})

export const eventTypeOperations = [listOfProductOperation, listOfCallerOperation] as const

const typeNames = {
  text: 'string',
  integer: 'integer',
  number: 'decimal',
  boolean: 'boolean',
  instant: 'timestamp',
} as const

function catalogue({ ports }: ApiContext): OperationReply {
  const events = rosaasKinds(ports).map((kind) => ({
    id: kind.code,
    event: kind.type,
    description: kind.description,
    aliases: kind.aliases ?? [],
    metaData: (kind.members ?? []).map((member) => ({ ...member, type: typeNames[member.type] })),
    example: { EventCode: kind.code, ...kind.example.data },
    body: kind.payload,
  }))
  return answeredWith(events)
}
