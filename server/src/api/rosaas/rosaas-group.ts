/**
 * The API of RoSaaS: endpoints of a product, its clients' access tokens, the catalogue, and events
 * handed in and read. Paths, casing, envelope and error codes are RoSaaS's own. Callers show the
 * access token of a client, a key of the product's tenant, or the operator's.
 */
import type { OperationGroup } from '../operation.ts'
import { authenticateClientOperation } from './authenticate-client.ts'
import { endpointOperations } from './endpoint-operations.ts'
import { eventOperations } from './event-operations.ts'
import { eventTypeOperations } from './event-type-operations.ts'
import { handInEventOperation } from './hand-in-event.ts'
import { errorStyle } from './rosaas-errors.ts'
import { secretOperations } from './secret-operations.ts'

export const rosaasGroup: OperationGroup = {
  name: 'rosaas',
  operations: [
    authenticateClientOperation,
    ...endpointOperations,
    ...secretOperations,
    ...eventTypeOperations,
    handInEventOperation,
    ...eventOperations,
  ],
  errorStyle,
  credentialSchemes: new Map([['bearer', 'key']]),
  takesPasses: true,
  ownsPath: (path) => ownPath.test(path),
}

const ownPath = /^\/api\/(management|identity)(\/|$)/i
