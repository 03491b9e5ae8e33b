/** What is sent and answered of accounts. */
import { Type } from 'typebox'
import { accountRoles } from '../../../domain/account.ts'
import { keyScopes } from '../../../domain/tenant.ts'
import { personEmail, personName } from './session-schemas.ts'

const strict = { additionalProperties: false } as const
const textOrNull = Type.Union([Type.String(), Type.Null()])

const rightsFields = {
  role: Type.Enum([...accountRoles], { description: 'operator, tenant or partner' }),
  tenant: Type.Optional(Type.String({ maxLength: 64, description: 'of the role tenant: its id' })),
  partner: Type.Optional(
    Type.String({ maxLength: 64, description: 'of the role partner: its id' }),
  ),
  scopes: Type.Optional(
    Type.Array(Type.Enum([...keyScopes]), {
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
      description: 'of the roles tenant and partner; manage by default',
    }),
  ),
}

export const AccountBody = Type.Object(
  { email: personEmail, name: personName, ...rightsFields },
  strict,
)

export const AccountChangeBody = Type.Object(
  {
    name: Type.Optional(personName),
    ...rightsFields,
    role: Type.Optional(rightsFields.role),
  },
  { minProperties: 1, ...strict },
)

const accountFields = {
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Type.Enum([...accountRoles]),
  tenant: textOrNull,
  partner: textOrNull,
  scopes: Type.Array(Type.Enum([...keyScopes]), { description: 'the operator has all' }),
  has_password: Type.Boolean({ description: 'false: nobody has signed in with it yet' }),
  created_at: Type.String({ format: 'date-time' }),
}

export const AccountView = Type.Object(accountFields, { title: 'Account', ...strict })

export const SetupView = Type.Object(
  {
    ...accountFields,
    setup_token: Type.String({ description: 'sets the password once; shown this once' }),
    setup_url: Type.String({ description: 'the page of the console that takes the token' }),
    setup_expires_at: Type.String({ format: 'date-time' }),
  },
  { title: 'AccountSetup', ...strict },
)

export const accountExample = {
  id: 'acc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  email: 'ada@example.org',
  name: 'Ada Example',
  role: 'tenant',
  tenant: 'Cust12345',
  partner: null,
  scopes: ['manage'],
  has_password: false,
  created_at: '2026-11-21T09:00:00.000Z',
}

const tokenExample =
  'phs_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG'

export const setupExample = {
  ...accountExample,
  setup_token: tokenExample,
  setup_url: `https://hooks.example.net/console/setup#token=${tokenExample}`,
  setup_expires_at: '2026-11-22T09:00:00.000Z',
}
