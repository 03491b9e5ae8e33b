/**
 * What `node:http` and the frameworks above it have in common: a request that is a stream, with a
 * body on it if something before has read the stream. The types are shapes, so that nothing here
 * depends on a framework or on Node itself.
 */
import type { Answer } from './answer.ts'
import {
  type BodyLimits,
  checkLength,
  cutOff,
  joinedBytes,
  tooLarge,
  tooSlow,
} from './body-limits.ts'
import { headerValue } from './header-value.ts'
import { alreadyParsed, type RawBody } from './raw-body.ts'
import { createReceiver, type ReceiverOptions } from './receiver.ts'
import type { ReceivedWebhook } from './verifier.ts'

export interface NodeRequest {
  readonly method?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** What a parser before has made of the body. */
  readonly body?: unknown
  /** The bytes, where something before has kept them. */
  readonly rawBody?: unknown
  readonly readableDidRead?: boolean
  readonly destroyed?: boolean
  on(event: string, listener: (value: unknown) => void): unknown
  removeListener(event: string, listener: (value: unknown) => void): unknown
  resume(): unknown
}

export interface NodeResponse {
  readonly headersSent?: boolean
  writeHead(status: number, headers: Record<string, string>): unknown
  end(text: string): unknown
}

export type NodeExchange = (request: NodeRequest, response: NodeResponse) => Promise<void>

/** `whatToDo` is for who has parsed the body before. The promise never rejects. */
export function createNodeExchange<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
  whatToDo: string,
): NodeExchange {
  const receive = createReceiver(options)
  return async (request, response) => {
    const { method = '', headers } = request
    const answer = await receive({
      method,
      headers,
      readBody: (limits) => bodyOf(request, [request.rawBody, request.body], limits, whatToDo),
    })
    // Something else has answered meanwhile, such as a timeout of the framework.
    if (response.headersSent === true) return
    response.writeHead(answer.status, nodeHeaders(answer))
    response.end(answer.text)
  }
}

/** The rest of a body that was not read to its end is not worth a connection. */
export function nodeHeaders({ status, headers }: Answer): Record<string, string> {
  return status === 413 || status === 408 ? { ...headers, connection: 'close' } : { ...headers }
}

/** The raw body, from where something before may have kept it, or from the stream. */
export async function bodyOf(
  request: NodeRequest,
  kept: readonly unknown[],
  limits: BodyLimits,
  whatToDo: string,
): Promise<RawBody> {
  const raw = kept.find(isRaw)
  if (raw !== undefined) return checked(raw, limits)
  if (request.readableDidRead === true) throw alreadyParsed(whatToDo)
  checkLength(headerValue(request.headers, 'content-length'), limits)
  return readStream(request, limits)
}

function isRaw(body: unknown): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array
}

function checked(body: string | Uint8Array, limits: BodyLimits): RawBody {
  if (body.length > limits.bytesMax) throw tooLarge(limits)
  return body
}

/** What comes after the bound is let run by and thrown away, or the sender would read no answer. */
function readStream(request: NodeRequest, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let byteCount = 0
    const done = (): void => {
      clearTimeout(timer)
      request.removeListener('data', onData)
    }
    const fail = (error: Error): void => {
      done()
      request.resume()
      reject(error)
    }
    const onData = (value: unknown): void => {
      // Text, where somebody has given the stream an encoding.
      const chunk = typeof value === 'string' ? utf8(value) : (value as Uint8Array)
      byteCount += chunk.length
      if (byteCount > limits.bytesMax) fail(tooLarge(limits))
      else chunks.push(chunk)
    }
    const timer = setTimeout(() => fail(tooSlow(limits)), limits.timeoutMs)
    request.on('end', () => {
      done()
      resolve(joinedBytes(chunks))
    })
    // Both stay: an error without a listener would end the process.
    request.on('error', () => fail(cutOff()))
    request.on('close', () => fail(cutOff()))
    request.on('data', onData)
    if (request.destroyed === true) fail(cutOff())
  })
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
