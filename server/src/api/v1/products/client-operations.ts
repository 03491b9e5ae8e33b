/** Clients of a product: programs that exchange an id and a secret for access tokens. */
import { keyScopes } from '../../../domain/tenant.ts'
import { createClient, listClients } from '../../../manage/products/create-client.ts'
import { findProduct } from '../../../manage/products/product-records.ts'
import { revokeKey } from '../../../manage/revoke-key.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { pageOf } from '../view-schemas.ts'
import {
  ClientBody,
  clientExample,
  ClientView,
  clientView,
  NewClientView,
} from './product-schemas.ts'

const tag = 'Products'

const createClientOperation = tenantOperation({
  id: 'createClient',
  method: 'POST',
  path: '/v1/tenants/:tenantId/clients',
  allow: ['operator'],
  tag,
  summary: "Make a client of the tenant's product. Its secret is shown this once.",
  description:
    'The secret opens nothing by itself: `POST /api/identity/apps/v1/auth` gives an access token of an hour for it, which opens the RoSaaS API.',
  body: { kind: 'json', schema: ClientBody, example: { name: 'billing', scopes: ['ingest'] } },
  problems: ['product-unknown', 'client-limit-reached'],
  responses: {
    201: {
      description: 'Made; `client_secret` is shown this once',
      schema: NewClientView,
      example: {
        ...clientExample,
        client_secret: 'phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
      },
    },
  },

  async handle({ tenant, body, context }) {
    const product = await findProduct(tenant.key, context.ports)
    if (product === null) return problem('product-unknown', { detail: noProduct })
    const { name, scopes = keyScopes } = body
    const made = await createClient({ tenantKey: tenant.key, name, scopes }, context)
    if (made === null) return problem('client-limit-reached')
    return {
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: { ...clientView(made.client), client_secret: made.secret },
    }
  },
})

const noProduct = 'The tenant is no product yet. Open it with POST /v1/tenants/{id}/products.'

const listClientsOperation = tenantOperation({
  id: 'listClients',
  method: 'GET',
  path: '/v1/tenants/:tenantId/clients',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'The clients of the product, revoked ones too, oldest first; none of their secrets.',
  responses: {
    200: {
      description: 'All of them',
      schema: pageOf(ClientView),
      example: pageExample(clientExample),
    },
  },

  async handle({ tenant, context }) {
    const clients = await listClients(tenant.key, context)
    return { status: 200, body: { data: clients.map(clientView), next_cursor: null } }
  },
})

const revokeClientOperation = tenantOperation({
  id: 'revokeClient',
  method: 'DELETE',
  path: '/v1/tenants/:tenantId/clients/:clientId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Revoke a client: from the answer on it gets no access token, and those it has end.',
  problems: ['client-unknown'],
  responses: { 204: { description: 'Revoked, now or before' } },

  async handle({ tenant, params, context }) {
    const clients = await listClients(tenant.key, context)
    const ofId = clients.filter(({ application }) => application === params.clientId)
    if (ofId.length === 0) return problem('client-unknown')
    for (const { id } of ofId) {
      await revokeKey({ tenantKey: tenant.key, id }, context)
      context.forgetKey(id)
    }
    return { status: 204 }
  },
})

export const clientOperations = [
  createClientOperation,
  listClientsOperation,
  revokeClientOperation,
] as const
