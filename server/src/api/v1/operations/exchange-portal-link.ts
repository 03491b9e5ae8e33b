import { Type } from 'typebox'
import { exchangePortalLink } from '../../../manage/portal-links.ts'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { keyExample } from '../examples.ts'
import { NewKeyView } from '../view-schemas.ts'
import { iso, keyView } from '../views.ts'

const strict = { additionalProperties: false } as const

const View = Type.Object(
  {
    ...NewKeyView.properties,
    tenant: Type.String(),
    expires_at: Type.String({ format: 'date-time' }),
  },
  { title: 'PortalKey', ...strict },
)

export const exchangePortalLinkOperation = operation({
  id: 'exchangePortalLink',
  method: 'POST',
  path: '/v1/portal-links/exchange',
  allow: 'anyone',
  tag: 'Keys',
  summary: 'Exchange the token of a portal link for a key. It works once.',
  description: 'The key is revoked within ten seconds of `expires_at`.',
  body: {
    kind: 'json',
    schema: Type.Object({ link_token: Type.String({ minLength: 1, maxLength: 100 }) }, strict),
    example: { link_token: 'phl_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG' },
  },
  problems: ['portal-link-spent', 'too-many-requests'],
  responses: {
    201: {
      description: 'The key, shown this once',
      schema: View,
      example: {
        ...keyExample,
        key: 'phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
        tenant: 'Cust12345',
        expires_at: '2026-11-21T10:00:00.000Z',
      },
    },
  },

  async handle({ body, remoteAddress, context }) {
    const waitSeconds = await context.publicCalls.portalLink.secondsToWait(remoteAddress)
    if (waitSeconds > 0) {
      return problem('too-many-requests', { headers: { 'retry-after': String(waitSeconds) } })
    }
    const exchanged = await exchangePortalLink(body.link_token, context)
    if (exchanged === null) return problem('portal-link-spent')
    const { key, secret, link, endsAtMs } = exchanged
    return {
      status: 201,
      accountKey: link.tenantKey,
      headers: { 'cache-control': 'no-store' },
      body: { ...keyView(key), key: secret, tenant: link.tenantId, expires_at: iso(endsAtMs) },
    }
  },
})
