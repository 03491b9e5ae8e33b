/**
 * Lets one process write one store. The lock is SQLite's own on a small file beside the store: a
 * lock of the kernel that goes with the process, so after kill -9 the next start waits for nothing.
 * The lock file is never removed and says nothing; only whether it is locked counts.
 */
import { DatabaseSync } from 'node:sqlite'
import { StoreRefused } from '../store-options.ts'
import { faultKind } from './engine-fault.ts'

export interface FileLock {
  release(): void
}

/** Takes the lock of the store at `path`, waiting at most `waitMs`. Throws `StoreRefused`. */
export function lockFile(path: string, waitMs: number): FileLock {
  const lockPath = `${path}.lock`
  const database = openLock(lockPath, waitMs)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (faultKind(error) !== 'busy') {
      throw new StoreRefused(`the lock file ${lockPath} cannot be used`, { cause: error })
    }
    throw new StoreRefused(
      `${path} is in use: another process holds ${lockPath}. One process at a time may write a ` +
        'store: stop the other one, or give this one a store of its own',
      { cause: error },
    )
  }
  return {
    release() {
      if (database.isOpen) database.close()
    },
  }
}

function openLock(lockPath: string, waitMs: number): DatabaseSync {
  try {
    return new DatabaseSync(lockPath, { timeout: waitMs })
  } catch (error) {
    throw new StoreRefused(
      `${lockPath} cannot be opened or made: this user may not write there, or it is no file`,
      { cause: error },
    )
  }
}
