/**
 * The whole service in this process, on a store in a directory of its own and a free port: what
 * tests over real HTTP are made in. Loopback targets are allowed. Everything it logs and every fact
 * it observes is kept, and it is closed when the test ends.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { type Config, readConfig } from '../../src/config.ts'
import type { KeyScope } from '../../src/domain/tenant.ts'
import { openService, type Service } from '../../src/open-service.ts'
import type { Fact } from '../../src/ports/observer.ts'
import { testStore } from './test-store.ts'

export const operatorKey = 'operator-key-of-a-test-0123456789abcdef'

/** What `JSON.parse` answers: tests look into it without describing it first. */
export type Json = ReturnType<typeof JSON.parse>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; throws when it is none. */
  readonly json: Json
}

export interface CallOptions {
  /** Sent as JSON; a text or bytes go as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The operator's by default; null: no Authorization at all. */
  readonly key?: string | null
}

export interface TestTenant {
  readonly id: string
  readonly key: number
  /** A key of each scope. */
  readonly manage: string
  readonly read: string
  readonly ingest: string
}

export class RunningServer {
  readonly service: Service
  readonly config: Config
  readonly #log: string[]
  readonly #facts: Fact[]
  readonly #waiting: Set<() => void>

  constructor(parts: {
    readonly service: Service
    readonly config: Config
    readonly log: string[]
    readonly facts: Fact[]
    readonly waiting: Set<() => void>
  }) {
    this.service = parts.service
    this.config = parts.config
    this.#log = parts.log
    this.#facts = parts.facts
    this.#waiting = parts.waiting
  }

  get url(): string {
    return this.service.url
  }

  /** Everything logged so far. */
  get log(): string {
    return this.#log.join('')
  }

  get facts(): readonly Fact[] {
    return this.#facts
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { body, key = operatorKey } = options
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    })
    // What goes on for ever is not read here.
    const isEndless = response.headers.get('content-type') === 'text/event-stream'
    if (isEndless) await response.body?.cancel()
    const text = isEndless ? '' : await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json(): Json {
        return JSON.parse(text)
      },
    }
  }

  /** A call that has to succeed; answers its body. */
  async done(method: string, path: string, options: CallOptions = {}): Promise<Json> {
    const answer = await this.call(method, path, options)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.text === '' ? null : answer.json
  }

  /** A tenant with a key of each scope. */
  async makeTenant(id: string): Promise<TestTenant> {
    await this.done('POST', '/v1/tenants', { body: { id, name: `Tenant ${id}` } })
    const keyOf = async (scope: KeyScope): Promise<string> => {
      const body = { name: scope, scopes: [scope] }
      return (await this.done('POST', `/v1/tenants/${id}/keys`, { body })).key
    }
    const tenant = await this.service.ports.store.tenants.findTenant(id)
    return {
      id,
      key: tenant?.key ?? -1,
      manage: await keyOf('manage'),
      read: await keyOf('read'),
      ingest: await keyOf('ingest'),
    }
  }

  /** The first fact that fits, of those observed since the start. */
  async fact(fits: (fact: Fact) => boolean): Promise<Fact> {
    for (;;) {
      const found = this.#facts.find(fits)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }
}

/** Starts it with the given settings beside those of a test. */
export async function startServer(
  t: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-server-'))
  const read = readConfig({
    POSTHORN_LISTEN: '127.0.0.1:0',
    ...(await testStore(`sqlite:${join(directory, 'posthorn.db')}`)),
    POSTHORN_ALLOW_TARGETS: '127.0.0.0/8',
    POSTHORN_ALLOW_HTTP_TARGETS: '1',
    ...settings,
  })
  if (read.kind === 'refused') throw new Error(read.faults.join('\n'))
  const log: string[] = []
  const facts: Fact[] = []
  const waiting = new Set<() => void>()
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString())
      done()
    },
  })
  const observer = {
    observe(fact: Fact) {
      facts.push(fact)
      for (const resume of waiting) resume()
      waiting.clear()
    },
  }
  const service = await openService(
    read.config,
    { operatorKey, encryptionKey: new Uint8Array(32).fill(7) },
    { observers: [observer], log: pino({ level: 'trace' }, sink) },
  )
  t.after(async () => {
    await service.stop(1_000)
    rmSync(directory, { recursive: true })
  })
  return new RunningServer({ service, config: read.config, log, facts, waiting })
}
