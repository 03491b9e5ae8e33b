/** The opaque cursor of answers about an event, which are pages of subscriptions. */
import { firstPlace, type OutcomePlace } from '../../manage/explain-event.ts'
import { isProblem, problem, type Problem } from '../problems.ts'
import { readCursor, writeCursor } from './list-cursor.ts'

const list = 'outcome'
const pattern = /^(with|without)\/(\d{1,15})$/

export const writeOutcomeCursor = (place: OutcomePlace | null): string | null =>
  place === null ? null : writeCursor(list, `${place.part}/${place.afterSubscription}`)

/** Where to go on; the beginning without a cursor. */
export function readOutcomeCursor(cursor: string | undefined): OutcomePlace | Problem {
  const read = readCursor(list, cursor)
  if (read === null) return firstPlace
  if (typeof read !== 'string' && isProblem(read)) return read
  const [, part, number] = pattern.exec(read) ?? []
  if (part !== 'with' && part !== 'without') return problem('cursor-invalid')
  return { part, afterSubscription: Number(number) }
}
