/** A real nginx with the configuration of `examples/scale-out`, in front of two real nodes. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { request } from 'undici'
import { CountingReceiver } from '../rigs/counting-receiver.ts'
import { register, untilDrained } from '../rigs/rig-load.ts'
import {
  freePort,
  operatorKey,
  type ServiceProcess,
  startService,
} from '../rigs/service-process.ts'
import { PostgresServer } from '../world/postgres-server.ts'
import { readExample } from './scale-out-files.ts'

const readyMs = 60_000
const arrivalMs = 90_000
const producerCount = 4
const search = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

let starting: Promise<PostgresServer> | null = null

after(async () => {
  await (await starting)?.stop('immediate')
})

test('producers that give an Idempotency-Key notice neither a killed node nor one that stops, and every event is one', async () => {
  const server = await (starting ??= PostgresServer.start())
  const database = await server.emptyDatabase()
  const receiver = await CountingReceiver.start()
  const ports = { one: await freePort(), two: await freePort() }
  const running = new Map<string, ServiceProcess>()
  const start = async (name: 'one' | 'two'): Promise<ServiceProcess> => {
    const environment = { POSTHORN_STORE: database, POSTHORN_NODE: name }
    const node = startService({ storePath: '', port: ports[name], environment })
    running.set(name, node)
    await node.ready(readyMs)
    return node
  }
  const nginx = await Nginx.start(ports)
  try {
    const one = await start('one')
    const two = await start('two')
    const paths = await register(one.url, receiver.url)
    const producers = new Producers(nginx.url)
    await producers.answers(40)

    await two.kill('SIGKILL')
    await producers.answers(40)
    const again = await start('two')
    await producers.answers(40)
    assert.equal(await one.kill('SIGTERM'), 0, one.output())
    await producers.answers(40)
    await producers.stop()

    assert.deepEqual(producers.refusals, [])
    assert.equal(new Set(producers.eventIds).size, producers.eventIds.length)
    const hasAll = (): boolean =>
      producers.eventIds.every((id) => paths.every((path) => receiver.has(path, id)))
    await receiver.until(hasAll, arrivalMs, 'every event at every subscription')
    await untilDrained(again.url)
    // Of a request that was made twice nothing is left but one event.
    assert.equal(await acceptedCount(again.url), producers.eventIds.length * paths.length)
    assert.equal((await request(`${nginx.url}/metrics`)).statusCode, 404)
  } catch (error) {
    const words = [...running].map(([name, node]) => `${name}:\n${node.output()}`)
    throw new Error(`${words.join('\n')}\nnginx:\n${nginx.output}`, { cause: error })
  } finally {
    await nginx.stop()
    await Promise.all([...running.values()].map((node) => node.kill('SIGKILL')))
    await receiver.close()
  }
})

/** Hand in one event after the other, each with a key of its own, until they are stopped. */
class Producers {
  readonly eventIds: string[] = []
  readonly refusals: string[] = []
  readonly #url: string
  readonly #clients: readonly Promise<void>[]
  readonly #waiting = new Set<() => void>()
  #isOver = false

  constructor(url: string) {
    this.#url = url
    this.#clients = Array.from({ length: producerCount }, (_, index) => this.#client(index))
  }

  /** Resolves after so many more answers. */
  async answers(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#clients)
  }

  async #client(index: number): Promise<void> {
    for (let number = 1; !this.#isOver; number += 1) {
      await this.#handIn(`${index}-${number}`)
      for (const resolve of this.#waiting) resolve()
      this.#waiting.clear()
    }
  }

  async #handIn(key: string): Promise<void> {
    const answer = await request(`${this.#url}/v1/tenants/rig/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${operatorKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ type: 'contact.changed', data: { PrimaryKey: 1, key } }),
    })
    const text = await answer.body.text()
    // 200: the second request of one whose first answer got lost.
    if (answer.statusCode === 202 || answer.statusCode === 200) {
      this.eventIds.push((JSON.parse(text) as { id: string }).id)
    } else this.refusals.push(`${key}: ${answer.statusCode} ${text}`)
  }
}

class Nginx {
  readonly url: string
  readonly #child: ChildProcess
  readonly #folder: string
  output = ''

  private constructor(parts: { url: string; child: ChildProcess; folder: string }) {
    this.url = parts.url
    this.#child = parts.child
    this.#folder = parts.folder
    parts.child.stderr?.on('data', (chunk: Buffer) => {
      this.output += chunk.toString()
    })
  }

  /** With the names of the example put in their places, and nothing else changed. */
  static async start(ports: { one: number; two: number }): Promise<Nginx> {
    const folder = mkdtempSync(join(tmpdir(), 'posthorn-nginx-'))
    // Started by root its workers are somebody else.
    chmodSync(folder, 0o755)
    const port = await freePort()
    const text = Object.entries({
      'one:8400': `127.0.0.1:${ports.one}`,
      'two:8400': `127.0.0.1:${ports.two}`,
      'listen 8080': `listen 127.0.0.1:${port}`,
      '/tmp/': `${folder}/`,
    }).reduce((config, [from, to]) => {
      assert.ok(config.includes(from), `${from} is not in nginx.conf`)
      return config.replaceAll(from, to)
    }, readExample('nginx.conf'))
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, text)
    const words = ['-p', folder, '-e', 'stderr', '-c', file]
    const judged = spawnSync('nginx', [...words, '-t'], { env: search, encoding: 'utf8' })
    assert.equal(judged.status, 0, judged.stderr)
    const child = spawn('nginx', words, { env: search, stdio: ['ignore', 'ignore', 'pipe'] })
    await once(child, 'spawn')
    return new Nginx({ url: `http://127.0.0.1:${port}`, child, folder })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      await ended
    }
    rmSync(this.#folder, { recursive: true })
  }
}

async function acceptedCount(url: string): Promise<number> {
  const headers = { authorization: `Bearer ${operatorKey}` }
  const answer = await request(`${url}/metrics`, { headers })
  const text = await answer.body.text()
  return Number(/^posthorn_ledger\{entry="accepted"\} (\d+)$/m.exec(text)?.[1])
}
