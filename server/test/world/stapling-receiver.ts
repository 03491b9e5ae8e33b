/**
 * A receiver over TLS that staples whatever OCSP answer it is given to its handshakes, and counts
 * what came: the only kind that a test can show a revoked certificate with.
 */
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { Leaf } from './local-ca.ts'

export interface StaplingReceiver {
  readonly url: string
  requestCount(): number
  connectionCount(): number
  /** Of each connection, whether it resumed a session. */
  resumed(): readonly boolean[]
}

export interface StaplingOptions {
  /** Read at each handshake. */
  readonly staple?: Buffer
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly isClosing?: boolean
}

/** Answers 200 to everything; with a staple it shows that to whoever asks for one. */
export async function openStaplingReceiver(
  context: TestContext,
  { cert, key }: Leaf,
  options: StaplingOptions = {},
): Promise<StaplingReceiver> {
  const { maxVersion = 'TLSv1.3', isClosing = false } = options
  let requestCount = 0
  const resumed: boolean[] = []
  const server = createServer({ cert, key, maxVersion }, (request, response) => {
    requestCount += 1
    request.resume().on('end', () => {
      response.writeHead(200, isClosing ? { connection: 'close' } : {}).end()
    })
  })
  if (options.staple !== undefined) {
    server.on('OCSPRequest', (_certificate, _issuer, answer: (e: null, b?: Buffer) => void) =>
      answer(null, options.staple),
    )
  }
  server.on('secureConnection', (socket) => resumed.push(socket.isSessionReused()))
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/`,
    requestCount: () => requestCount,
    connectionCount: () => resumed.length,
    resumed: () => resumed,
  }
}
