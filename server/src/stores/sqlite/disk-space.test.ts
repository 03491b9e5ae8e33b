import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { SimulatedClock } from '../../../test/world/simulated-clock.ts'
import { defaultStoreLimits } from '../store-options.ts'
import { FileSpace } from './disk-space.ts'

const limits = { ...defaultStoreLimits, diskFreeBytesMin: 1_000_000, ballastBytes: 300_000 }

function withSpace(
  run: (parts: {
    disk: { freeBytes: number }
    clock: SimulatedClock
    open: () => FileSpace
    ballast: string
    path: string
    gone: Error[]
  }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-space-'))
  const path = join(folder, 'posthorn.db')
  const clock = new SimulatedClock()
  const disk = { freeBytes: 10_000_000 }
  writeFileSync(path, 'a store')
  const gone: Error[] = []
  const open = (): FileSpace =>
    new FileSpace(path, {
      clock,
      limits,
      measure: () => disk.freeBytes,
      onGone: (error) => gone.push(error),
    })
  return run({ disk, clock, open, path, gone, ballast: `${path}.ballast` }).finally(() =>
    rmSync(folder, { recursive: true, force: true }),
  )
}

test('the ballast is really on disk, given up on a full disk, and taken back when there is room', () =>
  withSpace(async ({ disk, clock, open, ballast }) => {
    const space = open()
    assert.equal(statSync(ballast).size, limits.ballastBytes)
    assert.ok(statSync(ballast).blocks * 512 >= limits.ballastBytes, 'no hole')
    disk.freeBytes = 0
    space.noteFull()
    assert.equal(existsSync(ballast), false)
    assert.equal(space.isRoomLeft(), false)
    // What the ballast gave back is for tidying up, not for new events.
    disk.freeBytes = limits.diskFreeBytesMin + 2 * limits.ballastBytes - 1
    await clock.run(1_000)
    space.restore()
    assert.deepEqual([space.isRoomLeft(), existsSync(ballast)], [false, false])
    disk.freeBytes += 1
    await clock.run(1_000)
    assert.equal(space.isRoomLeft(), true)
    space.restore()
    assert.equal(existsSync(ballast), true)
  }))

test('below the floor there is no room, above it there is again', () =>
  withSpace(async ({ disk, clock, open }) => {
    const space = open()
    assert.equal(space.isRoomLeft(), true)
    disk.freeBytes = limits.diskFreeBytesMin - 1
    await clock.run(1_000)
    assert.equal(space.isRoomLeft(), false)
    disk.freeBytes = limits.diskFreeBytesMin
    await clock.run(1_000)
    assert.equal(space.isRoomLeft(), true)
  }))

test('the disk is looked at a few times a second, however often it is asked about', () =>
  withSpace(async ({ disk, clock, open }) => {
    const space = open()
    await clock.run(1_000)
    let lookCount = 0
    Object.defineProperty(disk, 'freeBytes', {
      get() {
        lookCount += 1
        return 10_000_000
      },
    })
    for (let times = 0; times < 1_000; times += 1) {
      space.isRoomLeft()
      await clock.run(1)
    }
    assert.ok(lookCount >= 3 && lookCount <= 5, `${lookCount} looks`)
  }))

test('a ballast that is there already is kept', () =>
  withSpace(async ({ open, ballast }) => {
    open()
    const { ino, mtimeMs } = statSync(ballast)
    open()
    assert.deepEqual([statSync(ballast).ino, statSync(ballast).mtimeMs], [ino, mtimeMs])
  }))

test('a store whose file was moved away accepts nothing more, and says so once', () =>
  withSpace(async ({ clock, open, path, gone }) => {
    const space = open()
    renameSync(path, `${path}.moved`)
    writeFileSync(path, 'another file at its place')
    await clock.run(1_000)
    assert.equal(space.isRoomLeft(), false)
    await clock.run(1_000)
    assert.equal(space.isRoomLeft(), false)
    assert.equal(gone.length, 1)
    assert.match(String(gone[0]), /was moved or removed/)
  }))
