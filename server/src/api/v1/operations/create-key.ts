import { createKey } from '../../../manage/create-key.ts'
import { tenantOperation } from '../../operation.ts'
import { keyExample } from '../examples.ts'
import { KeyBody } from '../schemas.ts'
import { NewKeyView } from '../view-schemas.ts'
import { keyView } from '../views.ts'

export const createKeyOperation = tenantOperation({
  id: 'createKey',
  method: 'POST',
  path: '/v1/tenants/:tenantId/keys',
  allow: ['operator'],
  tag: 'Keys',
  summary: "Make a key for a tenant's program. The key itself is shown this once.",
  description:
    'Keys with the same `application` are one application in the sense of the SuperOffice API, so that a key can be replaced without orphaning its webhooks. By default a key is an application by itself.',
  body: {
    kind: 'json',
    schema: KeyBody,
    example: { name: 'shop backend', scopes: ['ingest'], application: 'shop' },
  },
  responses: {
    201: {
      description: 'Made; `key` is shown this once',
      schema: NewKeyView,
      example: { ...keyExample, key: 'phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG' },
    },
  },

  async handle({ tenant, body, context }) {
    const { key, secret } = await createKey(
      {
        tenantKey: tenant.key,
        name: body.name,
        scopes: body.scopes,
        application: body.application ?? null,
      },
      context,
    )
    return {
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: { ...keyView(key), key: secret },
    }
  },
})
