/** The refusals of an operation in the OpenAPI document, in the style of its API. */
import type { TSchema } from 'typebox'
import type { DocumentedGroup } from '../documented-group.ts'
import type { AccountKind, Operation } from '../operation.ts'
import { isForTenants } from '../permissions.ts'
import { problem, type ProblemCode } from '../problems.ts'
import { lateProblem } from '../thrown-problem.ts'

type Json = Readonly<Record<string, unknown>>

/** By status. `shown` is what stands in the document for a schema. */
export function problemResponses(
  operation: Operation,
  group: DocumentedGroup,
  shown: (schema: TSchema) => unknown,
): Json {
  const codes = [...new Set([...usualProblems(operation, group), ...(operation.problems ?? [])])]
  const refusals = codes.map((code) => ({ code, ...refusalOf(code, group) }))
  const schema = shown(group.errorSchema)
  const responses = [...Map.groupBy(refusals, ({ status }) => String(status))].map(
    ([status, ofStatus]) => {
      const description = ofStatus
        .map(({ code }) => `\`${code}\`: ${problem(code).title}`)
        .join('\n\n')
      const examples = Object.fromEntries(ofStatus.map(({ code, value }) => [code, { value }]))
      const contentType = ofStatus[0]?.contentType ?? ''
      return [status, { description, content: { [contentType]: { schema, examples } } }]
    },
  )
  const { otherRefusals } = group
  const others =
    otherRefusals === undefined
      ? []
      : [['default', { description: otherRefusals, content: { 'application/json': { schema } } }]]
  return Object.fromEntries([...responses, ...others]) as Json
}

/** Every operation of this kind may answer these, whatever it declares itself. */
function usualProblems(operation: Operation, group: DocumentedGroup): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['fault', lateProblem(operation).code]
  if (operation.allow !== 'anyone') {
    codes.push('key-missing', 'key-invalid', 'too-many-failures', 'session-ended')
    if (operation.method !== 'GET') codes.push('csrf-token-wrong')
    if (group.takesPasses === true) codes.push('pass-invalid')
    codes.push(isForTenants(operation) ? 'scope-missing' : 'operator-only')
    if (operation.accountKind !== null) codes.push(...accountProblems[operation.accountKind])
  }
  if (operation.query !== null) codes.push('query-invalid')
  if (operation.body !== null) codes.push('body-too-large', 'content-type-unsupported')
  if (operation.body?.kind === 'json') {
    codes.push('json-malformed', 'json-too-deep', 'json-too-many-keys', 'body-invalid')
    if (operation.body.isOptional !== true) codes.push('body-missing')
  }
  return codes
}

const accountProblems: Readonly<Record<AccountKind, readonly ProblemCode[]>> = {
  tenant: ['tenant-unknown'],
  partner: ['partner-unknown', 'key-of-one-app'],
  app: ['app-unknown'],
  product: ['product-unknown'],
  own: [],
}

function refusalOf(code: ProblemCode, { errorStyle }: DocumentedGroup) {
  const refusal = errorStyle(problem(code), { requestId: 'b1c2d3e4f5a6-1z', url: '' })
  const [contentType = ''] = (refusal.headers['content-type'] ?? '').split(';')
  return { status: refusal.status, contentType, value: JSON.parse(refusal.body) as unknown }
}
