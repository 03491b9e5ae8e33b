/**
 * The real PgBouncer in front of a PostgreSQL server of the tests, from the system's package, in a
 * directory and on a loopback port of its own. It ends with `stop`, or with this process.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../rigs/service-process.ts'

export type PoolMode = 'session' | 'transaction' | 'statement'

/** Where Debian puts it, which is not on everybody's path. */
const program = '/usr/sbin/pgbouncer'
const readyMs = 15_000
const lookEveryMs = 20

export class PgBouncer {
  readonly port: number
  readonly #directory: string
  readonly #child: ChildProcess
  #said = ''

  private constructor(parts: { port: number; directory: string; child: ChildProcess }) {
    this.port = parts.port
    this.#directory = parts.directory
    this.#child = parts.child
    for (const stream of [parts.child.stdout, parts.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()))
    }
  }

  /** In front of the server behind the URL, in whose place it answers to the URL's role. */
  static async start(mode: PoolMode, url: string): Promise<PgBouncer> {
    if (!existsSync(program)) {
      throw new Error('the tests need PgBouncer: as root, apt-get install --yes pgbouncer')
    }
    const directory = mkdtempSync(join(tmpdir(), 'posthorn-pool-'))
    chmodSync(directory, 0o755)
    const port = await freePort()
    const { port: serverPort, username } = new URL(url)
    writeFileSync(join(directory, 'users'), `"${username}" ""\n`)
    writeFileSync(join(directory, 'ini'), settings({ mode, port, serverPort, directory }))
    const isRoot = process.getuid?.() === 0
    const child = spawn(program, [...(isRoot ? ['-u', 'nobody'] : []), join(directory, 'ini')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const started = new PgBouncer({ port, directory, child })
    process.once('exit', () => child.kill('SIGKILL'))
    await started.#ready()
    return started
  }

  /** The same URL with this pool in the place of the server. */
  through(url: string): string {
    const changed = new URL(url)
    changed.port = String(this.port)
    return changed.href
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit')
      this.#child.kill('SIGKILL')
      await ended
    }
    rmSync(this.#directory, { recursive: true, force: true })
  }

  async #ready(): Promise<void> {
    for (const startedAtMs = performance.now(); ;) {
      if (this.#child.exitCode !== null) throw new Error(`it ended at its start: ${this.#said}`)
      if (await isListening(this.port)) return
      if (performance.now() - startedAtMs > readyMs) throw new Error(`not ready: ${this.#said}`)
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  }
}

function settings(parts: {
  readonly mode: PoolMode
  readonly port: number
  readonly serverPort: string
  readonly directory: string
}): string {
  return `[databases]
* = host=127.0.0.1 port=${parts.serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${parts.port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(parts.directory, 'users')}
pool_mode = ${parts.mode}
max_client_conn = 200
default_pool_size = 40
`
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const end = (isOpen: boolean): void => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
