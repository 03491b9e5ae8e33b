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

export interface LoadedKeys {
  readonly operatorKey: string
  readonly encryptionKey: Uint8Array
  /** What a person has to know: which file was made, and where; never a key. */
  readonly notes: readonly string[]
}

/** Reads or makes both. Throws a sentence that names the file when one cannot be used. */
export function loadServiceKeys(
  config: Pick<Config, 'store' | 'operatorKey' | 'encryptionKey'>,
): LoadedKeys {
  const notes: string[] = []
  const directory = keyDirectory(config.store)
  return {
    operatorKey: config.operatorKey ?? loadOperatorKey(join(directory, 'operator.key'), notes),
    encryptionKey:
      config.encryptionKey ?? loadEncryptionKey(join(directory, 'encryption.key'), notes),
    notes,
  }
}

function loadOperatorKey(path: string, notes: string[]): string {
  const text = fromFile(path, () => `pho_${randomBytes(32).toString('hex')}`, notes)
  const read = printableText({ min: 32, max: 512 })(text)
  if (read.kind === 'value') return read.value
  throw new Error(
    `${path} holds no operator key (32 to 512 printable characters); remove it, and one is made at the next start`,
  )
}

function loadEncryptionKey(path: string, notes: string[]): Uint8Array {
  const read = bytesOfBase64(32)(fromFile(path, () => randomBytes(32).toString('base64'), notes))
  if (read.kind === 'value') return read.value
  throw new Error(
    `${path} does not hold 32 bytes in base64; put the right key back, the store cannot be read without it`,
  )
}

/** Beside the store's file; a store in memory keeps its keys in the usual place. */
function keyDirectory(store: string): string {
  const path = store.replace(/^sqlite:/, '')
  return path === ':memory:' || path === store ? resolve('data') : dirname(resolve(path))
}

function fromFile(path: string, make: () => string, notes: string[]): string {
  if (!existsSync(path) && makeFile(path, `${make()}\n`)) notes.push(`made ${path}; keep it`)
  // Windows has no such modes.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} may be read by others; make it private first: chmod 600 ${path}`)
  }
  return readFileSync(path, 'utf8').trim()
}

/** False when another process made it first: that one counts. */
function makeFile(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.new`
  rmSync(draft, { force: true })
  try {
    withFile(draft, 'wx', (file) => {
      writeSync(file, text)
      fsyncSync(file)
    })
    linkSync(draft, path)
    withFile(dirname(path), 'r', fsyncSync)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
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
