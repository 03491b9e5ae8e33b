/**
 * Looks at the server before anything is written: that it can be reached and entered, that it is new
 * enough, and that its commits are on disk. Each refusal is one sentence that says how to mend it.
 */
import { StoreRefused } from '../store-options.ts'
import { codeOf } from './engine-fault.ts'
import type { PostgresClient, PostgresPlace } from './postgres-client.ts'
import { placeName } from './postgres-place.ts'

const versionMin = 150_000

/** SQLSTATE of what a role or a URL may have wrong; `{url}` is where the URL stands. */
const whys: Readonly<Record<string, string>> = {
  '28P01': 'the password in {url} is not the right one for its role',
  '28000': 'the server lets this role in from here under no rule of its pg_hba.conf',
  '3D000': 'it does not exist: create it (CREATE DATABASE …), or correct the name in {url}',
  '42501': 'the role in {url} may not connect to it: GRANT CONNECT ON DATABASE … TO …',
  '53300': 'the server has no connection left: raise its max_connections, or stop what holds them',
  '57P03': 'the server is starting up: try again in a moment',
  ENOTFOUND: 'there is no host of that name: correct {url}',
  ECONNREFUSED: 'nothing listens there: start the server, or correct {url}',
  CONNECT_TIMEOUT: 'it does not answer: look at the network and its firewalls',
}

type Asked = Pick<PostgresClient, 'plan'>

/** Rejects with `StoreRefused`. */
export async function checkServer(client: Asked, place: PostgresPlace): Promise<void> {
  const name = placeName(place)
  const facts = await readFacts(client, place)
  if (facts.version < versionMin) {
    throw new StoreRefused(
      `${name} is of PostgreSQL ${Math.floor(facts.version / 10_000)}, and version 15 is the ` +
        'oldest that works: upgrade the server',
    )
  }
  if (facts.synchronous_commit === 'off') {
    throw new StoreRefused(
      `${name} answers a commit before it is on disk: set synchronous_commit to on for the ` +
        'server, the database and the role',
    )
  }
  if (facts.fsync === 'off') {
    throw new StoreRefused(
      `${name} never waits for its disk, so a power cut would lose what was accepted: set fsync ` +
        'to on',
    )
  }
  if (facts.is_standby) {
    throw new StoreRefused(`${name} is a standby that only reads: name the primary`)
  }
}

interface Facts {
  readonly version: number
  readonly synchronous_commit: string
  readonly fsync: string
  readonly is_standby: boolean
}

async function readFacts(client: Asked, place: PostgresPlace): Promise<Facts> {
  try {
    const [facts] = await client.plan<Facts>(
      `SELECT current_setting('server_version_num')::integer AS version,
        current_setting('synchronous_commit') AS synchronous_commit,
        current_setting('fsync') AS fsync, pg_is_in_recovery() AS is_standby`,
    )
    return facts!
  } catch (error) {
    const why = whys[codeOf(error)]?.replaceAll('{url}', place.givenIn)
    const said = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(`${placeName(place)} cannot be opened: ${why ?? said}`, { cause: error })
  }
}
