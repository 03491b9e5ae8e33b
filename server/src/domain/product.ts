/**
 * A product is the RoSaaS face of a tenant: under an id as RoSaaS has them, with endpoints, clients
 * and events of the catalogue alone. A tenant has at most one, and keeps it.
 */
export type Validation = 'strict' | 'warn'
export const validations = ['strict', 'warn'] as const satisfies readonly Validation[]

export interface Product {
  /** A UUID in lower case. */
  readonly id: string
  readonly tenantKey: number
  readonly tenantId: string
  readonly name: string
  /** What happens to events that lack what is documented of them, or have it wrong. */
  readonly validation: Validation
  readonly createdAtMs: number
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** 32 hex digits as a UUID is written. */
export function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The 32 hex digits of a UUID in any case; null: the text is none. */
export function hexOfUuid(text: string): string | null {
  const lowerCase = text.toLowerCase()
  return uuidPattern.test(lowerCase) ? lowerCase.replaceAll('-', '') : null
}

/**
 * A client is a program of a product that gets its passes with an id and a secret: the application
 * of the key that the secret is.
 */
export type ClientId = `client_${string}`

const clientIdPattern = /^client_[0-9a-f]{32}$/

export const isClientId = (text: string): text is ClientId => clientIdPattern.test(text)
