/**
 * Bounds what one connection may be owed: requests may be sent ahead of their answers, but only so
 * many, because each holds memory until its answer was taken. A client that goes further, or asks
 * and never reads, loses its connection; others do not feel it. Nothing outlives a connection.
 */
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/** Clients that send ahead do so by a handful; those that wait for each answer have one. */
export const unansweredMax = 16

export function withUnansweredLimit(listener: RequestListener): RequestListener {
  const debts = new WeakMap<Socket, { count: number }>()
  return (request, response) => {
    const { socket } = request
    // One packet may hold a thousand requests: the parser tells the rest of them after the cut.
    if (socket.destroyed) return
    let debt = debts.get(socket)
    if (debt === undefined) {
      debt = { count: 0 }
      debts.set(socket, debt)
    }
    if (debt.count >= unansweredMax) {
      socket.destroy()
      return
    }
    const owed = debt
    owed.count += 1
    // An answer is closed once the kernel has taken its last byte.
    response.on('close', () => (owed.count -= 1))
    listener(request, response)
  }
}
