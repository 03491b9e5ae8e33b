/**
 * The demo's receiver: a plain HTTP server such as a partner would write. It verifies every
 * signature with the receiver package before it believes a word, answers 500 to every eighth
 * first attempt so that retries are seen, and refuses what is not signed.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createRosaasVerifier,
  createStandardWebhooksVerifier,
  createSuperOfficeVerifier,
} from 'posthorn-receiver'

export interface Received {
  readonly dialect: 'superoffice' | 'standard-webhooks' | 'rosaas'
  readonly type: string
  readonly id: string
  readonly attempt: number
  readonly status: number
  readonly isTest: boolean
  readonly isVerified: boolean
}

export interface SampleReceiver {
  readonly url: string
  /** Known once the subscriptions exist. */
  readonly secrets: Record<Received['dialect'], string>
  close(): Promise<void>
}

/** Every so-manieth first attempt is refused, so that a retry can be watched. */
const refuseEvery = 8

/** Starts it on a free loopback port; `onReceived` is told of every request it answered. */
export async function startSampleReceiver(
  onReceived: (received: Received) => void,
): Promise<SampleReceiver> {
  const secrets: SampleReceiver['secrets'] = {
    superoffice: '',
    'standard-webhooks': '',
    rosaas: '',
  }
  let firstAttemptCount = 0
  const server = createServer((request, response) => {
    void receive(request, secrets).then((received) => {
      const isFirst = received.isVerified && !received.isTest && received.attempt === 1
      if (isFirst) firstAttemptCount += 1
      const isRefused = isFirst && firstAttemptCount % refuseEvery === 0
      const status = received.isVerified ? (isRefused ? 500 : 200) : 400
      response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(status === 200 ? 'ok' : 'not now')
      onReceived({ ...received, status })
    })
  })
  const url = await listen(server)
  return { url, secrets, close: () => close(server) }
}

async function receive(
  request: IncomingMessage,
  secrets: SampleReceiver['secrets'],
): Promise<Omit<Received, 'status'>> {
  const dialect = dialects[request.url ?? ''] ?? 'standard-webhooks'
  const { headers } = request
  const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>))
  const facts = {
    dialect,
    id: String(headers['webhook-id'] ?? ''),
    attempt: Number(headers['posthorn-attempt'] ?? 1),
    isTest: headers['x-hook-test'] === 'true',
  } as const
  try {
    const { payload } = await verifiers[dialect](secrets[dialect]).verify({ headers, body })
    // Of an event about a webhook the header alone says which one.
    const type = String(headers['x-superoffice-event'] ?? typeOf(payload))
    return { ...facts, type, isVerified: true }
  } catch {
    return { ...facts, type: '?', isVerified: false }
  }
}

const dialects: Readonly<Record<string, Received['dialect']>> = {
  '/superoffice': 'superoffice',
  '/rosaas': 'rosaas',
}

const verifiers = {
  superoffice: (secret: string) => createSuperOfficeVerifier({ secrets: secret }),
  'standard-webhooks': (secret: string) => createStandardWebhooksVerifier({ secrets: secret }),
  rosaas: (secret: string) => createRosaasVerifier({ secrets: secret, mustBeSigned: true }),
} as const

function typeOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return '?'
  if ('Event' in payload) return String(payload.Event)
  return 'type' in payload ? String(payload.type) : '?'
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
