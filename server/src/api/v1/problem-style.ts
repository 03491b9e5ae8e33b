/**
 * How the native API shows a problem: RFC 9457, with the permanent code beside its URL, and a
 * pointer to each field that is wrong.
 */
import type { ErrorStyle } from '../operation.ts'
import type { FieldError } from '../problems.ts'

const problemContentType = 'application/problem+json'

export const problemStyle: ErrorStyle = (problem, { requestId }) => ({
  status: problem.status,
  headers: { ...problem.headers, 'content-type': problemContentType },
  body: JSON.stringify({
    type: `/v1/problems/${problem.code}`,
    code: problem.code,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance: `urn:posthorn:request:${requestId}`,
    ...(problem.errors.length > 0 ? { errors: shownErrors(problem.errors) } : {}),
  }),
})

export const shownErrors = (errors: readonly FieldError[]) =>
  errors.map(({ pointer, detail }) => ({ pointer, detail }))
