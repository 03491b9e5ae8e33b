/** What every demo stands on: the real service on an empty store, and somebody who calls it. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { request } from 'undici'
import { readConfig } from '../config.ts'
import { openService, type Service } from '../open-service.ts'
import type { Received } from './sample-receiver.ts'

const preferredPort = 8400

/** At the documented port when it is free, so that the printed calls look familiar; else at any. */
export async function openForDemo(directory: string, operatorKey: string): Promise<Service> {
  try {
    return await openAt(preferredPort, { directory, operatorKey })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return openAt(0, { directory, operatorKey })
  }
}

function openAt(
  port: number,
  { directory, operatorKey }: { readonly directory: string; readonly operatorKey: string },
): Promise<Service> {
  const read = readConfig({
    POSTHORN_LISTEN: `127.0.0.1:${port}`,
    // Apart from what a start that found the port taken may have left.
    POSTHORN_STORE: `sqlite:${join(directory, `posthorn-${port}.db`)}`,
    POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
    POSTHORN_ALLOW_HTTP_TARGETS: '1',
  })
  if (read.kind === 'refused') throw new Error(read.faults.join('\n'))
  const encryptionKey = randomBytes(32)
  const log = pino({ level: 'warn' }, pino.destination(2))
  return openService(read.config, { operatorKey, encryptionKey }, { log })
}

export type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>

/** Calls with one key: the operator's, or another one. */
export function caller(service: Pick<Service, 'url'>, key: string): Call {
  return async (method, path, body) => {
    const answer = await request(service.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }
}

/** Sends the n-th event at its time, until it is told to stop. */
export function sendEvents(rate: number, send: (count: number) => Promise<unknown>): () => void {
  let count = 0
  const sendNext = (): void => {
    send(count++).catch((error: unknown) => {
      say(`an event was not accepted: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  sendNext()
  const timer = setInterval(sendNext, Math.max(1, 1_000 / rate))
  return () => clearInterval(timer)
}

export function print(received: Received): void {
  const time = new Date().toISOString().slice(11, 23)
  const mark = !received.isVerified ? 'FORGED ' : received.status === 200 ? 'ok     ' : 'refused'
  const what = received.isTest ? 'test event' : `attempt ${received.attempt}`
  const text = [
    time,
    mark,
    String(received.status),
    received.dialect.padEnd(17),
    received.type.padEnd(16),
    what.padEnd(10),
    received.id,
  ]
  process.stdout.write(`${text.join('  ')}\n`)
}

export function say(text: string): void {
  process.stdout.write(`-- ${text}\n`)
}

export function untilEnded(seconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (seconds !== undefined) setTimeout(resolve, seconds * 1_000)
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}
