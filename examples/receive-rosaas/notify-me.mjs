/**
 * A receiver of RoSaaS webhooks: the endpoint `/api/WebhookListener/notifyme` that the guide of
 * RoSaaS asks for, on Node's own HTTP server. Whoever does not know the secret gets 401; an event is
 * noted and answered with 200, whichever it is; one that comes again is noted once.
 */
import { createServer } from 'node:http'
import { createRosaasVerifier, VerificationError } from 'posthorn-receiver'

const path = '/api/WebhookListener/notifyme'
/** A bound on what a stranger may have this process keep. */
const bodyBytesMax = 1024 * 1024
/** Retries go on for three days; a real receiver keeps these ids where it keeps the events. */
const seenMax = 100_000

const secrets = (process.env.ROSAAS_SIGNING_SECRETS ?? '').split('\n').filter((one) => one !== '')
if (secrets.length === 0) {
  process.stderr.write('ROSAAS_SIGNING_SECRETS is to hold the signing secret of the endpoint.\n')
  process.exit(1)
}
const webhooks = createRosaasVerifier({
  secrets,
  mustBeSigned: process.env.ROSAAS_MUST_BE_SIGNED === '1',
})
const seen = new Set()

const server = createServer((request, response) => {
  receive(request).then(
    ({ status, text }) => response.writeHead(status, { connection: 'close' }).end(text),
    (error) => {
      process.stderr.write(`${error}\n`)
      response.writeHead(500).end()
    },
  )
})
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}${path}\n`)
})

async function receive(request) {
  if (request.url !== path) return { status: 404, text: '' }
  if (request.method !== 'POST') return { status: 405, text: '' }
  const body = await readBody(request)
  if (body === null) return { status: 413, text: '' }
  try {
    const { id, isTest, event } = await webhooks.verify({ headers: request.headers, body })
    if (!isTest && isNew(id)) note(event)
    return { status: 200, text: '' }
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error
    const isForged = error.code === 'NO_MATCH' || error.code === 'MISSING_HEADER'
    return isForged
      ? { status: 401, text: 'Invalid signing secret.' }
      : { status: 400, text: error.message }
  }
}

/** The raw bytes; null when there are too many. */
async function readBody(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > bodyBytesMax) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** At least once means that one may come again: after a lost answer, or resent by hand. */
function isNew(id) {
  if (id === null) return true
  if (seen.has(id)) return false
  seen.add(id)
  if (seen.size > seenMax) seen.delete(seen.values().next().value)
  return true
}

/** Where a real receiver stores the event, and works on it once it has answered. */
function note(event) {
  const { tenantSystemName, code, name, metaData } = event
  const what = event.kind === 'unknown' ? ' (not known here)' : ''
  process.stdout.write(`${tenantSystemName}: ${code} ${name}${what} ${JSON.stringify(metaData)}\n`)
}
