/**
 * Receives webhooks on Node's own HTTP server, and on whatever hands on its requests and responses.
 */
import { createNodeExchange, type NodeExchange } from './node-exchange.ts'
import type { ReceiverOptions } from './receiver.ts'
import type { ReceivedWebhook } from './verifier.ts'

export type { NodeExchange, NodeRequest, NodeResponse } from './node-exchange.ts'

const whatToDo =
  'something before has read the body. Let this run first, or let it keep the bytes as ' +
  'request.rawBody; in Next pages: export const config = { api: { bodyParser: false } }'

/** A listener for `createServer`; routes are the caller's. */
export function createNodeReceiver<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
): NodeExchange {
  return createNodeExchange(options, whatToDo)
}
