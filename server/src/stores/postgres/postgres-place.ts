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

/**
 * `givenIn` is what messages call the place where the URL stands. Throws `StoreRefused` with what is
 * wrong, and never with the password.
 */
export function parsePlace(text: string, givenIn = 'POSTHORN_STORE'): PostgresPlace {
  try {
    return { ...partsOf(text), givenIn }
  } catch (error) {
    const why = error instanceof URIError ? 'a "%" in it has to be written %25' : String(error)
    throw new StoreRefused(
      `${givenIn} cannot be used: ${error instanceof UrlFault ? error.message : why} ` +
        '(postgres://role:password@host:5432/database)',
    )
  }
}

/** What is wrong with a URL, without what it holds. */
class UrlFault extends Error {}

function partsOf(text: string): Omit<PostgresPlace, 'givenIn'> {
  const url = URL.parse(text)
  if (url === null)
    throw new UrlFault('it is not a URL; a password needs its special characters escaped')
  const parameters = url.searchParams
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw new UrlFault(`it does not know the parameter "${name}"`)
  }
  const database = decodeURIComponent(url.pathname.slice(1))
  if (database === '') throw new UrlFault('it names no database')
  if (url.username === '') throw new UrlFault('it names no role (user)')
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
  throw new UrlFault(`sslmode is one of ${Object.keys(sslModes).join(', ')}`)
}
