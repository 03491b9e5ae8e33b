/** The errors that have to do with products and their clients; `problems.ts` has them all. */
import { clientsPerProductMax } from '../domain/limits.ts'
import type { ProblemText } from './problem-text.ts'

export const productProblemTexts = {
  'pass-invalid': {
    status: 401,
    title: 'The access token opens nothing',
    detail:
      'The access token was not issued here, has ended after its hour, or its client was revoked. Get a new one with the client id and the client secret.',
  },
  'client-refused': {
    status: 401,
    title: 'No such client',
    detail:
      'There is no client with this id and this secret, or it was revoked. Check both, or have a new client made.',
  },
  'product-unknown': {
    status: 404,
    title: 'No such product',
    detail: 'There is no such product, or the caller has no access to it.',
  },
  'product-taken': {
    status: 409,
    title: 'The tenant has a product already',
    detail: 'A tenant is one product at most. Make another tenant for another product.',
  },
  'client-unknown': {
    status: 404,
    title: 'No such client',
    detail: 'This tenant has no client of that id. List its clients to see the ids.',
  },
  'client-limit-reached': {
    status: 409,
    title: 'The product has as many clients as it may have',
    detail: `A product may have ${clientsPerProductMax} clients that are not revoked. Revoke one that is not needed.`,
  },
} as const satisfies Record<string, ProblemText>
