/**
 * The door: operations become routes of one HTTP server with a limit on everything. It knows no
 * operation by name; what each allows, takes and answers is read off its data.
 *
 * Nothing is kept here that a crash could lose. A stop lets requests under way finish, tells their
 * connections to close, and cuts what is still open when the time is over.
 */
import type { RequestListener } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { Access } from './access.ts'
import { PasswordHasher } from '../manage/accounts/password-hash.ts'
import { KnownEventTypes } from '../manage/known-event-types.ts'
import { KnownTenantLimits } from '../manage/known-tenant-limits.ts'
import { serveConsole } from './console-files.ts'
import type { ApiContext, ApiParts } from './context.ts'
import { ExportTurns } from './export-turns.ts'
import { allGroups } from './groups.ts'
import { withHotPath } from './hot-path.ts'
import { KnownBrowsers } from './known-browsers.ts'
import { LiveReaders } from './live/live-readers.ts'
import { OpenStreams } from './open-streams.ts'
import type { OperationGroup } from './operation.ts'
import { problem, type Problem, type ProblemCode } from './problems.ts'
import { PublicCalls } from './public-calls.ts'
import { type Exchange, sendProblem, type Surroundings } from './route.ts'
import { routesOf } from './routes.ts'
import { SignInLimits } from './sign-in-limits.ts'
import { TenantHosts } from './tenant-hosts.ts'
import { TenantProducts } from './tenant-products.ts'
import { thrownProblem } from './thrown-problem.ts'
import { withUnansweredLimit } from './unanswered-limit.ts'
import { problemStyle } from './v1/problem-style.ts'

/** Request line and headers together; Node's own default, said aloud. */
const headerBytesMax = 16 * 1024
/** Above what load balancers keep idle connections for, so that they close first. */
const keepAliveTimeoutMs = 75_000
const headersTimeoutMs = 20_000
/** From the first byte of a request to its last. */
const requestTimeoutMs = 60_000
const timeoutsCheckedEveryMs = 5_000
/** Without a byte in either direction, an answer under way or not; the longest answer takes 30 s. */
const standstillTimeoutMs = 120_000
/** Of a body that nobody wants: so much is thrown away, of more the connection is ended. */
const unwantedBytesMax = 64 * 1024
/** Ids are shorter, and so are the event names that stand in paths. */
const pathPartCharactersMax = 512

export interface Api {
  readonly app: FastifyInstance
  /** To be told of a key that was revoked by no call: from then on it opens nothing. */
  forgetKey(keyId: string): void
  /** Starts listening where the settings say; answers where that is. */
  listen(): Promise<{ readonly host: string; readonly port: number; readonly url: string }>
  /** Takes no new connections, lets requests under way finish within the time, then cuts them. */
  close(graceMs: number): Promise<void>
}

export function createApi(parts: ApiParts, groups: readonly OperationGroup[] = allGroups): Api {
  const { ports, config } = parts
  const access = new Access({ ports, operatorKey: parts.operatorKey })
  const eventTypes = new KnownEventTypes(ports)
  const tenantLimits = new KnownTenantLimits(ports, {
    subscriptionsMax: config.subscriptionsPerTenantMax,
  })
  const knownBrowsers = new KnownBrowsers(parts)
  const context: ApiContext = {
    ...parts,
    eventTypes,
    tenantLimits,
    forgetKey: (keyId) => access.forgetKey(keyId),
    exchange: (client) => access.exchange(client),
    callerOf: (secret, remoteAddress) => access.callerOf(secret, remoteAddress),
    sessions: access.sessions,
    passwords: new PasswordHasher(ports.random),
    knownBrowsers,
    signInLimits: new SignInLimits(knownBrowsers),
    tenantProducts: new TenantProducts(ports),
    tenantHosts: new TenantHosts(ports),
    liveReaders: new LiveReaders(parts.connectionsMax),
    publicCalls: { state: new PublicCalls(), portalLink: new PublicCalls() },
    exportTurns: new ExportTurns(),
  }
  const nextRequestId = requestIds(parts)
  const streams = new OpenStreams()
  const surroundings = { access, context, groups, nextRequestId, streams, isClosing: false }
  const app = openServer(parts, surroundings)
  for (const group of groups) {
    for (const route of routesOf(group, surroundings)) app.route(route)
  }
  if (parts.consoleFiles !== undefined) serveConsole(app, parts.consoleFiles, ports)
  return {
    app,
    forgetKey: (keyId) => access.forgetKey(keyId),
    async listen() {
      await eventTypes.open()
      await tenantLimits.open()
      await app.listen({ host: config.listen.host, port: config.listen.port })
      tellRefusedConnections(app.server, parts)
      return addressOf(app.server.address())
    },
    async close(graceMs) {
      surroundings.isClosing = true
      streams.close()
      eventTypes.close()
      tenantLimits.close()
      const cancel = ports.clock.after(graceMs, () => app.server.closeAllConnections())
      await app.close()
      cancel()
      await access.close()
    },
  }
}

