/**
 * Receives webhooks on a route of Express, 4 and 5. It reads the raw body itself, so no body parser
 * may have run before it; `express.raw()` and `express.text()` may.
 */
import { createNodeExchange, type NodeExchange } from './node-exchange.ts'
import type { ReceiverOptions } from './receiver.ts'
import type { ReceivedWebhook } from './verifier.ts'

export type { NodeExchange, NodeRequest, NodeResponse } from './node-exchange.ts'

const whatToDo =
  'a body parser such as express.json() ran before this route. Put the route above ' +
  'app.use(express.json()), or give that parser the paths it is for; express.raw({ type: () => ' +
  'true }) may stand before this route'

/** For `app.post(path, …)`. */
export function createExpressReceiver<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
): NodeExchange {
  return createNodeExchange(options, whatToDo)
}
