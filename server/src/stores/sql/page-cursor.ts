/**
 * An opaque cursor: where a list goes on, bound to the list and to the epoch of the store, so that
 * one of another store, of another list or from before a restore is refused, never misread.
 */
import { CursorInvalid } from '../../ports/history.ts'

export interface PagePosition {
  /** Everything up to and including this has been examined, newest first. */
  readonly seq: number
  readonly subscription: number
  readonly run: number
}

export function encodeCursor(epoch: string, list: string, position: PagePosition): string {
  const parts = [epoch, list, position.seq, position.subscription, position.run]
  return Buffer.from(parts.join('.')).toString('base64url')
}

/** Throws `CursorInvalid`. */
export function decodeCursor(epoch: string, list: string, cursor: string): PagePosition {
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split('.')
  const [ofEpoch, ofList, ...numbers] = parts
  const isWhole = numbers.length === 3 && numbers.every((part) => /^\d{1,16}$/.test(part))
  if (ofEpoch !== epoch || ofList !== list || !isWhole) throw new CursorInvalid()
  const [seq = 0, subscription = 0, run = 0] = numbers.map(Number)
  return { seq, subscription, run }
}
