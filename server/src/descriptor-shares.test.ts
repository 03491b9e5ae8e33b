import assert from 'node:assert/strict'
import { test } from 'node:test'
import { descriptorsFor, shareDescriptors } from './descriptor-shares.ts'
import { StartRefused } from './start-refused.ts'

const wanted = { connectionsMax: 16_384, inFlightMax: 512, idleSocketsMax: 1_000 }

test('where there is enough, or no limit, everything is as it was set', () => {
  for (const limit of [null, 1_048_576, descriptorsFor(wanted)]) {
    assert.deepEqual(shareDescriptors(limit, wanted), wanted)
  }
})

test('all shares together and a reserve fit below any limit, and none is empty', () => {
  for (let limit = 160; limit < 20_000; limit += 7) {
    const { connectionsMax, inFlightMax, idleSocketsMax } = shareDescriptors(limit, wanted)
    assert.ok(connectionsMax + inFlightMax + idleSocketsMax <= limit - 96, String(limit))
    assert.ok(connectionsMax >= 32 && inFlightMax >= 16 && idleSocketsMax >= 16, String(limit))
  }
})

test('a limit that leaves no service ends the start with what would be enough', () => {
  assert.throws(
    () => shareDescriptors(64, wanted),
    (error) =>
      error instanceof StartRefused && /may have 64 files open.*ulimit -n/.test(error.message),
  )
})
