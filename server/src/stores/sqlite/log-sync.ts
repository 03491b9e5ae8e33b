/**
 * Makes commits durable. SQLite writes them to the log beside the database and does not wait for
 * the disk; the sync is made here, in the thread pool, so that the loop goes on meanwhile. Frames
 * of the log are checked by sums that build on each other: after a power cut a prefix of the
 * commits is there, and a sync covers every commit made before it began.
 *
 * A failed sync is never tried again: the kernel may have dropped what it could not write.
 */
import { close, closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import type { LogSync } from '../store-options.ts'

/** Syncs the log of the database at `path`, which an open connection has made. */
export function openLogSync(path: string): LogSync {
  // Another descriptor of the same file: SQLite keeps its locks on the database and the index.
  const file = openSync(`${path}-wal`, 'r+')
  let underWayCount = 0
  let isClosed = false
  const closeWhenIdle = (): void => {
    if (isClosed && underWayCount === 0) close(file)
  }
  return {
    sync: () =>
      new Promise<void>((resolve, reject) => {
        underWayCount += 1
        fdatasync(file, (error) => {
          underWayCount -= 1
          closeWhenIdle()
          if (error === null) resolve()
          else reject(error)
        })
      }),
    syncNow: () => fdatasyncSync(file),
    close() {
      if (isClosed) return
      isClosed = true
      if (underWayCount === 0) closeSync(file)
    },
  }
}
