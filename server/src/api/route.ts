/**
 * One operation as a route: admit the caller before the body is read, check query and body by
 * their schemas, call the operation, and write its reply or its problem in the group's own style.
 */
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { Convert } from 'typebox/value'
import type { Access, Admission } from './access.ts'
import { acceptMsMax, answerMsMax, inTime, tooLate } from './answer-in-time.ts'
import { answerAudited } from './audited.ts'
import type { ApiContext } from './context.ts'
import { type Check, checkOf, parseJson } from './json-body.ts'
import type {
  Answer,
  AuditedRequest,
  BodyRule,
  Operation,
  OperationGroup,
  OperationReply,
  PathTenant,
} from './operation.ts'
import { type FieldError, isProblem, problem, type Problem } from './problems.ts'
import { lateProblem, thrownProblem } from './thrown-problem.ts'

/** What every route works with. */
export interface Surroundings {
  readonly access: Access
  readonly context: ApiContext
  readonly groups: readonly OperationGroup[]
  readonly nextRequestId: () => string
  isClosing: boolean
}

type Admitted = Exclude<Admission, Problem>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in; null where a request was refused before that. */
    admission: Admitted | null
  }
}

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly surroundings: Surroundings
}

/** The route of an operation that has an address to itself, as Fastify takes it. */
export function routeOf(
  rule: { readonly operation: Operation; readonly group: OperationGroup },
  surroundings: Surroundings,
): RouteOptions {
  const { operation } = rule
  const readQuery = queryReader(operation)
  const readBody = bodyReader(operation.body)
  return {
    method: operation.method,
    url: operation.path,
    ...(operation.body?.kind === 'json' && operation.body.bytesMax !== undefined
      ? { bodyLimit: operation.body.bytesMax }
      : {}),
    // Before the body: nobody unknown makes us hold a megabyte.
    onRequest(request, reply, done) {
      const exchange = { request, reply, surroundings }
      atOwnHost(rule.group, exchange, () => admitByHeader(rule, exchange, done), done)
    },
    handler(request, reply) {
      const exchange = { request, reply, surroundings }
      const query = readQuery(request.query)
      if (isProblem(query)) return sendProblem(query, exchange)
      const body = readBody(request)
      if (isProblem(body)) return sendProblem(body, exchange)
      answer({ operation, query: query.value, body: body.value }, exchange).catch(
        (error: unknown) =>
          // The server's error handler tells our fault and answers it.
          reply.send(error),
      )
    },
  }
}

/** Goes on where the tenant of the path is reached at the host that the request is for. */
export function atOwnHost(
  group: OperationGroup,
  exchange: Exchange,
  goOnThen: () => void,
  done: (error?: Error) => void,
): void {
  const { request, surroundings } = exchange
  const tenantId = paramsOf(request)['tenantId']
  if (group.isBoundToHosts !== true || tenantId === undefined) {
    goOnThen()
    return
  }
  const judged = (isMisdirected: boolean): void => {
    if (isMisdirected) sendProblem(problem('host-misdirected'), exchange)
    else goOnThen()
  }
  const { host } = request.headers
  const isMisdirected = surroundings.context.tenantHosts.isMisdirected(tenantId, host)
  if (!(isMisdirected instanceof Promise)) return judged(isMisdirected)
  inTime(isMisdirected, acceptMsMax, surroundings.context.ports).then((found) => {
    if (found === tooLate) sendProblem(lateProblem({ method: 'GET' }), exchange)
    else judged(found)
  }, done)
}

/** Lets in whom the header Authorization names, and answers everybody else. */
export function admitByHeader(
  rule: { readonly operation: Operation; readonly group: OperationGroup },
  exchange: Exchange,
  done: (error?: Error) => void,
): void {
  const { request, surroundings } = exchange
  const credentials = {
    authorization: request.headers.authorization,
    remoteAddress: request.socket.remoteAddress ?? '',
  }
  const named = accountNamed(rule.operation, paramsOf(request))
  const admission = surroundings.access.admit(rule, credentials, named)
  if (admission instanceof Promise) {
    admittedInTime(admission, surroundings).then((late) => goOn(late, exchange, done), done)
  } else {
    goOn(admission, exchange, done)
  }
}

/** What the path says whose account the operation is about. */
function accountNamed(
  { accountKind }: Operation,
  params: Readonly<Record<string, string>>,
): string | undefined {
  return accountKind === null ? undefined : params[`${accountKind}Id`]
}

/** Who asks is looked up in the store, which may be silent: nothing was asked of it yet. */
export async function admittedInTime(
  admission: Admission | Promise<Admission>,
  { context }: Surroundings,
): Promise<Admission> {
  if (!(admission instanceof Promise)) return admission
  const admitted = await inTime(admission, acceptMsMax, context.ports)
  return admitted === tooLate ? lateProblem({ method: 'GET' }) : admitted
}

function goOn(admission: Admission, exchange: Exchange, done: () => void): void {
  if (isProblem(admission)) {
    sendProblem(admission, exchange)
    return
  }
  exchange.request.admission = admission
  done()
}

