/**
 * A receiver of tenant status notifications: the service that the guide of SuperOffice asks for, on
 * Node's own HTTP server. What is genuine is answered with 204 at once and looked into afterwards:
 * a message may come late, so the tenant's state is asked for before anything is done.
 */
import { createServer } from 'node:http'
import { createTenantStatusVerifier, VerificationError } from 'posthorn-receiver'

const path = '/NotifyCustomerStateChange'
/** A bound on what a stranger may have this process keep. */
const bodyBytesMax = 64 * 1024
/** Retries go on for three days; a real receiver keeps these ids where it keeps the changes. */
const seenMax = 100_000
const askTimeoutMs = 10_000

const notifications = openVerifier()
const seen = new Set()

const server = createServer((request, response) => {
  receive(request).then(
    ({ status, text = '' }) => response.writeHead(status, { connection: 'close' }).end(text),
    (error) => {
      process.stderr.write(`${error}\n`)
      response.writeHead(500).end()
    },
  )
})
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}${path}\n`)
})

function openVerifier() {
  try {
    return createTenantStatusVerifier({
      issuers: listed(process.env.TENANT_STATUS_ISSUERS),
      clientIds: listed(process.env.TENANT_STATUS_CLIENT_IDS),
    })
  } catch (error) {
    process.stderr.write(
      `TENANT_STATUS_ISSUERS and TENANT_STATUS_CLIENT_IDS: ${error.message}, comma-separated.\n`,
    )
    process.exit(1)
  }
}

function listed(text = '') {
  return text.split(',').filter((one) => one !== '')
}

async function receive(request) {
  if (request.url !== path) return { status: 404 }
  if (request.method !== 'POST') return { status: 405 }
  const body = await readBody(request)
  if (body === null) return { status: 413 }
  try {
    const notification = await notifications.verify({ headers: request.headers, body })
    if (!notification.isTest && isNew(notification.id)) void note(notification)
    return { status: 204 }
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error
    // Nothing is known while the keys cannot be had: any answer but 2xx has it sent again.
    return { status: error.isTemporary ? 503 : 400, text: error.code }
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

/** Where a real receiver stores the change, and acts on the state that the tenant has now. */
async function note({ issuer, isBodyProven, event }) {
  const { contextIdentifier, change, changeType } = event
  const state = await stateOf(issuer, contextIdentifier)
  const proof = isBodyProven ? 'body proven' : 'body not proven'
  process.stdout.write(`${contextIdentifier}: ${change ?? changeType}, ${proof}, ${state}\n`)
}

async function stateOf(issuer, tenant) {
  try {
    const url = `${issuer.replace(/\/+$/, '')}/api/state/${encodeURIComponent(tenant)}`
    const answer = await fetch(url, { signal: AbortSignal.timeout(askTimeoutMs) })
    if (!answer.ok) throw new Error(`the answer was ${answer.status}`)
    const { State } = await answer.json()
    return `now ${State}`
  } catch {
    return 'its state could not be asked for'
  }
}
