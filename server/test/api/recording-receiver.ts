/** A receiver on loopback that notes every request and answers what the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface ReceivedRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface RecordingReceiver {
  readonly url: string
  readonly received: readonly ReceivedRequest[]
  /** Of every answer from now on. */
  status: number
  /** Resolves with the n-th request, counted from 1. */
  request(number: number): Promise<ReceivedRequest>
}

export async function startReceiver(t: TestContext): Promise<RecordingReceiver> {
  const received: ReceivedRequest[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      })
      response.writeHead(receiver.status, { 'x-receiver': 'recording' }).end('noted')
      for (const resume of waiting) resume()
      waiting.clear()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  const receiver: RecordingReceiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    status: 200,
    async request(number) {
      for (;;) {
        const found = received[number - 1]
        if (found !== undefined) return found
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
  }
  return receiver
}
