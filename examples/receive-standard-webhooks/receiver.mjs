/**
 * A receiver of Standard Webhooks on Node's own HTTP server. What is genuine is noted and answered
 * with 200; what is not gets 401 or 400 with the reason; one that comes again is noted once.
 */
import { createServer } from 'node:http'
import { createMemorySeenStore, createStandardWebhooksVerifier } from 'posthorn-receiver'
import { createNodeReceiver } from 'posthorn-receiver/node'

const path = '/webhooks'

const receive = createNodeReceiver({
  verifier: openVerifier(),
  // Retries go on for three days; a real receiver keeps these ids where it keeps the events.
  seen: createMemorySeenStore(),
  receive: note,
  report: (error, { status }) => process.stderr.write(`${status} ${String(error)}\n`),
})

const server = createServer((request, response) => {
  if (request.url === path) void receive(request, response)
  else response.writeHead(404).end()
})
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}${path}\n`)
})

function openVerifier() {
  try {
    const secrets = (process.env.WEBHOOK_SECRETS ?? '').split(',').filter((one) => one !== '')
    return createStandardWebhooksVerifier({ secrets })
  } catch (error) {
    process.stderr.write(`WEBHOOK_SECRETS: ${error.message}, comma-separated.\n`)
    process.exit(1)
  }
}

/** Where a real receiver stores the event, and works on it once it has answered. */
function note({ id, event, payload }) {
  // The order of arrival says nothing: a retry may come after a newer event.
  const { type = 'an event', data = payload } = event ?? {}
  process.stdout.write(`${id}: ${type} ${JSON.stringify(data)}\n`)
}
