/**
 * The real service as a process of its own: started from source as an operator does, killed as
 * bad luck does. Its log is kept, so that a rig can show it and look for secrets in it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client } from 'undici'

const mainFile = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
/** Between looks at a process that is starting; a look costs a refused connection. */
const lookEveryMs = 10

export const operatorKey = 'rig-operator-key-0123456789abcdef0123456789'
export const encryptionKey = Buffer.alloc(32, 7)

export interface ServiceProcess {
  readonly url: string
  readonly pid: number
  readonly startedAtMs: number
  /** All that it wrote to standard output and standard error so far. */
  output(): string
  /** Resolves once its output has what is looked for. */
  says(what: RegExp, boundMs: number): Promise<void>
  /** Resolves with its exit code once it has ended by itself. */
  ended(boundMs: number): Promise<number | null>
  /** Resolves with the time from its start when it answers `/readyz`. */
  ready(boundMs: number): Promise<number>
  /** Sends a signal that ends it; resolves when it has ended. */
  kill(signal: NodeJS.Signals): Promise<number | null>
  /** Sends a signal that does not end it, such as `SIGSTOP`. */
  signal(signal: NodeJS.Signals): void
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

export function startService(options: {
  readonly storePath: string
  readonly port: number
  readonly environment?: Readonly<Record<string, string>>
}): ServiceProcess {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [mainFile, 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      POSTHORN_LISTEN: `127.0.0.1:${options.port}`,
      POSTHORN_STORE: `sqlite:${options.storePath}`,
      POSTHORN_OPERATOR_KEY: operatorKey,
      POSTHORN_ENCRYPTION_KEY: encryptionKey.toString('base64'),
      POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
      POSTHORN_ALLOW_HTTP_TARGETS: '1',
      ...options.environment,
    },
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const url = `http://127.0.0.1:${options.port}`
  return {
    url,
    pid: child.pid ?? 0,
    startedAtMs,
    output: () => output,
    ready: (boundMs) => untilReady({ url, child, startedAtMs, boundMs, output: () => output }),
    says: (what, boundMs) => said(child, { what, boundMs, output: () => output }),
    ended: (boundMs) => ended(child, boundMs),
    kill: (signal) => end(child, signal),
    signal: (signal) => void child.kill(signal),
  }
}

async function untilReady(parts: {
  url: string
  child: ChildProcess
  startedAtMs: number
  boundMs: number
  output: () => string
}): Promise<number> {
  for (;;) {
    if (parts.child.exitCode !== null) throw new Error(`it ended at start:\n${parts.output()}`)
    if (await isReady(parts.url)) return performance.now() - parts.startedAtMs
    if (performance.now() - parts.startedAtMs > parts.boundMs) {
      throw new Error(`not ready within ${parts.boundMs} ms:\n${parts.output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

async function isReady(url: string): Promise<boolean> {
  const client = new Client(url)
  try {
    const { statusCode, body } = await client.request({ method: 'GET', path: '/readyz' })
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  } finally {
    await client.destroy()
  }
}

function said(
  child: ChildProcess,
  parts: { readonly what: RegExp; readonly boundMs: number; readonly output: () => string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it did not say ${parts.what}:\n${parts.output()}`)),
      parts.boundMs,
    )
    const look = (): void => {
      if (!parts.what.test(parts.output())) return
      clearTimeout(timer)
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', look)
      resolve()
    }
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look)
    look()
  })
}

async function ended(child: ChildProcess, boundMs: number): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    await once(child, 'exit', { signal: AbortSignal.timeout(boundMs) })
  }
  return child.exitCode
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const hasEnded = once(child, 'exit')
  child.kill(signal)
  await hasEnded
  return child.exitCode
}
