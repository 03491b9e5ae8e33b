/** What a connection that was lost may still send takes no effect once it was looked up. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MovableClock, testRandom } from '../../../test/contract/fresh-store.ts'
import { postgresServer } from '../../../test/world/postgres-server.ts'
import { CommitStatement } from './commit-statement.ts'
import { LaneConnection, type NodeRow } from './lane-connection.ts'
import { openPostgresStore } from './open-postgres-store.ts'
import { PostgresClient } from './postgres-client.ts'
import { parsePlace } from './postgres-place.ts'

async function connected(run: (lane: LaneConnection, row: NodeRow) => Promise<void>) {
  const server = await postgresServer()
  const url = await server.freshDatabase()
  const clock = new MovableClock()
  const options = { clock, random: testRandom, encryptionKey: new Uint8Array(32) }
  const store = await openPostgresStore(url, { ...options, onFatal: () => undefined })
  await store.close()
  const connect = (): PostgresClient => new PostgresClient(parsePlace(url), 1)
  const client = connect()
  const [row] = await client.query<NodeRow>('SELECT * FROM node')
  const lane = new LaneConnection(row!, { clock, connect, onBack: () => undefined })
  try {
    await run(lane, row!)
  } finally {
    lane.close()
    await client.end(5)
    await server.drop(url)
  }
}

test('a commit that is on its way when it is looked up after a loss never happens', () =>
  connected(async (lane, row) => {
    const first = row.commit_number + 1
    await lane.commit(new CommitStatement(), first)
    assert.equal(await lane.lookUp(true, () => undefined), first, 'the one that happened is found')
    for (const late of [first + 1, first + 2]) {
      await assert.rejects(lane.commit(new CommitStatement(), late))
    }
    await lane.commit(new CommitStatement(), lane.commitNumber + 1)
  }))

test('a look with nothing lost passes over no number', () =>
  connected(async (lane, row) => {
    assert.equal(await lane.lookUp(false, () => undefined), row.commit_number)
    await lane.commit(new CommitStatement(), row.commit_number + 1)
  }))
