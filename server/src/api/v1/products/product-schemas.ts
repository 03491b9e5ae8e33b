/** What callers of the native API send and see of products and their clients. */
import { Type } from 'typebox'
import type { Product } from '../../../domain/product.ts'
import { validations } from '../../../domain/product.ts'
import { keyScopes } from '../../../domain/tenant.ts'
import type { Client } from '../../../manage/products/create-client.ts'
import { iso, isoOrNull } from '../views.ts'

const strict = { additionalProperties: false } as const
const text = Type.String()
const instant = Type.String({ format: 'date-time' })
const instantOrNull = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])

const name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\p{Cc}\\p{Cs}]*$',
  description: 'one line of 1 to 200 characters',
})
const validation = Type.Enum([...validations], {
  description:
    'strict: events that lack what is documented of them are refused; warn: they are taken, and their warnings shown',
})

export const ProductBody = Type.Object({ name, validation: Type.Optional(validation) }, strict)

export const ProductChangeBody = Type.Object(
  { name: Type.Optional(name), validation: Type.Optional(validation) },
  { ...strict, minProperties: 1 },
)

export const ProductView = Type.Object(
  { product_id: text, name: text, validation, created_at: instant },
  { ...strict, title: 'Product' },
)

export const productView = ({ id, name: called, validation: kept, createdAtMs }: Product) => ({
  product_id: id,
  name: called,
  validation: kept,
  created_at: iso(createdAtMs),
})

export const productExample = {
  product_id: '0199c3ef-6a1b-7c3d-8e4f-5a6b7c8d9e0f',
  name: 'Acme CRM',
  validation: 'strict',
  created_at: '2026-11-21T09:00:00.000Z',
}

const scopes = Type.Array(Type.Enum([...keyScopes]), {
  minItems: 1,
  maxItems: 3,
  uniqueItems: true,
  description: 'what its access tokens open: manage (includes read), read, ingest; by default all',
})

export const ClientBody = Type.Object({ name, scopes: Type.Optional(scopes) }, strict)

const clientFields = {
  client_id: text,
  name: text,
  scopes: Type.Array(Type.Enum([...keyScopes])),
  created_at: instant,
  last_used_at: instantOrNull,
  revoked_at: instantOrNull,
}

export const ClientView = Type.Object(clientFields, { ...strict, title: 'Client' })

export const NewClientView = Type.Object(
  {
    ...clientFields,
    client_secret: Type.String({ description: 'shown this once' }),
  },
  { ...strict, title: 'NewClient' },
)

export const clientView = (client: Client) => ({
  client_id: client.application,
  name: client.name,
  scopes: client.scopes,
  created_at: iso(client.createdAtMs),
  last_used_at: isoOrNull(client.lastUsedAtMs),
  revoked_at: isoOrNull(client.revokedAtMs),
})

export const clientExample = {
  client_id: 'client_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  name: 'billing',
  scopes: ['ingest'],
  created_at: '2026-11-21T09:00:00.000Z',
  last_used_at: null,
  revoked_at: null,
}
