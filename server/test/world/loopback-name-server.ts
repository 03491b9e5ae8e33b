/**
 * A name server over UDP on loopback: it knows the names a test has told it, denies the others,
 * and never answers those that are to be dead. It speaks as much DNS (RFC 1035) as A and AAAA take.
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import ipaddr from 'ipaddr.js'

export interface LoopbackNameServer {
  /** `address:port`, as `Resolver.setServers` takes it. */
  readonly server: string
  /** Addresses of both families; an empty list is a name without addresses. */
  knows(name: string, addresses: readonly string[], ttlSeconds?: number): void
  /** It will not answer for this name, or for one family of it. */
  ignores(name: string, family?: 4 | 6): void
  /** Questions asked about a name, over both families. */
  questionCount(name: string): number
  close(): Promise<void>
}

interface Question {
  readonly name: string
  readonly family: 4 | 6
  /** End of the question in the packet. */
  readonly end: number
}

const noSuchName = 3

export async function openLoopbackNameServer(): Promise<LoopbackNameServer> {
  const known = new Map<string, { addresses: readonly string[]; ttlSeconds: number }>()
  const ignored = new Set<string>()
  const counts = new Map<string, number>()
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 })
  socket.on('message', (packet, peer) => {
    const question = readQuestion(packet)
    counts.set(question.name, (counts.get(question.name) ?? 0) + 1)
    if (ignored.has(`${question.name}/${question.family}`)) return
    const records = known.get(question.name)
    const answer = records === undefined ? denial(packet, question) : null
    socket.send(answer ?? answerOf(packet, question, records), peer.port, peer.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    server: `127.0.0.1:${socket.address().port}`,
    knows(name, addresses, ttlSeconds = 60) {
      known.set(name, { addresses, ttlSeconds })
    },
    ignores(name, family) {
      for (const each of family === undefined ? [4, 6] : [family]) ignored.add(`${name}/${each}`)
    },
    questionCount: (name) => counts.get(name) ?? 0,
    async close() {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

function readQuestion(packet: Buffer): Question {
  const labels: string[] = []
  let at = 12
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const family = packet.readUInt16BE(at + 1) === 28 ? 6 : 4
  return { name: labels.join('.').toLowerCase(), family, end: at + 5 }
}

function denial(packet: Buffer, question: Question): Buffer {
  return Buffer.concat([head(packet, noSuchName, 0), packet.subarray(12, question.end)])
}

function answerOf(
  packet: Buffer,
  question: Question,
  known: { addresses: readonly string[]; ttlSeconds: number } | undefined,
): Buffer {
  const parsed = (known?.addresses ?? []).map((address) => ipaddr.parse(address))
  const wanted = parsed.filter((address) => address.kind() === `ipv${question.family}`)
  const records = wanted.map((address) => {
    const bytes = Buffer.from(address.toByteArray())
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(question.family === 6 ? 28 : 1, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt32BE(known?.ttlSeconds ?? 0, 6)
    record.writeUInt16BE(bytes.length, 10)
    return Buffer.concat([record, bytes])
  })
  const asked = packet.subarray(12, question.end)
  return Buffer.concat([head(packet, 0, records.length), asked, ...records])
}

function head(packet: Buffer, code: number, answerCount: number): Buffer {
  const bytes = Buffer.alloc(12)
  packet.copy(bytes, 0, 0, 2)
  bytes.writeUInt16BE(0x8180 | code, 2)
  bytes.writeUInt16BE(1, 4)
  bytes.writeUInt16BE(answerCount, 6)
  return bytes
}
