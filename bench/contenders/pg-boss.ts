/**
 * pg-boss on a PostgreSQL of its own, durable (`fsync` and `synchronous_commit` on), reached over
 * a Unix socket. The cluster is initialised once for each run of the bench and copied.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { start, waitUntil } from '../harness/processes.ts'
import type { Bench } from '../harness/bench.ts'
import { postgresFolder } from '../harness/tools.ts'
import type { Contender } from './contender.ts'
import { startRivalApp } from './rival-app.ts'

/** Two fetches of 64 side by side: the best of 1 to 5 on two cores; see README.md. */
const concurrency = 128

const settings = {
  listen_addresses: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  wal_compression: 'lz4',
  max_connections: '40',
  jit: 'off',
  autovacuum_naptime: '1s',
}

export const pgBoss: Contender = {
  name: 'pg-boss',
  async start(bench, setup) {
    const programs = postgresFolder() ?? ''
    const owner = databaseOwner()
    const data = join(setup.folder, 'data')
    execFileSync('cp', ['-a', makeCluster(bench, programs, owner), data])
    if (owner !== undefined) chownSync(setup.folder, owner.uid, owner.gid)
    chmodSync(setup.folder, 0o755)
    const words = Object.entries({ ...settings, unix_socket_directories: setup.folder })
    const postgres = await start(
      join(programs, 'postgres'),
      ['-D', data, ...words.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        name: 'postgres',
        logFile: join(setup.folder, 'postgres.log'),
        cwd: setup.folder,
        endSignal: 'SIGINT',
        ...(owner === undefined ? {} : { owner }),
      },
    )
    const isUp = () => existsSync(join(setup.folder, '.s.PGSQL.5432'))
    await waitUntil(isUp, { what: 'PostgreSQL', timeoutMs: 10_000, program: postgres })
    return startRivalApp(setup, {
      app: 'pg-boss-app.ts',
      database: postgres,
      socket: setup.folder,
      concurrency,
      processCount: 1,
    })
  },
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function databaseOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function makeCluster(bench: Bench, programs: string, owner: Owner | undefined): string {
  const folder = join(bench.folder, 'cluster')
  if (existsSync(folder)) return folder
  mkdirSync(folder)
  if (owner !== undefined) {
    chownSync(folder, owner.uid, owner.gid)
    chmodSync(bench.folder, 0o755)
  }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', folder, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    { stdio: 'ignore', cwd: bench.folder, ...owner },
  )
  return folder
}
