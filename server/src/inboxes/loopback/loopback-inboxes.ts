/**
 * The inboxes of this process: an HTTP server on a free port of 127.0.0.1 that serves nothing else.
 * The HTTP dispatcher leads messages to inboxes here over a real socket, so that an attempt is what
 * it is with any receiver. Whoever else of this machine finds the port needs the id of an inbox,
 * which cannot be guessed, and the name of its host.
 *
 * Memory only: a crash forgets what arrived, and scripts begin anew.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Inbox,
  inboxHost,
  type InboxId,
  type InboxRequest,
  inboxStepAt,
  type InboxStep,
  isInboxId,
} from '../../domain/inbox.ts'
import { inboxBodyBytesMax } from '../../domain/limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FindInbox, InboxListener } from '../../ports/inbox-listener.ts'
import type { Random } from '../../ports/random.ts'
import { answerByStep } from './answer-by-step.ts'
import { RequestShelf } from './request-shelf.ts'

export interface LoopbackInboxesOptions {
  readonly find: FindInbox
  readonly clock: Clock
  readonly random: Random
  /** At a time; more are closed at once. */
  readonly connectionsMax: number
  /** Told of faults of our own; the request is answered 500. */
  readonly onFault: (error: unknown) => void
}

/** A subscription may add 50 headers of 4,096 characters. */
const headerBytesMax = 256 * 1024
/** From the first byte of a request to its last: longer than an attempt may take. */
const requestTimeoutMs = 35_000

/** Where a script is, of one revision of the inbox. */
interface Place {
  readonly revision: number
  index: number
}

/** Resolves when it listens. */
export async function openLoopbackInboxes(options: LoopbackInboxesOptions): Promise<InboxListener> {
  const inboxes = new LoopbackInboxes(options)
  await inboxes.listen()
  return inboxes
}

class LoopbackInboxes implements InboxListener {
  readonly #options: LoopbackInboxesOptions
  readonly #shelf = new RequestShelf()
  readonly #places = new Map<InboxId, Place>()
  readonly #server: Server
  #number = 0

  constructor(options: LoopbackInboxesOptions) {
    this.#options = options
    const take: RequestListener = (request, response) => {
      this.#take(request, response).catch((error: unknown) => {
        options.onFault(error)
        refuse(response, 500, 'A fault of the inbox; the log has more.')
      })
    }
    this.#server = createServer(
      { maxHeaderSize: headerBytesMax, requestTimeout: requestTimeoutMs },
      take,
    )
    this.#server.maxConnections = options.connectionsMax
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo | null
    if (address === null) throw new Error('the inboxes are closed')
    return address.port
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, '127.0.0.1', () => resolve())
    })
  }

  requests(inboxId: InboxId, page: Parameters<InboxListener['requests']>[1]) {
    return this.#shelf.list(inboxId, page)
  }

  count(inboxId: InboxId): number {
    return this.#shelf.count(inboxId)
  }

  empty(inboxId: InboxId): void {
    this.#shelf.empty(inboxId)
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // One request a connection: none idles, and so none ends at the moment that it is used again.
    response.setHeader('connection', 'close')
    const receivedAtMs = this.#options.clock.nowMs()
    const read = await readBody(request)
    if (read === null) return
    const id = (request.url ?? '').slice(1)
    const isAddressed = request.headers.host === inboxHost && isInboxId(id)
    const found = isAddressed ? await this.#options.find(id) : null
    if (found === null) {
      refuse(response, 404, 'There is no such inbox.')
      return
    }
    const step = this.#nextStep(found)
    this.#shelf.put(found.inbox.id, this.#requestOf(request, { step, receivedAtMs, ...read }))
    this.#answer(response, step)
  }

  #nextStep({ inbox, revision }: { readonly inbox: Inbox; readonly revision: number }): InboxStep {
    const known = this.#places.get(inbox.id)
    const place = known?.revision === revision ? known : { revision, index: 0 }
    this.#places.set(inbox.id, place)
    const step = inboxStepAt(inbox.script, place.index)
    place.index += 1
    return step
  }

  #requestOf(request: IncomingMessage, taken: TakenRequest): InboxRequest {
    this.#number += 1
    const { step, receivedAtMs, body, bodyBytes } = taken
    const id = Buffer.from(this.#options.random.bytes(16)).toString('hex')
    return {
      id: `irq_${id}`,
      number: this.#number,
      receivedAtMs,
      method: request.method ?? '',
      headers: pairsOf(request.rawHeaders),
      body,
      bodyBytes,
      reply: step.close === null ? { kind: 'answered', status: step.status } : { kind: 'closed' },
    }
  }

  #answer(response: ServerResponse, step: InboxStep): void {
    if (step.delayMs === 0) {
      answerByStep(response, step)
      return
    }
    const cancel = this.#options.clock.after(step.delayMs, () => answerByStep(response, step))
    // Whoever sent it waits no longer.
    response.once('close', cancel)
  }
}

interface TakenRequest {
  readonly step: InboxStep
  readonly receivedAtMs: number
  readonly body: Uint8Array
  readonly bodyBytes: number
}

/** Reads it all and keeps its beginning; null where it broke off. */
function readBody(
  request: IncomingMessage,
): Promise<Pick<TakenRequest, 'body' | 'bodyBytes'> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bodyBytes = 0
    request.on('data', (chunk: Buffer) => {
      const room = inboxBodyBytesMax - bodyBytes
      if (room > 0) chunks.push(chunk.subarray(0, room))
      bodyBytes += chunk.length
    })
    request.on('end', () => resolve({ body: Buffer.concat(chunks), bodyBytes }))
    request.on('error', () => resolve(null))
    request.on('close', () => resolve(null))
  })
}

function pairsOf(rawHeaders: readonly string[]): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  }
  return pairs
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
