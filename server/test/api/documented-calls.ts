/**
 * Calls whose answers are held to what the OpenAPI document says of them: a status that is not
 * listed, a field that is missing or one too many fails the test that made the call.
 */
import assert from 'node:assert/strict'
import { checkOf } from '../../src/api/json-body.ts'
import { allGroups } from '../../src/api/groups.ts'
import type { Operation } from '../../src/api/operation.ts'
import type { ProblemText } from '../../src/api/problem-text.ts'
import { problemTexts } from '../../src/api/problems.ts'
import { documentedGroups, nativeGroup } from '../../src/api/v1/native-group.ts'
import { ProblemView } from '../../src/api/v1/view-schemas.ts'
import type { Answer, CallOptions, Json, RunningServer } from '../world/running-server.ts'

const checkProblem = checkOf(ProblemView)
const texts = new Map<string, ProblemText>(Object.entries(problemTexts))

/** The answer, which was found to be as documented. */
export async function called(
  server: RunningServer,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const answer = await server.call(method, path, options)
  holdToDocument(answer, method, path)
  return answer
}

/** Fails unless the answer is one that the document lists, of the shape it says. */
export function holdToDocument(answer: Answer, method: string, path: string): void {
  const operation = operationAt(method, path.split('?', 1)[0] ?? '')
  const what = `${method} ${path}: ${answer.status} ${answer.text}`
  if (answer.status >= 400) {
    assert.equal(answer.headers.get('content-type'), 'application/problem+json', what)
    assert.deepEqual(checkProblem(answer.json), [], what)
    const { code, status, type } = answer.json
    assert.equal(texts.get(code)?.status, status, what)
    assert.equal(status, answer.status, what)
    assert.equal(type, `/v1/problems/${code}`, what)
    return
  }
  assert.ok(operation !== undefined, `no operation answers ${what}`)
  const rule = operation.responses[answer.status]
  assert.ok(rule !== undefined, `not documented: ${what}`)
  // What is no JSON has its content type alone to be held to.
  if (rule.contentType !== undefined) {
    assert.ok(answer.headers.get('content-type')?.startsWith(rule.contentType), what)
  } else if (rule.schema === undefined) assert.equal(answer.text, '', what)
  else assert.deepEqual(checkOf(rule.schema)(answer.json), [], what)
}

/** The same of whichever API owns the path; those that are in no document answer as they like. */
export function holdToDocumentOfAny(answer: Answer, method: string, path: string): void {
  const { pathname, search } = new URL(path, 'http://localhost')
  const owner = allGroups.find((group) => group.ownsPath(pathname))
  if (owner === nativeGroup) holdToDocument(answer, method, path)
  const ofOwner = documentedGroups.find(({ errorStyle }) => errorStyle === owner?.errorStyle)
  if (owner === nativeGroup || ofOwner === undefined) return
  const what = `${method} ${path}: ${answer.status} ${answer.text}`
  if (answer.status >= 400) {
    assert.deepEqual(checkOf(ofOwner.errorSchema)(answer.json), [], what)
    return
  }
  const operation = operationAt(method, pathname, ofOwner.operations)
  const rule = operation?.responses[answer.status]
  assert.ok(rule !== undefined, `not documented: ${what}`)
  // What is not selected is null, whatever it is otherwise.
  const isWhole = !/select/i.test(search)
  if (rule.schema === undefined) assert.equal(answer.text, '', what)
  else if (isWhole) assert.deepEqual(checkOf(rule.schema)(answer.json), [], what)
}

/** The body of a call that has to succeed. */
export async function done(
  server: RunningServer,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Json> {
  const answer = await called(server, method, path, options)
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.text === '' ? null : answer.json
}

/** The code of the problem that a call is refused with. */
export async function refused(
  server: RunningServer,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<{
  readonly code: string
  readonly pointers: readonly string[]
  readonly answer: Answer
}> {
  const answer = await called(server, method, path, options)
  assert.ok(answer.status >= 400, `${method} ${path}: ${answer.status} ${answer.text}`)
  const { code, errors = [] } = answer.json
  return { code, pointers: errors.map((error: { pointer: string }) => error.pointer), answer }
}

function operationAt(
  method: string,
  path: string,
  operations: readonly Operation[] = nativeGroup.operations,
): Operation | undefined {
  const parts = path.split('/')
  const fitting = operations.filter(
    (operation) => operation.method === method && fits(parts, operation.path.split('/')),
  )
  // A path without names wins over one with names, as in the router.
  return fitting.toSorted((a, b) => nameCount(a) - nameCount(b))[0]
}

const nameCount = ({ path }: Operation): number => path.split(':').length

const fits = (parts: readonly string[], pattern: readonly string[]): boolean =>
  parts.length === pattern.length &&
  pattern.every((part, index) => part.startsWith(':') || part === parts[index])
