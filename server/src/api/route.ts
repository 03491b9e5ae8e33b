/**
 * One operation as a route: admit the caller before the body is read, check query and body by
 * their schemas, call the operation, and write its reply or its problem in the group's own style.
 */
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Access, Admission } from './access.ts'
import { acceptMsMax, answerMsMax, inTime, tooLate } from './answer-in-time.ts'
import { answerAudited } from './audited.ts'
import type { ApiContext } from './context.ts'
import type {
  Answer,
  AuditedRequest,
  Caller,
  Operation,
  OperationGroup,
  OperationReply,
  PathTenant,
} from './operation.ts'
import { isProblem, problem, type Problem } from './problems.ts'
import { bodyReader, contentTypeOf, queryReader, rawBodyOf } from './read-request.ts'
import type { OpenStreams } from './open-streams.ts'
import type { ReplyStream } from './reply-stream.ts'
import { csrfHeader } from './session-cookie.ts'
import { lateProblem, thrownProblem } from './thrown-problem.ts'

/** What every route works with. */
export interface Surroundings {
  readonly access: Access
  readonly context: ApiContext
  readonly groups: readonly OperationGroup[]
  readonly nextRequestId: () => string
  readonly streams: OpenStreams
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

/** Lets in whom the header Authorization names, or else the cookie, and answers everybody else. */
export function admitByHeader(
  rule: { readonly operation: Operation; readonly group: OperationGroup },
  exchange: Exchange,
  done: (error?: Error) => void,
): void {
  const admission = admissionOf(rule, exchange)
  if (admission instanceof Promise) {
    admittedInTime(admission, exchange.surroundings).then(
      (late) => goOn(late, exchange, done),
      done,
    )
  } else {
    goOn(admission, exchange, done)
  }
}

function admissionOf(
  rule: { readonly operation: Operation; readonly group: OperationGroup },
  { request, surroundings }: Pick<Exchange, 'request' | 'surroundings'>,
): Admission | Promise<Admission> {
  const credentials = {
    authorization: request.headers.authorization,
    remoteAddress: request.socket.remoteAddress ?? '',
    cookies: request.headers.cookie,
    csrfToken: csrfTokenIn(request.headers),
  }
  const named = accountNamed(rule.operation, paramsOf(request))
  return surroundings.access.admit(rule, credentials, named)
}

function csrfTokenIn({ [csrfHeader]: given }: FastifyRequest['headers']): string | undefined {
  return typeof given === 'string' ? given : undefined
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
    if (answered === tooLate) sendProblem(lateProblem(call.operation), exchange)
    else if (isProblem(answered) || answered.stream === undefined) sendAnswer(answered, exchange)
    else sendStream({ stream: answered.stream, operation: call.operation, caller }, exchange)
  } catch (error) {
    const known = thrownProblem(error)
    if (known === null) throw error
    sendProblem(known, exchange)
  }
}

function sendStream(
  answered: {
    readonly stream: ReplyStream
    readonly operation: Operation
    readonly caller: Caller
  },
  exchange: Exchange,
): void {
  const { request, reply, surroundings } = exchange
  const { stream, operation, caller } = answered
  const group = surroundings.groups.find(({ operations }) => operations.includes(operation))
  if (group === undefined) throw new Error(`${operation.id} stands in no group`)
  reply.hijack()
  surroundings.streams.send({
    stream,
    caller,
    response: reply.raw,
    isHeadOnly: request.method === 'HEAD',
    admitAgain: () => admissionOf({ operation, group }, exchange),
    clock: surroundings.context.ports.clock,
  })
}

const noTenant: PathTenant = { key: -1, id: '' }
export const paramsOf = (request: FastifyRequest): Record<string, string> =>
  request.params as Record<string, string>

export function sendAnswer(answered: Answer, exchange: Exchange): void {
  if (isProblem(answered)) sendProblem(answered, exchange)
  else sendReply(answered, exchange)
}

function sendReply(answered: OperationReply, { reply, surroundings }: Exchange): void {
  const { status, body, headers, cookies = [] } = answered
  reply.code(status)
  if (surroundings.isClosing) reply.header('connection', 'close')
  if (headers !== undefined) reply.headers(headers)
  for (const cookie of cookies) reply.header('set-cookie', cookie)
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
