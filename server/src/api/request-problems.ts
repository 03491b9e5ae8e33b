/** The errors that have to do with how a request is written and when; `problems.ts` has them all. */
import { jsonDepthMax, jsonKeysMax } from '../domain/limits.ts'
import { type ProblemText, shownCount } from './problem-text.ts'

export const requestProblemTexts = {
  'route-unknown': {
    status: 404,
    title: 'No such address',
    detail: 'Nothing answers at this path. The list of operations is at /v1/openapi.json.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The address does not know this method',
    detail: 'The path exists, but not with this method. The header Allow lists those it knows.',
  },
  'request-malformed': {
    status: 400,
    title: 'The request cannot be read',
    detail: 'The request is not well-formed HTTP, or its path is not well-formed percent-encoding.',
  },
  'request-too-slow': {
    status: 408,
    title: 'The request took too long to arrive',
    detail: 'Headers and body must arrive in time. Send the request again on a new connection.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    detail: 'All headers with the request line may be 16 KiB together. Send fewer or shorter ones.',
  },
  'path-too-long': {
    status: 414,
    title: 'A part of the path is too long',
    detail: 'No id of this service is that long. Check the path for a text that does not belong.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    detail:
      'The body is larger than this installation takes (setting POSTHORN_BODY_BYTES_MAX). Send less, or put large content behind a link.',
  },
  'body-missing': {
    status: 400,
    title: 'The body is missing',
    detail: 'This call needs a body. Its description shows an example.',
  },
  'content-type-unsupported': {
    status: 415,
    title: 'The content type is not taken here',
    detail: 'Send the body as JSON with the header "Content-Type: application/json".',
  },
  'json-malformed': {
    status: 400,
    title: 'The body is not JSON',
    detail: 'The body is not well-formed JSON in UTF-8.',
  },
  'json-too-deep': {
    status: 400,
    title: 'The JSON is nested too deeply',
    detail: `Objects and arrays may be nested ${jsonDepthMax} levels deep. Flatten the body.`,
  },
  'json-too-many-keys': {
    status: 400,
    title: 'The JSON has too many keys',
    detail: `A body may have ${shownCount(jsonKeysMax)} object keys in all. Split it, or send a list instead.`,
  },
  'body-invalid': {
    status: 400,
    title: 'The body does not fit the operation',
    detail: 'One or more fields are missing, unknown or of the wrong kind; "errors" lists each.',
  },
  'query-invalid': {
    status: 400,
    title: 'The query does not fit the operation',
    detail:
      'One or more query parameters are unknown or of the wrong kind; "errors" lists each of them.',
  },
  'header-invalid': {
    status: 400,
    title: 'A request header does not fit the operation',
    detail: 'A header of the request has a value that this operation cannot use.',
  },
  'cursor-invalid': {
    status: 400,
    title: 'The cursor is not one of this list',
    detail:
      'The cursor was not made by this list, or by it before the store was restored. Start again without a cursor.',
  },
  'precondition-missing': {
    status: 428,
    title: 'The header If-Match is missing',
    detail:
      'Read it first, and send the ETag of that answer as If-Match, so that nobody else’s change is overwritten unseen.',
  },
  'precondition-failed': {
    status: 412,
    title: 'Somebody else changed it first',
    detail:
      'It is no longer as the ETag in If-Match says, and nothing was stored. Read it again, and make the change to what is there now.',
  },
  'host-misdirected': {
    status: 421,
    title: 'Wrong subdomain used to access tenant',
    detail:
      'The tenant is reached at another host now. Ask /api/state/{tenant} for its present endpoint.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'Ask again after the seconds in Retry-After.',
  },
} as const satisfies Record<string, ProblemText>
