import { Type } from 'typebox'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { subscriptionOf } from '../subscription-ids.ts'
import { pageOf } from '../view-schemas.ts'
import { iso } from '../views.ts'

const PublicKeyView = Type.Object(
  {
    public_key: Type.String({ description: 'whpk_… as Standard Webhooks has it' }),
    jwk: Type.Object(
      {
        kty: Type.Literal('OKP'),
        crv: Type.Literal('Ed25519'),
        x: Type.String({ description: 'the 32 bytes in base64url' }),
        alg: Type.Literal('EdDSA'),
        use: Type.Literal('sig'),
      },
      { additionalProperties: false },
    ),
    ends_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'when a key that was replaced stops signing; null: it is current',
    }),
  },
  { title: 'PublicKey', additionalProperties: false },
)

const publicKeyExample = {
  public_key: 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  jwk: {
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    alg: 'EdDSA',
    use: 'sig',
  },
  ends_at: null,
}

export const listPublicKeysOperation = tenantOperation({
  id: 'listPublicKeys',
  method: 'GET',
  path: '/v1/tenants/:tenantId/subscriptions/:subscriptionId/public-keys',
  allow: ['operator', 'tenant:read'],
  tag: 'Subscriptions',
  summary: 'List the ed25519 keys that verify what a subscription is sent now.',
  description:
    'The current ones first, then those that still sign beside them for a while after a rotation. Empty where it is signed with HMAC alone.',
  problems: ['subscription-unknown'],
  responses: {
    200: {
      description: 'The public keys',
      schema: pageOf(PublicKeyView),
      example: pageExample(publicKeyExample),
    },
  },

  handle(request) {
    const found = subscriptionOf(request.params.subscriptionId, request)
    if (found === null) return problem('subscription-unknown')
    const { clock, keyMaker } = request.context.ports
    const { current, old } = found.config.secrets
    const nowMs = clock.nowMs()
    const signing = old.filter(({ endsAtMs }) => endsAtMs > nowMs)
    const data = [
      ...current.flatMap((secret) => publicKeyViews(keyMaker.publicKey(secret), null)),
      ...signing.flatMap(({ secret, endsAtMs }) =>
        publicKeyViews(keyMaker.publicKey(secret), endsAtMs),
      ),
    ]
    return { status: 200, body: { data, next_cursor: null } }
  },
})

/** None for a symmetric secret. */
function publicKeyViews(text: string | null, endsAtMs: number | null) {
  if (text === null) return []
  const x = Buffer.from(text.slice(text.indexOf('_') + 1), 'base64').toString('base64url')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, alg: 'EdDSA', use: 'sig' }
  return [{ public_key: text, jwk, ends_at: endsAtMs === null ? null : iso(endsAtMs) }]
}
