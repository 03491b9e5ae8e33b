/**
 * Receives webhooks where a request is a `Request` and the answer a `Response`: Hono, Next, Workers,
 * Deno, Bun. Nothing here is Node's.
 */
import {
  type BodyLimits,
  checkLength,
  cutOff,
  joinedBytes,
  tooLarge,
  tooSlow,
} from './body-limits.ts'
import { alreadyParsed } from './raw-body.ts'
import { createReceiver, type ReceiverOptions } from './receiver.ts'
import type { ReceivedWebhook } from './verifier.ts'

const whatToDo =
  'request.json() or request.text() was called before. Hand in the untouched request (in Hono: ' +
  'c.req.raw), and let others read a request.clone()'

/** The promise never rejects; routes are the caller's. */
export function createFetchReceiver<Webhook extends ReceivedWebhook>(
  options: ReceiverOptions<Webhook>,
): (request: Request) => Promise<Response> {
  const receive = createReceiver(options)
  return async (request) => {
    const { status, headers, text } = await receive({
      method: request.method,
      headers: request.headers,
      readBody: (limits) => bodyOf(request, limits),
    })
    return new Response(text, { status, headers })
  }
}

async function bodyOf(request: Request, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  if (request.bodyUsed) throw alreadyParsed(whatToDo)
  checkLength(request.headers.get('content-length'), limits)
  if (request.body === null) return new Uint8Array(0)
  const reader = (request.body as ReadableStream<Uint8Array>).getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(limits)), limits.timeoutMs)
  })
  try {
    // What is not read is not cancelled either: some runtimes would cut the answer off with it.
    return await Promise.race([readAll(reader, limits), deadline])
  } finally {
    clearTimeout(timer)
  }
}

interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
}

async function readAll(reader: ByteReader, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let byteCount = 0
  for (;;) {
    const { value } = await nextOf(reader)
    if (value === undefined) return joinedBytes(chunks)
    byteCount += value.length
    if (byteCount > limits.bytesMax) throw tooLarge(limits)
    chunks.push(value)
  }
}

async function nextOf(reader: ByteReader): ReturnType<ByteReader['read']> {
  try {
    return await reader.read()
  } catch {
    throw cutOff()
  }
}
