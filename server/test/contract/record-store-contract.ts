/** What every record store promises: all of a write or nothing, by what was read, and sealed. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type RecordChange,
  type RecordStore,
  recordBytesMax,
  recordChangesMax,
} from '../../src/ports/record-store.ts'
import { hourMs, type OpenFresh, startMs, withStore } from './fresh-store.ts'

const place = { account: 7, collection: 'app', id: 'a' }
const first: RecordChange = { ...place, expectedRevision: null, json: '{"n":1}' }

export function recordStoreContract(engine: string, open: OpenFresh): void {
  const withRecords = (run: (records: RecordStore, crash: () => Promise<void>) => Promise<void>) =>
    withStore(open, (fresh) => run(fresh.store.records, () => fresh.crash()))

  describe(`record store on ${engine}`, () => {
    test('a record is found as it was written, after a crash too', () =>
      withStore(open, async (fresh) => {
        const json = JSON.stringify({ text: 'æøå \\ "quotes" \u0000 $1', n: 1.5, none: null })
        assert.equal(await fresh.store.records.write([{ ...first, json }], startMs), true)
        const record = { ...place, revision: 1, changedAtMs: startMs, json }
        assert.deepEqual(await fresh.store.records.find(place), record)
        await fresh.crash()
        assert.deepEqual(await fresh.store.records.find(place), record)
        assert.equal(await fresh.store.records.find({ ...place, id: 'b' }), null)
        assert.equal(await fresh.store.records.find({ ...place, account: 8 }), null)
        assert.equal(await fresh.store.records.find({ ...place, collection: 'other' }), null)
      }))

    test('a change raises the revision by one', () =>
      withRecords(async (records) => {
        await records.write([first], startMs)
        const change = { ...first, expectedRevision: 1, json: '{"n":2}' }
        assert.equal(await records.write([change], startMs + hourMs), true)
        const found = await records.find(place)
        assert.equal(found?.revision, 2)
        assert.equal(found.changedAtMs, startMs + hourMs)
        assert.equal(found.json, '{"n":2}')
      }))

    test('what is not as it was read changes nothing, and nothing of the same write happens', () =>
      withRecords(async (records) => {
        await records.write([first], startMs)
        const other = { ...place, id: 'b', expectedRevision: null, json: '{}' }
        for (const expectedRevision of [null, 2, 0]) {
          const isWritten = await records.write([other, { ...first, expectedRevision }], startMs)
          assert.equal(isWritten, false)
        }
        const missing = { ...place, id: 'c', expectedRevision: 1, json: '{}' }
        assert.equal(await records.write([other, missing], startMs), false)
        assert.equal(await records.find(other), null)
        assert.equal((await records.find(place))?.revision, 1)
      }))

    test('of two writes that expect the same, one happens', () =>
      withRecords(async (records) => {
        await records.write([first], startMs)
        const other = { ...place, expectedRevision: 1 }
        const results = await Promise.all([
          records.write([{ ...other, json: '{"n":2}' }], startMs),
          records.write([{ ...other, json: '{"n":3}' }], startMs),
        ])
        assert.deepEqual(
          results.toSorted((a, b) => Number(a) - Number(b)),
          [false, true],
        )
        assert.equal((await records.find(place))?.revision, 2)
      }))

    test('many that are written at once all are', () =>
      withRecords(async (records) => {
        const ids = Array.from({ length: 30 }, (_, index) => `n${String(index).padStart(2, '0')}`)
        const written = await Promise.all(
          ids.map((id) => records.write([{ ...first, id }], startMs)),
        )
        assert.ok(written.every(Boolean))
        const listed = await records.list({
          account: 7,
          collection: 'app',
          idPrefix: '',
          afterId: null,
          limit: 100,
        })
        assert.deepEqual(
          listed.map(({ id }) => id),
          ids,
        )
      }))

    test('a removed record is gone, and may be made again', () =>
      withRecords(async (records, crash) => {
        await records.write([first, { ...first, id: 'b' }], startMs)
        const removal = { ...place, expectedRevision: 1, json: null }
        const kept = { ...first, id: 'b', expectedRevision: 1, json: '{"n":9}' }
        assert.equal(await records.write([removal, kept], startMs), true)
        assert.equal(await records.find(place), null)
        assert.equal(await records.write([removal], startMs), false)
        assert.equal(await records.write([first], startMs), true)
        await crash()
      }))

    test('lists go by id, within a prefix, in pages, and of one collection of one account', () =>
      withRecords(async (records) => {
        const ids = ['a/1', 'a/2', 'a/3', 'a0', 'b/1']
        await records.write(
          ids.map((id) => ({ ...first, id })),
          startMs,
        )
        await records.write([{ ...first, account: 8, id: 'a/9' }], startMs)
        const request = { account: 7, collection: 'app', idPrefix: 'a/', afterId: null, limit: 2 }
        const page = await records.list(request)
        assert.deepEqual(
          page.map(({ id }) => id),
          ['a/1', 'a/2'],
        )
        const rest = await records.list({ ...request, afterId: 'a/2' })
        assert.deepEqual(
          rest.map(({ id }) => id),
          ['a/3'],
        )
        assert.equal((await records.list({ ...request, idPrefix: '', limit: 99 })).length, 5)
        assert.deepEqual(await records.list({ ...request, collection: 'other' }), [])
      }))

    test('a write that is too large or names a record twice is refused', () =>
      withRecords(async (records) => {
        const long = JSON.stringify('x'.repeat(recordBytesMax))
        await assert.rejects(records.write([{ ...first, json: long }], startMs), RangeError)
        await assert.rejects(records.write([first, first], startMs), RangeError)
        await assert.rejects(records.write([], startMs), RangeError)
        const many = Array.from({ length: recordChangesMax + 1 }, (_, id) => ({
          ...first,
          id: String(id),
        }))
        await assert.rejects(records.write(many, startMs), RangeError)
        assert.equal(await records.find(place), null)
      }))
  })
}
