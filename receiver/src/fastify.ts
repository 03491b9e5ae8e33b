/**
 * Receives webhooks in Fastify, as a plugin with a scope of its own: within it the body parsers are
 * off and the raw body is read, and everything outside of it keeps its parsers.
 */
import { bodyOf, nodeHeaders, type NodeRequest } from './node-exchange.ts'
import { createReceiver, type ReceiverOptions } from './receiver.ts'
import type { ReceivedWebhook } from './verifier.ts'

export interface FastifyScope {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(contentType: string, parser: BodyPasser): unknown
  route(route: Route): unknown
}

type BodyPasser = (
  request: unknown,
  payload: unknown,
  done: (error: Error | null, body?: unknown) => void,
) => void

interface Route {
  method: 'POST'
  url: string
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

interface FastifyRequest {
  readonly raw: NodeRequest
  readonly rawBody?: unknown
}

interface FastifyReply {
  code(status: number): unknown
  headers(headers: Record<string, string>): unknown
  send(text: string): unknown
}

const whatToDo =
  'something before the route, such as a preParsing addition, has read the body. Register this ' +
  'plugin outside of its scope, or let it keep the bytes as request.rawBody'

/** For `fastify.register(…)`, with the path of the route. */
export function createFastifyReceiver<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook> & { readonly path: string },
): (scope: FastifyScope) => Promise<void> {
  const receive = createReceiver(options)
  return async (scope) => {
    scope.removeAllContentTypeParsers()
    // The stream is left as it is: reading it is bounded elsewhere.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handler: Route['handler'] = async ({ raw, rawBody }, reply) => {
      const answer = await receive({
        method: 'POST',
        headers: raw.headers,
        readBody: (limits) => bodyOf(raw, [rawBody], limits, whatToDo),
      })
      reply.code(answer.status)
      reply.headers(nodeHeaders(answer))
      return reply.send(answer.text)
    }
    scope.route({ method: 'POST', url: options.path, handler })
  }
}
