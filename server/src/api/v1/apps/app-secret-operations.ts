/**
 * The secrets of an app: keys of its partner that open this app alone. A secret is shown once, when
 * it is made; several may be valid, so that one can be replaced without a gap.
 */
import { isKeyId } from '../../../domain/ids.ts'
import type { ApiKey } from '../../../domain/tenant.ts'
import { createKey } from '../../../manage/create-key.ts'
import { revokeKey } from '../../../manage/revoke-key.ts'
import { partnerOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { keyExample, pageExample } from '../examples.ts'
import { KeyView, NewKeyView, pageOf } from '../view-schemas.ts'
import { keyView } from '../views.ts'
import { AppSecretBody } from './app-schemas.ts'

const tag = 'Apps'

const createAppSecretOperation = partnerOperation({
  id: 'createAppSecret',
  method: 'POST',
  path: '/v1/apps/:appId/secrets',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Make a secret that opens this app alone. It is shown this once.',
  body: { kind: 'json', schema: AppSecretBody, example: { name: 'deployment' } },
  responses: {
    201: {
      description: 'Made; `key` is shown this once',
      schema: NewKeyView,
      example: { ...keyExample, key: 'phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG' },
    },
  },

  async handle({ tenant, params, body, context }) {
    const { key, secret } = await createKey(
      {
        tenantKey: tenant.key,
        name: body.name,
        scopes: ['manage'],
        application: params.appId,
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

const listAppSecretsOperation = partnerOperation({
  id: 'listAppSecrets',
  method: 'GET',
  path: '/v1/apps/:appId/secrets',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'The secrets of an app, revoked ones too, oldest first; none of their texts.',
  responses: {
    200: {
      description: 'All of them',
      schema: pageOf(KeyView),
      example: pageExample(keyExample),
    },
  },

  async handle({ tenant, params, context }) {
    const keys = await context.ports.store.tenants.listKeys(tenant.key)
    const own = keys.filter(({ application }) => application === params.appId)
    return { status: 200, body: { data: own.map(keyView), next_cursor: null } }
  },
})

const revokeAppSecretOperation = partnerOperation({
  id: 'revokeAppSecret',
  method: 'DELETE',
  path: '/v1/apps/:appId/secrets/:keyId',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Revoke a secret: from the answer on it opens nothing.',
  problems: ['key-unknown'],
  responses: { 204: { description: 'Revoked' } },

  async handle({ tenant, params, context }) {
    const keys = await context.ports.store.tenants.listKeys(tenant.key)
    const isOwn = (key: ApiKey): boolean =>
      key.id === params.keyId && key.application === params.appId
    if (!isKeyId(params.keyId) || !keys.some(isOwn)) return problem('key-unknown')
    const isRevoked = await revokeKey({ tenantKey: tenant.key, id: params.keyId }, context)
    if (!isRevoked) return problem('key-unknown')
    context.forgetKey(params.keyId)
    return { status: 204 }
  },
})

export const appSecretOperations = [
  createAppSecretOperation,
  listAppSecretsOperation,
  revokeAppSecretOperation,
] as const