function openServer(parts: ApiParts, surroundings: Surroundings): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: parts.config.bodyBytesMax,
    keepAliveTimeout: keepAliveTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: standstillTimeoutMs,
    // What arrives on an open connection while we stop is still answered, and the connection ends.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    genReqId: surroundings.nextRequestId,
    // Clients of other systems write the fixed words of a path in any case.
    routerOptions: { maxParamLength: pathPartCharactersMax, caseSensitive: false },
    http: {
      maxHeaderSize: headerBytesMax,
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: timeoutsCheckedEveryMs,
    },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) =>
      sendProblem(frameworkProblem(error) ?? problem('request-malformed'), {
        request,
        reply,
        surroundings,
      }),
  })
  app.server.maxConnections = parts.connectionsMax
  const [router] = app.server.listeners('request') as RequestListener[]
  if (router === undefined) throw new Error('a server without a listener')
  const listener = withUnansweredLimit(withHotPath(router, surroundings))
  app.server.removeAllListeners('request').on('request', listener)
  // An expectation that nobody knows may be ignored (RFC 9110); Node would answer it past the limit.
  app.server.on('checkExpectation', listener)
  app.decorateRequest('admission', null)
  app.removeAllContentTypeParsers()
  // Bodies stay bytes: what they have to be is the operation's to say, after its caller is known.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Before the body: what no operation will look at is not read into memory.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) refuseUnknown({ request, reply, surroundings })
    else done()
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = thrownProblem(error) ?? frameworkProblem(error)
    if (known === null) {
      parts.ports.observer.observe({ kind: 'fault', where: `request ${request.id}`, error })
    }
    try {
      return sendProblem(known ?? problem('fault'), { request, reply, surroundings })
    } catch (styleError) {
      // What goes wrong in saying what went wrong must not be told to the caller either.
      const fact = { kind: 'fault', where: `answer to ${request.id}`, error: styleError } as const
      parts.ports.observer.observe(fact)
      return reply.code(500).type('text/plain').send('The service failed. Its log says why.\n')
    }
  })
  return app
}

function refuseUnknown(exchange: Exchange): void {
  const { headers } = exchange.request
  const isEndless = headers['transfer-encoding'] !== undefined
  if (isEndless || Number(headers['content-length'] ?? 0) > unwantedBytesMax) {
    exchange.reply.header('connection', 'close')
  }
  sendProblem(problem('route-unknown'), exchange)
}

/** Unique among all starts: a few random digits of this start and a count. */
function requestIds({ ports }: ApiParts): () => string {
  const start = Buffer.from(ports.random.bytes(6)).toString('hex')
  let count = 0
  return () => {
    count += 1
    return `${start}-${count.toString(36)}`
  }
}

const codeOfFrameworkError: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-unsupported',
  FST_ERR_MAX_PARAM_LENGTH: 'path-too-long',
}

/** The caller's fault as a problem; null when the fault is ours. */
function frameworkProblem(error: FastifyError): Problem | null {
  const code = codeOfFrameworkError[error.code]
  if (code !== undefined) return problem(code)
  const status = error.statusCode ?? 500
  return status >= 400 && status < 500 ? problem('request-malformed') : null
}

/** What is not HTTP, or never ends, gets an answer where it can and loses its connection. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const code = codeOfParserError[error.code ?? ''] ?? 'request-malformed'
  const answer = problemStyle(problem(code), { requestId: 'none', url: '' })
  const head = [
    `HTTP/1.1 ${answer.status} ${answer.status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'connection: close',
    `content-type: ${answer.headers['content-type']}`,
    `content-length: ${Buffer.byteLength(answer.body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${answer.body}`)
}

const codeOfParserError: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
}

/** Once: whoever floods us with connections must not flood the log as well. */
function tellRefusedConnections(server: Server, { ports, connectionsMax }: ApiParts): void {
  let isTold = false
  const tell = (error: Error): void => {
    if (!isTold) ports.observer.observe({ kind: 'fault', where: 'accepting connections', error })
    isTold = true
  }
  server.on('drop', () => {
    const text = `${connectionsMax} connections are open, as many as may be; more are closed at once`
    tell(new Error(text))
  })
  // No descriptors or memory for one more connection; those that are there go on.
  server.on('error', tell)
}

function addressOf(address: AddressInfo | string | null) {
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return { host: address.address, port: address.port, url: `http://${host}:${address.port}` }
}
