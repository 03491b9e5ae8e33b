/**
 * Which database a URL names: `postgres://user:password@host:5432/database`. The parameters it may
 * carry are those that people know from libpq (`sslmode`, `host` for a socket's directory), and
 * `prepare=false` for a pool that knows nothing of prepared statements.
 */
import { StoreRefused } from '../store-options.ts'
import type { PostgresPlace } from './postgres-client.ts'

const defaultPort = 5432
const known = new Set(['sslmode', 'host', 'prepare'])
const sslModes = {
  disable: false,
  prefer: 'prefer',
  require: 'require',
  'verify-ca': 'verify-full',
  'verify-full': 'verify-full',
} as const

/** Throws `StoreRefused` with what is wrong, and never with the password. */
export function parsePlace(text: string): PostgresPlace {
  const url = URL.parse(text)
  if (url === null)
    throw refused('it is not a URL; a password needs its special characters escaped')
  const parameters = url.searchParams
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw refused(`it does not know the parameter "${name}"`)
  }
  const database = decodeURIComponent(url.pathname.slice(1))
  if (database === '') throw refused('it names no database')
  if (url.username === '') throw refused('it names no role (user)')
  return {
    host: parameters.get('host') ?? (url.hostname === '' ? 'localhost' : hostOf(url)),
    port: url.port === '' ? defaultPort : Number(url.port),
    database,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ssl: sslOf(parameters.get('sslmode') ?? 'prefer'),
    prepare: parameters.get('prepare') !== 'false',
  }
}

/** How messages name it. */
export function placeName({ host, port, database }: PostgresPlace): string {
  return `the database "${database}" at ${host}:${port}`
}

/** An IPv6 address stands in brackets in a URL and nowhere else. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

function sslOf(mode: string): PostgresPlace['ssl'] {
  if (Object.hasOwn(sslModes, mode)) return sslModes[mode as keyof typeof sslModes]
  throw refused(`sslmode is one of ${Object.keys(sslModes).join(', ')}`)
}

function refused(reason: string): StoreRefused {
  return new StoreRefused(
    `POSTHORN_STORE cannot be used: ${reason} (postgres://role:password@host:5432/database)`,
  )
}
