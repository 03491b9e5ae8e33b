/** What the OpenAPI document tells of the RoSaaS API. */
import type { DocumentedGroup } from '../documented-group.ts'
import { tag } from './rosaas-answers.ts'
import { rosaasGroup } from './rosaas-group.ts'
import { RefusalView } from './rosaas-views.ts'

export const rosaasDocumented: DocumentedGroup = {
  operations: rosaasGroup.operations,
  errorStyle: rosaasGroup.errorStyle,
  errorSchema: RefusalView,
  otherRefusals: 'What else was refused, such as an endpoint or an event that is not there.',
  takesPasses: true,
  securitySchemes: {
    rosaasClient: {
      type: 'http',
      scheme: 'bearer',
      description: 'an access token of a client of the product, from `/api/identity/apps/v1/auth`',
    },
  },
  paramTexts: {
    endpointId: {
      description: 'id of the endpoint, a UUID',
      example: '0199c3f0-b2c3-7def-9012-3456789abcde',
    },
  },
  tagTexts: {
    [tag]:
      'Endpoints of a product, its event catalogue and its events, as clients of RoSaaS know them: data beside `metadata`, whose errors have codes.',
  },
}