/** Calls the operation for who was let in, and writes its answer. */
export async function answer(
  call: { readonly operation: Operation; readonly query: unknown; readonly body: unknown },
  exchange: Exchange,
): Promise<void> {
  const { request, surroundings } = exchange
  const { caller, tenant } = request.admission ?? { caller: { kind: 'anyone' }, tenant: null }
  try {
    const asked: AuditedRequest = {
      params: paramsOf(request),
      query: call.query,
      body: call.body,
      rawBody: rawBodyOf(request),
      contentType: contentTypeOf(request),
      headers: request.headers,
      url: request.url,
      caller,
      remoteAddress: request.socket.remoteAddress ?? '',
      // Operations of no tenant have no such member in their type and never look.
      tenant: tenant ?? noTenant,
      context: surroundings.context,
    }
    const answering = answerAudited(call.operation, asked, surroundings.groups)
    const answered = await inTime(answering, answerMsMax, surroundings.context.ports)
    sendAnswer(answered === tooLate ? lateProblem(call.operation) : answered, exchange)
  } catch (error) {
    const known = thrownProblem(error)
    if (known === null) throw error
    sendProblem(known, exchange)
  }
}

const noTenant: PathTenant = { key: -1, id: '' }
const noBytes = Buffer.alloc(0)

export const paramsOf = (request: FastifyRequest): Record<string, string> =>
  request.params as Record<string, string>

export const rawBodyOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : noBytes

export function contentTypeOf(request: FastifyRequest): string {
  const header = request.headers['content-type'] ?? ''
  const end = header.indexOf(';')
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase()
}

type Reading = { readonly kind: 'read'; readonly value: unknown } | Problem

const nothing: Reading = { kind: 'read', value: undefined }

/** Query parameters become numbers and truth values where the schema has them. */
function queryReader(operation: Operation): (query: unknown) => Reading {
  const { query: schema } = operation
  if (schema === null) return () => nothing
  const check = checkOf(schema)
  const empty: Reading = { kind: 'read', value: {} }
  const isOptional = check({}).length === 0
  return (query) => {
    if (isOptional && isEmpty(query)) return empty
    const converted = Convert(schema, { ...(query as object) })
    const errors = check(converted)
    return errors.length === 0
      ? { kind: 'read', value: converted }
      : problem('query-invalid', { errors: errors.map(asParameter) })
  }
}

function isEmpty(query: unknown): boolean {
  for (const _name in query as object) return false
  return true
}

/** A parameter is named, not pointed at. */
const asParameter = ({ pointer, detail }: FieldError): FieldError => ({
  pointer: pointer.replace(/^\//, ''),
  detail,
})

function bodyReader(rule: BodyRule | null): (request: FastifyRequest) => Reading {
  if (rule === null) return () => nothing
  const { contentTypes = ['application/json'] } = rule
  const check = rule.kind === 'json' ? checkOf(rule.schema) : null
  return (request) => {
    const bytes = rawBodyOf(request)
    if (bytes.length > 0 && !isTaken(contentTypeOf(request), contentTypes)) {
      const taken = contentTypes.join(' or ')
      const detail = `This operation takes ${taken}; say so in the header Content-Type.`
      return problem('content-type-unsupported', { detail })
    }
    if (check === null) return { kind: 'read', value: bytes }
    return readJson(bytes, check, rule.kind === 'json' && rule.isOptional === true)
  }
}

export const isTaken = (contentType: string, taken: readonly string[]): boolean =>
  taken.includes(contentType) || taken.includes('*')

function readJson(bytes: Buffer, check: Check, isOptional: boolean): Reading {
  if (bytes.length === 0) return isOptional ? nothing : problem('body-missing')
  const parsed = parseJson(bytes)
  if (isProblem(parsed)) return parsed
  const errors = check(parsed.value)
  return errors.length === 0
    ? { kind: 'read', value: parsed.value }
    : problem('body-invalid', { errors })
}

export function sendAnswer(answered: Answer, exchange: Exchange): void {
  if (isProblem(answered)) sendProblem(answered, exchange)
  else sendReply(answered, exchange)
}

function sendReply(answered: OperationReply, { reply, surroundings }: Exchange): void {
  const { status, body, headers } = answered
  reply.code(status)
  if (surroundings.isClosing) reply.header('connection', 'close')
  if (headers !== undefined) reply.headers(headers)
  if (body === undefined || headers?.['content-type'] !== undefined) reply.send(body)
  else reply.header('content-type', 'application/json').send(JSON.stringify(body))
}

/** Writes a problem in the style of the API that the path belongs to. */
export function sendProblem(given: Problem, exchange: Exchange): void {
  const { request, reply, surroundings } = exchange
  const path = request.url.split('?', 1)[0] ?? ''
  const allowed = given.code === 'route-unknown' ? methodsOf(path, surroundings.groups) : []
  const shown =
    allowed.length === 0 || allowed.includes(request.method)
      ? given
      : problem('method-not-allowed', { headers: { allow: allowed.join(', ') } })
  const group = surroundings.groups.find((one) => one.ownsPath(path)) ?? surroundings.groups[0]
  if (group === undefined) throw new Error('an API without operations')
  const styled = group.errorStyle(shown, {
    requestId: request.id,
    url: request.url,
    contentType: contentTypeOf(request),
  })
  if (surroundings.isClosing) reply.header('connection', 'close')
  // As bytes, because Fastify adds a charset to texts, which problem+json does not have.
  reply.code(styled.status).headers(styled.headers).send(Buffer.from(styled.body))
}

/** The methods that a path knows, when it is only the method that was wrong. */
function methodsOf(path: string, groups: readonly OperationGroup[]): readonly string[] {
  const parts = path.split('/')
  const methods = groups.flatMap((group) =>
    group.operations
      .filter(({ path: pattern }) => fits(parts, pattern))
      .map(({ method }) => method),
  )
  return [...new Set(methods)].toSorted((a, b) => a.localeCompare(b, 'en'))
}

function fits(parts: readonly string[], pattern: string): boolean {
  const wanted = pattern.split('/')
  return (
    wanted.length === parts.length &&
    wanted.every((part, index) => part.startsWith(':') || part === parts[index])
  )
}
