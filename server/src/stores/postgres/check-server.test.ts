/** What a server says of itself decides whether it may hold a store. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreRefused } from '../store-options.ts'
import { checkServer } from './check-server.ts'
import { parsePlace } from './postgres-place.ts'

const place = parsePlace('postgres://role@host/name')
const good = {
  version: 150_000,
  synchronous_commit: 'on',
  fsync: 'on',
  is_standby: false,
}

async function judged(facts: Partial<typeof good>) {
  const server = {
    plan: <Row>(): Promise<Row[]> => Promise.resolve([{ ...good, ...facts } as Row]),
  }
  try {
    await checkServer(server, place)
    return 'good'
  } catch (error) {
    assert.ok(error instanceof StoreRefused)
    return error.message
  }
}

test('the oldest version that works is 15', async () => {
  assert.equal(await judged({}), 'good')
  assert.match(await judged({ version: 149_999 }), /is of PostgreSQL 14, .*upgrade the server/)
})

test('a server that may lose what it answered is refused', async () => {
  assert.match(await judged({ fsync: 'off' }), /set fsync to on/)
  assert.match(await judged({ synchronous_commit: 'off' }), /set synchronous_commit to on/)
  assert.equal(await judged({ synchronous_commit: 'remote_apply' }), 'good')
})

test('a standby is refused', async () => {
  assert.match(await judged({ is_standby: true }), /name the primary/)
})
