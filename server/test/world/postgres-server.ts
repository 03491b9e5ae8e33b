/**
 * A PostgreSQL server for the tests of one process, from the system's package, in a directory of its
 * own: data in memory where the machine has such a place, a loopback port, no password. Every test
 * gets a database of its own, copied from one that is migrated. A shell beside the server ends it
 * when this process is gone, however that ended, and removes the directory.
 */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import postgres from 'postgres'
import { openPostgresStore } from '../../src/stores/postgres/open-postgres-store.ts'
import { MovableClock, testRandom } from '../contract/fresh-store.ts'

export type StopMode = 'fast' | 'immediate'

const role = 'posthorn'
/** The only role that has to prove itself. */
export const guardedRole = 'guarded'
const readyMs = 30_000
const template = 'posthorn_template'
/** Where Linux has a directory in memory. */
const memory = '/dev/shm'

let running: Promise<PostgresServer> | null = null

/** The server of this process, started with the first test that asks for it. */
export function postgresServer(): Promise<PostgresServer> {
  return (running ??= PostgresServer.start())
}

export class PostgresServer {
  readonly port: number
  readonly directory: string
  readonly #keeper: ChildProcessByStdio<Writable, Readable, null>
  #databaseCount = 0
  #hasTemplate: Promise<void> | null = null

  private constructor(parts: {
    port: number
    directory: string
    keeper: ChildProcessByStdio<Writable, Readable, null>
  }) {
    this.port = parts.port
    this.directory = parts.directory
    this.#keeper = parts.keeper
  }

  /** On the disk, where a rig measures it; otherwise in memory, where the machine has such a place. */
  static async start(isOnDisk = false): Promise<PostgresServer> {
    const bin = binaries()
    const directory = makeDirectory(isOnDisk)
    const data = join(directory, 'data')
    const { command, parameters } = asServerUser()
    const initialised = spawnSync(
      command,
      [
        ...parameters,
        join(bin, 'initdb'),
        ...['--pgdata', data, '--username', role, '--auth', 'trust', '--no-sync'],
        ...['--encoding', 'UTF8', '--locale', 'C'],
      ],
      { cwd: directory, encoding: 'utf8' },
    )
    if (initialised.status !== 0) throw new Error(`initdb failed: ${initialised.stderr}`)
    const rules = join(data, 'pg_hba.conf')
    writeFileSync(
      rules,
      `host all ${guardedRole} all scram-sha-256\n${readFileSync(rules, 'utf8')}`,
    )
    const port = await freePort()
    const server = [...parameters, join(bin, 'postgres'), '-D', data, ...settings(port, directory)]
    const keeper = spawn('sh', ['-c', keeperScript, 'keeper', directory, command, ...server], {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd: directory,
      // A signal to this process's group must not reach it: it ends when its input does.
      detached: true,
    })
    keeper.unref()
    for (const stream of [keeper.stdin, keeper.stdout]) setHolding(stream, false)
    const started = new PostgresServer({ port, directory, keeper })
    await started.startAgain()
    return started
  }

