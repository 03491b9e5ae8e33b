/**
 * Answers an operation marked as hot ahead of the router, which costs more than all the rest of
 * taking an event in. Only a request of the plainest kind is taken: the exact path, one JSON body
 * of known length within the limit, a key that was proven before. Everything else is left to the
 * router untouched, and what is answered here is answered alike there.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { isTenantId } from '../domain/tenant.ts'
import type { Admission } from './access.ts'
import type { Answer, Operation, OperationGroup } from './operation.ts'
import { isProblem, problem, type Problem } from './problems.ts'
import type { Surroundings } from './route.ts'
import { thrownProblem } from './thrown-problem.ts'

interface HotOperation {
  readonly operation: Operation
  readonly group: OperationGroup
  /** What stands before and after the tenant's id in its path. */
  readonly before: string
  readonly after: string
}

type Admitted = Exclude<Admission, Problem>

interface Call {
  readonly hot: HotOperation
  readonly tenantId: string
  readonly admitted: Admitted
  readonly contentLength: number
}

const contentType = 'application/json'
/** As the router writes it. */
const answerType = 'application/json; charset=utf-8'

/** The listener of the server: hot operations first, the router for the rest. */
export function withHotPath(router: RequestListener, surroundings: Surroundings): RequestListener {
  const hots = surroundings.groups.flatMap((group) =>
    group.operations
      .filter(({ isHot }) => isHot === true)
      .map((operation) => hotOperation(operation, group)),
  )
  return (request, response) => {
    const call = callOf(request, hots, surroundings)
    if (call === null) router(request, response)
    else receive(call, { request, response, surroundings })
  }
}

function hotOperation(operation: Operation, group: OperationGroup): HotOperation {
  const [before = '', after = ''] = operation.path.split(':tenantId')
  return { operation, group, before, after }
}

/** What the request asks of a hot operation; null when the router has to look at it. */
function callOf(
  request: IncomingMessage,
  hots: readonly HotOperation[],
  { access, context }: Surroundings,
): Call | null {
  const { url = '', method, headers } = request
  const hot = hots.find(
    ({ operation, before, after }) =>
      operation.method === method && url.startsWith(before) && url.endsWith(after),
  )
  if (hot === undefined || headers['content-type'] !== contentType) return null
  const tenantId = url.slice(hot.before.length, -hot.after.length)
  const contentLength = Number(headers['content-length'])
  const isPlain =
    contentLength > 0 &&
    contentLength <= context.config.bodyBytesMax &&
    headers['transfer-encoding'] === undefined &&
    headers.expect === undefined &&
    headers.upgrade === undefined &&
    isTenantId(tenantId)
  if (!isPlain) return null
  const { authorization } = headers
  const remoteAddress = request.socket.remoteAddress ?? ''
  const admission = access.admit(hot, { authorization, remoteAddress }, tenantId)
  if (admission instanceof Promise) {
    // The router asks again and answers what comes of it; nobody else would hear of a failure.
    admission.catch(() => undefined)
    return null
  }
  if (isProblem(admission)) return null
  return { hot, tenantId, admitted: admission, contentLength }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly surroundings: Surroundings
}

function receive(call: Call, exchange: Exchange): void {
  const { request } = exchange
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const [first] = chunks
    const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
    void answer(call, body, exchange)
  })
  // A caller that goes away in the middle of its body has asked for nothing.
  request.on('error', () => undefined)
}

async function answer(call: Call, rawBody: Buffer, exchange: Exchange): Promise<void> {
  const { request, surroundings } = exchange
  const { operation } = call.hot
  try {
    const { caller, tenant } = call.admitted
    if (tenant === null) throw new Error(`${operation.id} is hot and of no tenant`)
    const answered = await operation.handle({
      params: { tenantId: call.tenantId },
      query: {},
      body: rawBody,
      rawBody,
      contentType,
      headers: request.headers,
      url: request.url ?? '',
      caller,
      remoteAddress: request.socket.remoteAddress ?? '',
      tenant,
      context: surroundings.context,
    })
    write(answered, call, exchange)
  } catch (error) {
    const requestId = surroundings.nextRequestId()
    const known = thrownProblem(error)
    if (known === null) {
      const { observer } = surroundings.context.ports
      observer.observe({ kind: 'fault', where: `request ${requestId}`, error })
    }
    writeProblem(known ?? problem('fault'), call, { ...exchange, requestId })
  }
}

function write(answered: Answer, call: Call, exchange: Exchange): void {
  if (isProblem(answered)) {
    const requestId = exchange.surroundings.nextRequestId()
    writeProblem(answered, call, { ...exchange, requestId })
    return
  }
  const { status, body, headers } = answered
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  writeText(text, { status, headers: { ...headers, 'content-type': answerType } }, exchange)
}

function writeProblem(
  given: Problem,
  call: Call,
  exchange: Exchange & { readonly requestId: string },
): void {
  const at = { requestId: exchange.requestId, url: exchange.request.url ?? '' }
  const { status, headers, body } = call.hot.group.errorStyle(given, at)
  writeText(body, { status, headers }, exchange)
}

function writeText(
  text: string,
  head: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  { response, surroundings }: Exchange,
): void {
  response.writeHead(head.status, {
    ...head.headers,
    'content-length': Buffer.byteLength(text),
    ...(surroundings.isClosing ? { connection: 'close' } : undefined),
  })
  response.end(text)
}
