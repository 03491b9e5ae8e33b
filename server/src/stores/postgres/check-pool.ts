/**
 * Looks at what may stand between this process and the server: a pool that ends a transaction after
 * each statement, or one that hands statements to any connection without preparing them there.
 * Each refusal is one sentence that says how to mend it.
 */
import { StoreRefused } from '../store-options.ts'
import type { PostgresClient } from './postgres-client.ts'

type Client = Pick<PostgresClient, 'isBehindPool' | 'exec' | 'query' | 'end'>

const othersCount = 4
/** The others keep what they got for so long, so that a pool has to take another connection. */
const keptSeconds = 0.2

/** Rejects with `StoreRefused` where a pool cannot be worked through; asks nothing where none is. */
export async function checkPool(
  client: Client,
  pool: { readonly name: string; readonly prepares: boolean; readonly connect: () => Client },
): Promise<void> {
  if (!(await client.isBehindPool())) return
  try {
    // One after the other: in one message both pass through such a pool.
    await client.exec('BEGIN')
    await client.exec('COMMIT')
  } catch (error) {
    throw new StoreRefused(
      `${pool.name} is behind a pool in statement mode: set pool_mode to transaction or session`,
      { cause: error },
    )
  }
  if (!pool.prepares || !(await isForgetful(client, pool.connect))) return
  throw new StoreRefused(
    `${pool.name} is behind a pool that forgets prepared statements: add prepare=false to POSTHORN_STORE, or set max_prepared_statements of PgBouncer (1.21 or newer) above 0`,
  )
}

/**
 * Whether a statement has to be prepared anew while others use the connection that knew it: the
 * driver does so in silence, under another name, and under load gets lost in it. A pool that keeps
 * statements has one name for each.
 */
async function isForgetful(client: Client, connect: () => Client): Promise<boolean> {
  const others = Array.from({ length: othersCount }, connect)
  const names = new Set<string>()
  let isKept = true
  const askOn = async (): Promise<void> => {
    do names.add(await nameOnServer(client))
    while (isKept)
  }
  try {
    await Promise.all(others.map((other) => other.exec('SELECT 1')))
    names.add(await nameOnServer(client))
    const keeping = others.map((other) => other.exec(`SELECT pg_sleep(${keptSeconds})`))
    const kept = Promise.all(keeping).finally(() => (isKept = false))
    await Promise.all([kept, askOn()])
    return names.size > 1
  } finally {
    isKept = false
    await Promise.all(others.map((other) => other.end(0)))
  }
}

/** The beginning of the statement below. */
const ofProbe = 'SELECT name AS probe FROM pg_prepared_statements%'

/** What the connection of the server that answers calls this very statement. */
async function nameOnServer(client: Client): Promise<string> {
  const [own] = await client.query<{ probe: string }>(
    `SELECT name AS probe FROM pg_prepared_statements WHERE statement LIKE $1
    ORDER BY prepare_time DESC LIMIT 1`,
    [ofProbe],
  )
  return own?.probe ?? ''
}
