/**
 * The operator's key and the encryption key: from the settings, or from files beside the store
 * that are made on the first start, readable by their owner alone. A file that others may read is
 * refused, since it has to be taken as known.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from './config.ts'

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
  const operatorKey =
    config.operatorKey ??
    fromFile(join(directory, 'operator.key'), () => `pho_${randomBytes(32).toString('hex')}`, notes)
  if (!/^[\x21-\x7e]{32,512}$/.test(operatorKey)) {
    throw new Error(
      `${join(directory, 'operator.key')} holds no operator key (32 to 512 printable characters); remove it, and one is made at the next start`,
    )
  }
  const encryptionKey =
    config.encryptionKey ??
    Buffer.from(
      fromFile(join(directory, 'encryption.key'), () => randomBytes(32).toString('base64'), notes),
      'base64',
    )
  if (encryptionKey.length !== 32) {
    throw new Error(
      `${join(directory, 'encryption.key')} does not hold 32 bytes in base64; put the right key back, the store cannot be read without it`,
    )
  }
  return { operatorKey, encryptionKey, notes }
}

/** Beside the store's file; a store in memory keeps its keys in the usual place. */
function keyDirectory(store: string): string {
  const path = store.replace(/^sqlite:/, '')
  return path === ':memory:' || path === store ? resolve('data') : dirname(resolve(path))
}

function fromFile(path: string, make: () => string, notes: string[]): string {
  if (existsSync(path)) {
    if ((statSync(path).mode & 0o077) !== 0) {
      throw new Error(`${path} may be read by others; make it private first: chmod 600 ${path}`)
    }
    return readFileSync(path, 'utf8').trim()
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const text = make()
  // `wx`: a second process that starts at this moment must not replace what the first one made.
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' })
  notes.push(`made ${path}; keep it`)
  return text
}
