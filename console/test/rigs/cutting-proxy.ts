/** Stands between a browser and the service, and cuts all connections when it is told to. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface CuttingProxy {
  readonly url: string
  /** Cuts all connections, again and again, until it is stopped. */
  cutEvery(ms: number): { stop(): void; count(): number }
  close(): Promise<void>
}

export async function startCuttingProxy(port: string): Promise<CuttingProxy> {
  const open = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(Number(port), '127.0.0.1')
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutEvery(ms) {
      let count = 0
      const timer = setInterval(() => {
        cut()
        count += 1
      }, ms)
      return { stop: () => clearInterval(timer), count: () => count }
    },
    close() {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
