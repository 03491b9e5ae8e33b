/**
 * The world of the console's tests: the real service as a process of its own with an empty store, a
 * receiver on a real socket, and headless Chromium. What the tests know of the service they ask
 * over its API, as any client would.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Bounds what hangs; nothing here takes a tenth of it. */
export const patienceMs = 30_000
const repository = join(import.meta.dirname, '..', '..')

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** What it answers from now on; 200 at first. */
  status: number
  /** What it writes into the body. */
  reply: string
  /** Resolves once so many requests have come in all. */
  untilCount(count: number): Promise<void>
}

export interface World {
  /** Of the service, without a slash at its end. */
  readonly url: string
  readonly operatorKey: string
  readonly browser: Browser
  /** The line that the start printed for the first sign-in. */
  readonly setupUrl: string
  call(method: string, path: string, body?: unknown, key?: string): Promise<Answered>
  /** A page of a new browser session, as if on another machine. */
  openPage(options?: PageOptions): Promise<Page>
  /** The same, signed in with a key; the operator's where none is given. */
  openSignedIn(options?: PageOptions & { readonly key?: string }): Promise<Page>
  startReceiver(): Promise<Receiver>
  /** Ends the service at once and starts it again on the same store and address. */
  restart(): Promise<void>
}

export interface Answered {
  readonly status: number
  // Tests read what they asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

export interface PageOptions {
  readonly colours?: 'light' | 'dark'
  readonly language?: 'en' | 'nb' | 'ar'
}

/** Opens a world that is closed with the test whose context is given, or with the file (`{ after }`). */
export async function openWorld(context: {
  after(close: () => Promise<void>): void
}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-console-'))
  const operatorKey = `console-test-${randomBytes(24).toString('hex')}`
  const closers: (() => Promise<unknown> | void)[] = []
  context.after(async () => {
    for (const close of closers.reverse()) await close()
    rmSync(folder, { recursive: true, force: true })
  })
  let service = await startService(folder, operatorKey, '127.0.0.1:0')
  closers.push(() => endService(service.child))
  const { url } = service
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: chromiumFlags,
  })
  closers.push(() => browser.close())
  const world: World = {
    url,
    operatorKey,
    browser,
    setupUrl: service.setupUrl,
    call: (method, path, body, key = operatorKey) => callService({ url, key }, method, path, body),
    openPage: (options = {}) => openPage(browser, options),
    async openSignedIn({ key = operatorKey, ...options } = {}) {
      const page = await openPage(browser, options)
      await signInWithKey(page, { url, key })
      return page
    },
    async startReceiver() {
      const receiver = await startReceiver()
      closers.push(() => receiver.close())
      return receiver
    },
    async restart() {
      await endService(service.child)
      service = await startService(folder, operatorKey, new URL(url).host)
    },
  }
  return world
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
  const { colours = 'light', language = 'en' } = options
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    colorScheme: colours,
    locale: language === 'nb' ? 'nb-NO' : language,
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMs)
  return context.newPage()
}

async function signInWithKey(
  page: Page,
  { url, key }: { readonly url: string; readonly key: string },
): Promise<void> {
  const answer = await page.request.post(`${url}/v1/session`, { data: { key } })
  if (answer.status() !== 201) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)
}

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly setupUrl: string
}

function startService(folder: string, operatorKey: string, listen: string): Promise<Started> {
  const child = spawn(process.execPath, [join(repository, 'bin', 'posthorn.mjs'), 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      POSTHORN_LISTEN: listen,
      POSTHORN_STORE: `sqlite:${join(folder, 'posthorn.db')}`,
      POSTHORN_OPERATOR_KEY: operatorKey,
      POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
      POSTHORN_ALLOW_HTTP_TARGETS: '1',
    },
  })
  return new Promise((resolve, reject) => {
    let text = ''
    const look = (chunk: Buffer): void => {
      text += chunk.toString()
      const url = /"url":"(http:[^"]+)"/.exec(text)?.[1]
      if (url === undefined) return
      const setupUrl = /First sign-in: (\S+)/.exec(text)?.[1] ?? ''
      resolve({ child, url, setupUrl })
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.on('exit', (code) => reject(new Error(`the service ended with ${code}:\n${text}`)))
  })
}

function endService(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.removeAllListeners('exit').on('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

async function callService(
  { url, key }: { readonly url: string; readonly key: string },
  ...[method, path, body]: readonly [string, string, unknown]
): Promise<Answered> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceMs),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

async function startReceiver(): Promise<Receiver & { close(): Promise<void> }> {
  const received: Received[] = []
  const waiting: { count: number; tell: () => void }[] = []
  const receiver = { status: 200, reply: 'noted' }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      received.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(receiver.status).end(receiver.reply)
      for (const each of waiting) if (received.length >= each.count) each.tell()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}`,
    received,
    untilCount(count: number): Promise<void> {
      if (received.length >= count) return Promise.resolve()
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${received.length} of ${count} requests came`)),
          patienceMs,
        )
        waiting.push({ count, tell: () => (clearTimeout(timer), resolve()) })
      })
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
