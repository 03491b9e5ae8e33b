/** A client's id and secret against a pass, which RoSaaS calls an access token. */
import { Type } from 'typebox'
import { passSeconds } from '../client-passes.ts'
import { operation } from '../operation.ts'
import { answeredWith, shown, tag } from './rosaas-answers.ts'
import { TokenView } from './rosaas-views.ts'

/** Nobody has shown yet who it is. */
const bytesMax = 4_096

const ClientBody = Type.Object(
  {
    clientId: Type.String({ minLength: 1, maxLength: 128, description: 'the id of a client' }),
    clientSecret: Type.String({ minLength: 1, maxLength: 512, description: 'its secret' }),
  },
  { additionalProperties: false },
)

export const authenticateClientOperation = operation({
  id: 'rosaasAuthenticateClient',
  unaudited: 'reads',
  method: 'POST',
  path: '/api/identity/apps/v1/auth',
  allow: 'anyone',
  tag,
  summary: 'An access token for the id and the secret of a client. It is good for an hour.',
  body: {
    kind: 'json',
    schema: ClientBody,
    bytesMax,
    example: {
      clientId: 'client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
      clientSecret: 'phk_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
    },
  },
  responses: shown('The access token, to be sent as `Authorization: Bearer …`', TokenView, {
    token: { accessToken: 'eyJhbGciOiJIUzI1NiJ9.…', tokenType: 'Bearer', expiresIn: passSeconds },
  }),

  async handle({ body, remoteAddress, context }) {
    const { clientId: id, clientSecret: secret } = body
    const pass = await context.exchange({ id, secret, remoteAddress })
    if (typeof pass !== 'string') return pass
    return answeredWith({
      token: { accessToken: pass, tokenType: 'Bearer', expiresIn: passSeconds },
    })
  },
})
