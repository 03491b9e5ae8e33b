import { Type } from 'typebox'
import { createPortalLink, isPortalKey } from '../../../manage/portal-links.ts'
import { type ApiKey, type KeyScope, keyScopes } from '../../../domain/tenant.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { publicBase } from '../../public-base.ts'
import { actorOf } from '../../actor.ts'
import { iso } from '../views.ts'

const strict = { additionalProperties: false } as const
const daySeconds = 86_400

const Body = Type.Object(
  {
    scopes: Type.Array(Type.Enum([...keyScopes]), {
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
      description: 'of the key that it is exchanged for',
    }),
    valid_seconds: Type.Optional(
      Type.Integer({ minimum: 60, maximum: 7 * daySeconds, description: '3600 by default' }),
    ),
    session_seconds: Type.Optional(
      Type.Integer({ minimum: 60, maximum: daySeconds, description: '3600 by default' }),
    ),
  },
  strict,
)

const View = Type.Object(
  {
    link_token: Type.String({ description: 'works once; shown this once' }),
    url: Type.String({ description: 'the page of the console that takes the token' }),
    expires_at: Type.String({ format: 'date-time' }),
  },
  { title: 'PortalLink', ...strict },
)

export const createPortalLinkOperation = tenantOperation({
  id: 'createPortalLink',
  method: 'POST',
  path: '/v1/tenants/:tenantId/portal-links',
  allow: ['operator', 'tenant:manage'],
  tag: 'Keys',
  summary: 'Make a token that lets somebody at the tenant in once, without a key of their own.',
  description:
    '`url` opens the console for that tenant alone. Or put the token into a link to a page of your own, behind the `#`, so that no log has it; the page exchanges it at `/v1/portal-links/exchange` for a key that ends by itself.',
  body: { kind: 'json', schema: Body, example: { scopes: ['read'], valid_seconds: 900 } },
  responses: {
    201: {
      description: 'Made; the token is shown this once',
      schema: View,
      example: {
        link_token: 'phl_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
        url: 'https://hooks.example.net/console/portal#token=phl_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
        expires_at: '2026-11-21T09:15:00.000Z',
      },
    },
  },

  async handle(request) {
    const { tenant, body, caller, context } = request
    const { scopes } = body
    if (caller.kind === 'tenant' && (await isPortalKey(caller.key.id, context))) {
      const detail = 'The key was given for a portal link and ends by itself; it makes no links.'
      return problem('scope-missing', { detail })
    }
    // A key gives away no more than it has itself.
    const missing = caller.kind === 'tenant' ? scopes.filter((one) => !has(caller.key, one)) : []
    if (missing.length > 0) {
      const detail = `names ${missing.join(', ')}, which the key that asks does not have itself`
      return problem('body-invalid', { errors: [{ pointer: '/scopes', detail }] })
    }
    const { valid_seconds: valid = 3_600, session_seconds: session = 3_600 } = body
    const { token, endsAtMs } = await createPortalLink(
      {
        tenantKey: tenant.key,
        tenantId: tenant.id,
        scopes,
        validMs: valid * 1_000,
        sessionMs: session * 1_000,
        by: actorOf(caller),
      },
      context,
    )
    return {
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: {
        link_token: token,
        url: `${publicBase(request)}/console/portal#token=${token}`,
        expires_at: iso(endsAtMs),
      },
    }
  },
})

const has = ({ scopes }: ApiKey, wanted: KeyScope): boolean =>
  scopes.includes(wanted) || (wanted === 'read' && scopes.includes('manage'))
