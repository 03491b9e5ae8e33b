/** The part of the accept order that a list of events is about, and where a cursor goes on in it. */
import type { EventListQuery } from '../../ports/history.ts'

interface SeqRange {
  readonly fromSeq: number
  readonly toSeq: number
}

/** `cursorSeq`: examined up to and including this; null: from the beginning. */
export function inAcceptOrder(
  { fromSeq, toSeq }: SeqRange,
  { order = 'newest', afterSeq = -1, beforeSeq = Infinity }: EventListQuery,
  cursorSeq: number | null,
): SeqRange {
  const isUp = order === 'oldest'
  return {
    fromSeq: Math.max(fromSeq, afterSeq + 1, isUp && cursorSeq !== null ? cursorSeq + 1 : 0),
    toSeq: Math.min(toSeq, beforeSeq - 1, isUp || cursorSeq === null ? Infinity : cursorSeq - 1),
  }
}
