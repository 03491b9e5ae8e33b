/**
 * Starts the native receiver with as many endpoints as a scenario wants. Every endpoint is an
 * origin of its own (an address and a port), as endpoints of different owners are in real life.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { freePorts, type Bench } from './bench.ts'
import type { Certificate } from './certificate.ts'
import { CountersPage } from './counters-page.ts'
import { start, waitUntil, type Running } from './processes.ts'

export interface Receiver {
  readonly page: CountersPage
  readonly pid: number
  /** One URL an endpoint, in lane order. */
  readonly urls: readonly string[]
  stop(): Promise<void>
}

export interface ReceiverOptions {
  readonly folder: string
  /** One address an endpoint, see `hostOf`. */
  readonly hosts: readonly string[]
  /** This endpoint's port refuses connections. */
  readonly refusing?: number
  readonly certificate?: Certificate
}

export async function startReceiver(bench: Bench, options: ReceiverOptions): Promise<Receiver> {
  const { hosts, certificate } = options
  const ports = await freePorts(hosts.length)
  const origins = hosts.map((host, index) => `${host}:${ports[index]}`)
  const lanes = origins.map((origin, index) => (index === options.refusing ? `!${origin}` : origin))
  const page = new CountersPage(sharedPath(bench, `receiver-${ports[0]}`))
  const words = [page.path, lanes.join(',')]
  if (certificate !== undefined) words.push(certificate.certificateFile, certificate.keyFile)
  const program: Running = await start(bench.native.receiver, words, {
    name: 'receiver',
    logFile: join(options.folder, 'receiver.log'),
  })
  await waitUntil(() => page.read().isReady, { what: 'the receiver', timeoutMs: 5_000, program })
  const scheme = certificate === undefined ? 'http' : 'https'
  return {
    page,
    pid: program.pid,
    urls: origins.map((origin) => `${scheme}://${origin}/hook`),
    async stop() {
      await program.stop()
      page.close()
    },
  }
}

/** One address for all, or, where hosts matter, one each. */
export function hostOf(endpoint: number, isOwn: boolean): string {
  return isOwn ? `127.0.1.${endpoint + 1}` : '127.0.0.1'
}

/** Shared memory, so that counting writes to no disk. */
export function sharedPath(bench: Bench, name: string): string {
  return join(`/dev/shm`, `${bench.folder.split('/').at(-1)}-${name}`)
}

/**
 * Whether a sampled delivery carries a valid Standard Webhooks signature (specification, section
 * "Verifying webhook authenticity") of its endpoint's secret.
 */
export function isSigned(request: Buffer, secret: string): boolean {
  const end = request.indexOf('\r\n\r\n')
  const head = request.subarray(0, end).toString('latin1')
  const body = request.subarray(end + 4)
  const header = (name: string) =>
    new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const wanted = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${header('webhook-id')}.${header('webhook-timestamp')}.`)
    .update(body)
    .digest()
  return header('webhook-signature')
    .split(' ')
    .some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ''), 'base64')
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    })
}
