/**
 * The store that a test's service opens: a file or memory, or a fresh database where the run is
 * over PostgreSQL (`TEST_STORE=postgres`). So what is promised of an API is seen over both engines,
 * by the same tests; `npm test` runs them twice.
 */
import { after } from 'node:test'
import { PostgresServer } from './postgres-server.ts'

let starting: Promise<PostgresServer> | null = null

/** The settings of the store: what the test asked for, unless the run is over PostgreSQL. */
export async function testStore(otherwise: string): Promise<Readonly<Record<string, string>>> {
  if (process.env['TEST_STORE'] !== 'postgres') return { POSTHORN_STORE: otherwise }
  starting ??= PostgresServer.start()
  const server = await starting
  return { POSTHORN_STORE: await server.freshDatabase(), POSTHORN_NODE: 'test' }
}

after(async () => (await starting)?.stop('fast'))
