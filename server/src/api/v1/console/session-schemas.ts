/** What is sent to sign in to the console, and what is answered to who is signed in. */
import { Type } from 'typebox'
import {
  accountRoles,
  passwordCharactersMax,
  passwordCharactersMin,
} from '../../../domain/account.ts'
import { keyScopes } from '../../../domain/tenant.ts'

const strict = { additionalProperties: false } as const
const textOrNull = Type.Union([Type.String(), Type.Null()])

/** One line of text: no control characters, no half characters. */
export const personName = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\p{Cc}\\p{Cs}]*$',
  description: 'one line of 1 to 200 characters',
})
export const personEmail = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'one mail address',
})

export const SignInBody = Type.Object(
  {
    email: Type.Optional(personEmail),
    password: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: passwordCharactersMax,
        description: `a password; a new one has ${passwordCharactersMin} to ${passwordCharactersMax} characters`,
      }),
    ),
    key: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 512,
        description: "the operator's key, or one of a tenant or partner",
      }),
    ),
    link_token: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'of a portal link; works once' }),
    ),
    setup_token: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'of a setup link; works once' }),
    ),
    name: Type.Optional(personName),
  },
  strict,
)

export const SessionView = Type.Object(
  {
    kind: Type.Enum(['account', 'key', 'portal'], { description: 'what was used to sign in' }),
    name: Type.String(),
    email: textOrNull,
    role: Type.Enum([...accountRoles], { description: 'whose rights the session has' }),
    tenant: textOrNull,
    partner: textOrNull,
    scopes: Type.Array(Type.Enum([...keyScopes]), { description: 'the operator has all' }),
    csrf_token: Type.String({
      description: 'to be sent as X-CSRF-Token with every call that is no GET',
    }),
    expires_at: Type.String({
      format: 'date-time',
      description: 'at the latest; two hours without a call end it, too',
    }),
  },
  { title: 'Session', ...strict },
)

export const sessionExample = {
  kind: 'account',
  name: 'Ada Example',
  email: 'ada@example.org',
  role: 'tenant',
  tenant: 'Cust12345',
  partner: null,
  scopes: ['manage'],
  csrf_token: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG',
  expires_at: '2026-11-21T21:00:00.000Z',
}