  url(database: string, user = role): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}?sslmode=disable`
  }

  get log(): string {
    return readFileSync(join(this.directory, 'log'), 'utf8')
  }

  /** Runs statements as its superuser. */
  async admin(sql: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
    const client = connect(this.url(database))
    try {
      return await client.unsafe(sql)
    } finally {
      await client.end()
    }
  }

  /** A database with the schema and nothing in it; answers its URL. */
  async freshDatabase(): Promise<string> {
    await (this.#hasTemplate ??= this.#makeTemplate())
    return this.#create(template)
  }

  /** A database without anything; answers its URL. */
  emptyDatabase(): Promise<string> {
    return this.#create('template0')
  }

  async drop(url: string): Promise<void> {
    await this.admin(`DROP DATABASE IF EXISTS "${databaseOf(url)}" WITH (FORCE)`)
  }

  /** Stops it as `pg_ctl stop` does; resolves when it has ended. */
  stop(mode: StopMode): Promise<void> {
    return this.#told(mode)
  }

  async startAgain(): Promise<void> {
    await this.#told('start')
    const startedAtMs = performance.now()
    for (;;) {
      try {
        await this.admin('SELECT 1')
        return
      } catch (error) {
        if (performance.now() - startedAtMs > readyMs) {
          throw new Error(`PostgreSQL did not start: ${this.log}`, { cause: error })
        }
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  }

  async #create(from: string): Promise<string> {
    this.#databaseCount += 1
    const name = `store_${this.#databaseCount}`
    // Copying files is the quicker way where no disk has to sync them.
    const strategy = this.directory.startsWith(memory) ? 'file_copy' : 'wal_log'
    await this.admin(`CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY ${strategy}`)
    return this.url(name)
  }

  async #makeTemplate(): Promise<void> {
    await this.admin(`CREATE DATABASE ${template}`)
    const store = await openPostgresStore(this.url(template), {
      clock: new MovableClock(),
      random: testRandom,
      encryptionKey: new Uint8Array(32),
      onFatal(error) {
        throw error
      },
    })
    await store.close()
    // Nothing of the store that made it: each copy becomes one of its own.
    await this.admin('DELETE FROM meta; DELETE FROM node', template)
  }

  /** Tells the keeper a word and waits for it to say that it is done. */
  #told(word: 'start' | StopMode): Promise<void> {
    const { stdin, stdout } = this.#keeper
    // A word under way keeps this process up; a server that stands by does not.
    setHolding(stdout, true)
    return new Promise((resolve) => {
      stdout.once('data', () => {
        setHolding(stdout, false)
        resolve()
      })
      stdin.write(`${word}\n`)
    })
  }
}

const lookEveryMs = 20

/**
 * Reads words from its input; at its end the server goes, and the directory with it. Should the
 * shell itself be killed, the kernel tells the server (where `setpriv` asked for it).
 */
const keeperScript = `
directory=$1; shift
pid=
trap '' PIPE HUP INT TERM
while read -r word; do
  case $word in
    start) "$@" >>"$directory/log" 2>&1 & pid=$! ;;
    fast) kill -INT "$pid"; wait "$pid" ;;
    immediate) kill -QUIT "$pid"; wait "$pid" ;;
  esac
  echo done
done
# A server that is just starting hears nothing yet, so it is told until it has gone.
while [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null; do sleep 0.1; done
rm -rf "$directory"
`

/** Pipes of a child are sockets, although their type says less. */
function setHolding(stream: Readable | Writable, isHolding: boolean): void {
  const socket = stream as Socket
  if (isHolding) socket.ref()
  else socket.unref()
}

function settings(port: number, directory: string): string[] {
  const values: Readonly<Record<string, string | number>> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    max_connections: 100,
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    // Tests look at plans and tables at once; nothing may come in between by chance.
    autovacuum_naptime: '10s',
    log_min_messages: 'warning',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Root may not run PostgreSQL: then its own user does, which the package made. */
function asServerUser(): { command: string; parameters: string[] } {
  const isRoot = process.getuid?.() === 0
  if (!isRoot) return { command: 'env', parameters: [] }
  const user = ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups']
  return { command: 'setpriv', parameters: [...user, '--pdeathsig', 'KILL'] }
}

function makeDirectory(isOnDisk: boolean): string {
  const isInMemory = !isOnDisk && existsSync(memory)
  const directory = mkdtempSync(join(isInMemory ? memory : tmpdir(), 'posthorn-pg-'))
  if (process.getuid?.() === 0) {
    const { uid, gid } = userOf('postgres')
    chownSync(directory, uid, gid)
  }
  chmodSync(directory, 0o700)
  return directory
}

function userOf(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name}`)
  return { uid: Number(uid), gid: Number(gid) }
}

/** Where Debian puts the server's programs: they are not on the path, since versions stand beside. */
function binaries(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root) : []
  const newest = versions
    .map(Number)
    .filter((version) => existsSync(join(root, String(version), 'bin', 'postgres')))
    .sort((a, b) => b - a)[0]
  if (newest === undefined) {
    throw new Error('the tests need PostgreSQL: as root, apt-get install --yes postgresql')
  }
  return join(root, String(newest), 'bin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1)
}

function connect(url: string) {
  const { username, port, pathname } = new URL(url)
  return postgres({
    host: '127.0.0.1',
    port: Number(port),
    user: username,
    database: pathname.slice(1),
    max: 1,
    fetch_types: false,
    backoff: false,
    onnotice: () => undefined,
  })
}
