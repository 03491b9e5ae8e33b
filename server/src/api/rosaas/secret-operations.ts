/** Secrets of endpoints: one made afresh, and the present one shown to whom may see it, by name. */
import { Type } from 'typebox'
import { writeSigningSecret } from '../../domain/signing-secret-text.ts'
import { listReveals, revealSecret } from '../../manage/products/reveal-secret.ts'
import { productOperation } from '../operation.ts'
import { actorOf } from '../actor.ts'
import { endpointOf, endpointUnknown } from './endpoints.ts'
import { answeredWith, shown, tag } from './rosaas-answers.ts'
import { RevealView, SecretView } from './rosaas-views.ts'

const generateSecretOperation = productOperation({
  id: 'rosaasGenerateSecret',
  unaudited: 'reads',
  method: 'POST',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/generate-secret',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'A fresh secret to be put into an endpoint; nothing is stored.',
  responses: shown('The secret', SecretView, { signingSecret: secretExample() }),

  handle({ context }) {
    const secret = context.ports.keyMaker.makeSecret('hmac')
    return answeredWith({ signingSecret: writeSigningSecret(secret) })
  },
})

const revealSecretOperation = productOperation({
  id: 'rosaasRevealSecret',
  method: 'POST',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId/reveal-secret',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Show the secret of one endpoint. It is kept who asked for it, and when.',
  responses: shown('The secret', SecretView, { signingSecret: secretExample() }),

  async handle(request) {
    const endpoint = endpointOf(request.params.endpointId, request)
    if (endpoint === null) return endpointUnknown
    const signingSecret = await revealSecret(endpoint, actorOf(request.caller), request.context)
    return answeredWith({ signingSecret })
  },
})

const listRevealsOperation = productOperation({
  id: 'rosaasListReveals',
  method: 'GET',
  path: '/api/management/sadmin/v1/products/:productId/WebhookEndpoints/:endpointId/secret-reveals',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'Who was shown the secret of an endpoint, the last hundred, newest first.',
  responses: shown('When, and to whom', Type.Array(RevealView), [
    { date: '2026-11-21T10:00:00.000Z', by: 'operator' },
  ]),

  async handle(request) {
    const { tenant, context } = request
    const endpoint = endpointOf(request.params.endpointId, request)
    if (endpoint === null) return endpointUnknown
    const reveals = await listReveals(tenant.key, endpoint.id, context)
    return answeredWith(reveals.map(({ atMs, by }) => ({ date: new Date(atMs).toISOString(), by })))
  },
})

export const secretOperations = [
  generateSecretOperation,
  revealSecretOperation,
  listRevealsOperation,
] as const

function secretExample(): string {
  return 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='
}
