/**
 * What a caller of the SuperOffice APIs is told when a request is refused: a value, never an
 * exception. REST, the agents and SOAP each write it in their own shape; this is the one they
 * share (SuperOffice web API documentation, "Errors"; the texts are ours unless one is documented).
 */
export interface Refusal {
  readonly kind: 'refused'
  readonly status: number
  /** Name of the exception that clients compare, such as `ArgumentException`. */
  readonly errorType: string
  readonly message: string
  /** Where the caller is told when to come again. */
  readonly retryAfterSeconds?: number
}

export const isRefusal = (value: object): value is Refusal =>
  'kind' in value && value.kind === 'refused'

export interface ErrorBody {
  readonly Error: true
  readonly ErrorType: string
  /** The documentation has this member, the published client's fixture the next one: both. */
  readonly ErrorMessage: string
  readonly Message: string
  readonly ErrorSource: string
}

/** What every refusal says it comes from, as documented. */
export const errorSource = 'SuperOffice.Services.Implementation'

/** The JSON body of a refused REST request. */
export function errorBody(errorType: string, message: string): ErrorBody {
  return {
    Error: true,
    ErrorType: errorType,
    ErrorMessage: message,
    Message: message,
    ErrorSource: errorSource,
  }
}

/** A value in the request is not acceptable: 400. */
export function badArgument(message: string): Refusal {
  return { kind: 'refused', status: 400, errorType: 'ArgumentException', message }
}

/** Unknown, deleted, or made by an application whose webhooks the caller may not see: 404. */
export function webhookNotFound(id: number | string): Refusal {
  const message = `Webhook ${id} was not found.`
  return { kind: 'refused', status: 404, errorType: 'SoNotFoundException', message }
}

/** A `test` operation of a JSON patch does not hold, or others kept changing the webhook: 409. */
export function conflict(message: string): Refusal {
  return { kind: 'refused', status: 409, errorType: 'SoConflictException', message }
}

/** Changed since the instant that `If-Unmodified-Since` names: 412. */
export function preconditionFailed(message: string): Refusal {
  return { kind: 'refused', status: 412, errorType: 'SoPreconditionFailedException', message }
}

/** Nothing was stored because the service cannot take it now; the caller tries again: 503, 507. */
export function unavailable(status: 503 | 507, message: string): Refusal {
  const retryAfter = status === 503 ? { retryAfterSeconds: 1 } : {}
  return { kind: 'refused', status, errorType: 'SoServerBusyException', message, ...retryAfter }
}

/** More than the caller may ask for; nothing was stored, and it comes again in so many seconds: 429. */
export function tooMany(message: string, retryAfterSeconds: number): Refusal {
  const errorType = 'SoServerBusyException'
  return { kind: 'refused', status: 429, errorType, message, retryAfterSeconds }
}

/** The error name for a refusal that the door itself makes, by its status. */
export function errorTypeOfStatus(status: number): string {
  switch (status) {
    case 401:
      return 'SoSessionException'
    case 403:
      return 'SoAccessDeniedException'
    case 404:
      return 'SoNotFoundException'
    case 409:
      return 'SoConflictException'
    case 412:
      return 'SoPreconditionFailedException'
    case 429:
    case 503:
    case 507:
      return 'SoServerBusyException'
    default:
      return status >= 500 ? 'SoException' : 'ArgumentException'
  }
}
