/**
 * The operator's key and the encryption key: from the settings, or from files beside the store
 * that are made at the first start, readable by their owner alone. A file that others may read is
 * refused, since it has to be taken as known. A file comes into being whole and synced or not at
 * all, so a crash in between leaves nothing that a later start would trip over.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { bytesOfBase64, printableText } from './setting-values.ts'
import { StartRefused, systemReason } from './start-refused.ts'

/** The keys of the service, each read or made when it is asked for. */
export interface KeyFiles {
  /** To be asked for once the store is open: a start that ends before leaves nothing behind. */
  operatorKey(): string
  /**
   * To be asked for once the store is locked. One is made for a store that is new alone: what an
   * old one holds was sealed with the key that is missing.
   */
  encryptionKey(isNewStore: boolean): Uint8Array
}

/** `note` is told which file was made, and where; never a key. Throws `StartRefused`. */
export function openKeyFiles(
  config: Pick<Config, 'store' | 'operatorKey' | 'encryptionKey'>,
  note: (text: string) => void,
): KeyFiles {
  const directory = keyDirectory(config.store)
  return {
    operatorKey: () => config.operatorKey ?? operatorKeyIn(join(directory, 'operator.key'), note),
    encryptionKey(isNewStore) {
      const path = join(directory, 'encryption.key')
      return config.encryptionKey ?? encryptionKeyIn(path, isNewStore, note)
    },
  }
}

type Note = (text: string) => void

function operatorKeyIn(path: string, note: Note): string {
  const make = () => `pho_${randomBytes(32).toString('hex')}`
  if (!existsSync(path) && makeFile(path, `${make()}\n`)) note(`made ${path}; keep it`)
  const read = printableText({ min: 32, max: 512 })(readKeyFile(path))
  if (read.kind === 'value') return read.value
  throw new StartRefused(
    `${path} holds no operator key (32 to 512 printable characters); remove it, and one is made at the next start`,
  )
}

function encryptionKeyIn(path: string, isNewStore: boolean, note: Note): Uint8Array {
  const isThere = existsSync(path)
  if (!isThere && !isNewStore) {
    throw new StartRefused(
      `${path} is missing, and the store beside it was made with it; put it back, or set POSTHORN_ENCRYPTION_KEY to it`,
    )
  }
  const make = () => randomBytes(32).toString('base64')
  if (!isThere && makeFile(path, `${make()}\n`)) note(`made ${path}; keep it`)
  const read = bytesOfBase64(32)(readKeyFile(path))
  if (read.kind === 'value') return read.value
  throw new StartRefused(
    `${path} does not hold 32 bytes in base64; put the right key back, the store cannot be read without it`,
  )
}

/** Beside the store's file; a store in memory keeps its keys in the usual place. */
function keyDirectory(store: string): string {
  const path = store.replace(/^sqlite:/, '')
  return path === ':memory:' || path === store ? resolve('data') : dirname(resolve(path))
}

function readKeyFile(path: string): string {
  try {
    // Windows has no such modes.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new StartRefused(
        `${path} may be read by others; make it private first: chmod 600 ${path}`,
      )
    }
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    const reason = systemReason(error)
    if (reason === null) throw error
    throw new StartRefused(`${path} cannot be read: ${reason}`, { cause: error })
  }
}

/** False when another process made it first: that one counts. */
function makeFile(path: string, text: string): boolean {
  const directory = dirname(path)
  const draft = `${path}.${process.pid}.new`
  try {
    rmSync(draft, { force: true })
    // The store's own is there by now; only that of a store in memory may be missing.
    if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 })
    withFile(draft, 'wx', (file) => {
      writeSync(file, text)
      fsyncSync(file)
    })
    linkSync(draft, path)
    withFile(directory, 'r', fsyncSync)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    const reason = systemReason(error)
    if (reason === null) throw error
    throw new StartRefused(`${path} cannot be made: ${reason}`, { cause: error })
  } finally {
    rmSync(draft, { force: true })
  }
}

function withFile(path: string, flags: string, use: (file: number) => void): void {
  const file = openSync(path, flags, 0o600)
  try {
    use(file)
  } finally {
    closeSync(file)
  }
}
