import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleEvent } from '../../../test/contract/dialect-samples.ts'
import { createRosaasDialect } from '../../dialects/rosaas/dialect.ts'
import type { EventListQuery, History, Page, StoredEvent } from '../../ports/history.ts'
import { readFilter } from './event-query.ts'
import { type EventPlace, listProductEvents } from './list-product-events.ts'
import type { RosaasKind } from './rosaas-kinds.ts'

const dialect = createRosaasDialect({ userAgentVersion: '0.1.0' })
const kinds = dialect.eventKinds() as readonly RosaasKind[]
const stored = (type: string): StoredEvent => ({
  event: sampleEvent(type, { MetaData: {} }),
  configVersion: 1,
  targets: [],
})

/** A history that answers what the test says; reads of it are noted. */
async function listed(
  given: { readonly event: string; readonly place?: EventPlace },
  answer: (query: EventListQuery) => Page<StoredEvent>,
) {
  const asked: EventListQuery[] = []
  const history: Pick<History, 'listEvents'> = {
    listEvents: (query) => {
      asked.push(query)
      return Promise.resolve(answer(query))
    },
  }
  const filter = readFilter({ event: given.event }, kinds)
  assert.ok('types' in filter)
  const ports = { dialects: () => dialect, store: { history } }
  const source = { tenantKey: 1, sinceMs: 0, ports: ports as never }
  return { page: await listProductEvents(filter, given.place ?? null, source), asked }
}

test('where no event of the names is met within bounds, whatever event comes next says where to go on', async () => {
  const next = stored('Tenant.StatusChanged')
  const { page, asked } = await listed({ event: 'Subscription.*' }, (query) =>
    query.types === undefined
      ? { items: [next], nextCursor: 'behind' }
      : { items: [], nextCursor: 'there' },
  )
  assert.deepEqual(page, { items: [], hasMore: true, next: next.event.id })
  assert.equal(asked.length, 11)
  assert.deepEqual([asked.at(-1)?.cursor, asked.at(-1)?.limit], ['there', 1])
})

test('where nothing comes behind what was looked at, there is no more', async () => {
  const { page } = await listed({ event: 'Subscription.*' }, (query) => ({
    items: [],
    nextCursor: query.types === undefined ? null : 'there',
  }))
  assert.deepEqual(page, { items: [], hasMore: false, next: null })
})

test('a page before an event is read from it on, and shown newest first', async () => {
  const older = stored('Tenant.StatusChanged')
  const newer = { ...older, event: { ...older.event, seq: older.event.seq + 1 } }
  const place = { seq: 7, goesBack: true }
  const { page, asked } = await listed({ event: 'Tenant.*', place }, () => ({
    items: [older, newer],
    nextCursor: null,
  }))
  assert.deepEqual(page.items, [newer, older])
  const [query] = asked
  assert.deepEqual([query?.order, query?.afterSeq, query?.beforeSeq], ['oldest', 7, undefined])
})
