/**
 * Tells how a connection ended. Under TLS the receiver says that it is done (`close_notify`, RFC
 * 8446, section 6.1); whoever sits in between can end TCP, but cannot say that. Serves a line, for
 * replies whose end is told by the end of the connection alone.
 */
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * Whether a connection was ended by TCP alone although it speaks TLS. To be asked inside `end`.
 *
 * Node tells both ends alike and shows the difference only below: the TCP handle goes on reading
 * after a `close_notify` and has stopped by itself where TCP ended, and only one that has stopped
 * can be started. Where Node has no such handle any more, every such end counts as cut short.
 */
export function isCutShort(socket: Socket): boolean {
  if (!(socket instanceof TLSSocket)) return false
  const tcp = partOf(partOf(socket, '_handle'), '_parent')
  const readStart = partOf(tcp, 'readStart')
  return typeof readStart !== 'function' || Reflect.apply(readStart, tcp, []) === 0
}

function partOf(whole: unknown, name: string): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
}
