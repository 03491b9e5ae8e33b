/**
 * The place of a store on disk, before SQLite opens it, and what is said when it cannot be opened:
 * one sentence with the path and the way out, since it is mostly a mistake in a setting.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import { StoreRefused } from '../store-options.ts'
import { ballastOf } from './disk-space.ts'
import { faultKind } from './engine-fault.ts'

/** Makes the folder of the store where it is missing. Throws `StoreRefused` where it cannot be. */
export function prepareFolder(path: string): void {
  const folder = dirname(path)
  try {
    makeFolder(folder)
  } catch (error) {
    throw new StoreRefused(
      `${folder}, the folder of the store, cannot be made: ${reasonOf(error)}; choose another place in POSTHORN_STORE`,
      { cause: error },
    )
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new StoreRefused(
      `${path} is a folder, and the store is a file: name one in it, such as ${join(path, 'posthorn.db')}`,
    )
  }
}

/** Step by step: where nothing can be made (`/proc`), Node's own recursion never comes back. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process was quicker; what is there and is no folder is found out by the next step.
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!isThere || !statSync(folder).isDirectory()) throw error
  }
}

/** Whether nothing was ever written to it. */
export function isNewFile(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** An error of the system or of the engine as a refusal; others are not for the operator to mend. */
export function asRefusal(error: unknown, path: string): unknown {
  if (error instanceof StoreRefused || !(error instanceof Error)) return error
  if ('syscall' in error) {
    return new StoreRefused(`${path} cannot be opened: ${reasonOf(error)}`, { cause: error })
  }
  const kind = 'errcode' in error ? faultKind(error) : 'request'
  if (kind === 'request') return error
  const mend = kind === 'full' ? 'make room on its disk' : 'restore a backup, or move it away'
  return new StoreRefused(`${path} cannot be read, it may be damaged (${error.message}): ${mend}`, {
    cause: error,
  })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'errno' in error && typeof error.errno === 'number'
    ? getSystemErrorMessage(error.errno)
    : error.message
}

/** An empty file where a store has been would answer that nothing was ever accepted. */
export function refuseLostFile(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return
  const left = [`${path}-wal`, ballastOf(path)].find((one) => existsSync(one))
  if (left === undefined) return
  throw new StoreRefused(
    `${path} is not there or is empty, but ${left} is: the store was moved, removed or damaged. ` +
      `Put it back together with what lies beside it, or restore a backup; to begin with an ` +
      `empty store, remove ${left} as well`,
  )
}
