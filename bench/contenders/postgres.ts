/**
 * A PostgreSQL of a contender's own, durable (`fsync` and `synchronous_commit` on), reached over a
 * Unix socket in its folder. The cluster is initialised once for each run of the bench and copied.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../harness/bench.ts'
import { type Running, start, waitUntil } from '../harness/processes.ts'
import { postgresFolder } from '../harness/tools.ts'

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

/** Starts it; the socket and the data are in `folder`, the role is `bench`, the database `postgres`. */
export async function startPostgres(bench: Bench, folder: string): Promise<Running> {
  const programs = postgresFolder() ?? ''
  const owner = databaseOwner()
  const data = join(folder, 'data')
  execFileSync('cp', ['-a', makeCluster(bench, programs, owner), data])
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o755)
  const words = Object.entries({ ...settings, unix_socket_directories: folder })
  const postgres = await start(
    join(programs, 'postgres'),
    ['-D', data, ...words.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      name: 'postgres',
      logFile: join(folder, 'postgres.log'),
      cwd: folder,
      endSignal: 'SIGINT',
      ...(owner === undefined ? {} : { owner }),
    },
  )
  const isUp = () => existsSync(join(folder, '.s.PGSQL.5432'))
  await waitUntil(isUp, { what: 'PostgreSQL', timeoutMs: 10_000, program: postgres })
  return postgres
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
