/**
 * A partner owns apps. It is an account beside tenants, with keys and events of its own; inside it
 * stands among the tenants under an id that no tenant can have.
 */
export interface Partner {
  readonly key: number
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  /** Told of trouble with apps that name nobody; null: nobody is. */
  readonly technicalContact: string | null
}

const mark = 'partner:'

export const partnerAccountId = (id: string): string => mark + id

/** The partner's id; null: the account is a tenant. */
export const partnerIdOf = (accountId: string): string | null =>
  accountId.startsWith(mark) ? accountId.slice(mark.length) : null

/** Where ids of such accounts lie among all: from the first on, and before the second. */
export const partnerRange = [mark, 'partner;'] as const

export const isPartnerId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text)
