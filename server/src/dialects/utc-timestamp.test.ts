import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utcTimestamp, utcTimestampOf } from './utc-timestamp.ts'

test('an instant has up to three fraction digits, without trailing zeros, and ends in Z', () => {
  const startMs = Date.UTC(2026, 6, 3, 9, 10, 0)
  assert.equal(utcTimestampOf(startMs), '2026-07-03T09:10:00Z')
  assert.equal(utcTimestampOf(startMs + 500), '2026-07-03T09:10:00.5Z')
  assert.equal(utcTimestampOf(startMs + 50), '2026-07-03T09:10:00.05Z')
  assert.equal(utcTimestampOf(startMs + 123), '2026-07-03T09:10:00.123Z')
})

test('a given timestamp keeps its seven digits and is moved to UTC', () => {
  const given = {
    '2018-04-05T08:28:01.5732501Z': '2018-04-05T08:28:01.5732501Z',
    '2025-05-14T10:48:07.8912039+02:00': '2025-05-14T08:48:07.8912039Z',
    '2026-07-03T09:15:42.1203Z': '2026-07-03T09:15:42.1203Z',
    '2026-07-03T09:15:42.120300000z': '2026-07-03T09:15:42.1203Z',
    '2026-07-03T09:15:42.123456789Z': '2026-07-03T09:15:42.1234567Z',
    '2020-02-16T17:50:17': '2020-02-16T17:50:17Z',
    '0001-01-01T00:00:00': '0001-01-01T00:00:00Z',
    '2026-01-01T00:30:00+01:00': '2025-12-31T23:30:00Z',
  }
  for (const [text, utc] of Object.entries(given)) assert.equal(utcTimestamp(text), utc)
})

test('what is no timestamp is none', () => {
  const texts = ['', 'now', '2026-07-03', '2026-07-03 09:15:42', '2026-00-01T00:00:00Z']
  for (const text of [...texts, '2026-07-03T25:00:00Z', '0000-01-01T00:00:00+02:00', '"']) {
    assert.equal(utcTimestamp(text), null, text)
  }
})
