/**
 * How the RoSaaS API says what is wrong: `metadata.errors` with a message, a code that is a text,
 * and the parameter, in an answer of 400 (RoSaaS, "API Integration"; codes as its backend has them).
 * What is not there and what the caller may not see are one answer.
 */
import type { ErrorStyle, OperationReply } from '../operation.ts'
import type { FieldError, Problem } from '../problems.ts'
import type { EventFault } from './check-event.ts'

export interface RosaasError {
  readonly message: string
  readonly sysCode: string
  readonly parameter: string
}

const missing = '1001'
const notFound = '1005'
const invalid = '1006'
const unauthorised = '1010'
const notAllowed = '1016'

export const errorStyle: ErrorStyle = (problem) => {
  const reply = refusedWith(errorsOf(problem), statusOf(problem))
  return { status: reply.status, headers: { ...problem.headers, ...jsonHeaders }, body: reply.body }
}

/** Refused for faults of an event, each with the place in the body that it is at. */
export const refusedEvent = (faults: readonly EventFault[]): OperationReply =>
  refusedWith(faults.map(errorOfFault), 400)

export const errorOfFault = ({ pointer, kind, detail }: EventFault): RosaasError =>
  errorAt(pointer, detail, kind === 'missing' ? missing : invalid)

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' }

function refusedWith(errors: readonly RosaasError[], status: number) {
  const body = JSON.stringify({ metadata: { errors, success: false } })
  return { status, headers: jsonHeaders, body }
}

function errorsOf(problem: Problem): readonly RosaasError[] {
  if (problem.errors.length > 0) return problem.errors.map(errorOfField)
  return [{ message: problem.detail, sysCode: codeOf(problem), parameter: '' }]
}

function errorOfField({ pointer, detail, isMissing }: FieldError): RosaasError {
  return errorAt(pointer, detail, isMissing === true ? missing : invalid)
}

function errorAt(pointer: string, detail: string, sysCode: string): RosaasError {
  const parameter = nameOf(pointer)
  const words = `${parameter === '' ? 'The body' : parameter}: ${detail}`
  return { message: words.endsWith('.') ? words : `${words}.`, sysCode, parameter }
}

/** `/MetaData/planPrice` as `MetaData.planPrice`. */
function nameOf(pointer: string): string {
  const parts = pointer.replace(/^\//, '').split('/')
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')
}

function statusOf({ code, status }: Problem): number {
  if (status === 404) return code === 'route-unknown' ? 404 : 400
  // What clients of RoSaaS know as a failure; other statuses are HTTP's own and say how to go on.
  return status === 409 || status === 422 ? 400 : status
}

function codeOf({ code, status }: Problem): string {
  if (code === 'body-missing') return missing
  if (status === 401 || status === 403) return unauthorised
  if (status === 404) return notFound
  if (status === 405 || status === 409) return notAllowed
  // Of trouble that is no fault of the caller's RoSaaS has no code.
  return status >= 500 || status === 429 ? '' : invalid
}
