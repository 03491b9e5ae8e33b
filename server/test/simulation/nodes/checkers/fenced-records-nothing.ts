/** From the moment that its place is taken a process commits nothing more. */
import { broken, type Checker } from '../../checkers/checker.ts'

const guarantee = 'fenced-records-nothing'

export function fencedRecordsNothing(): Checker {
  return {
    guarantee,
    see(happening) {
      if (happening.kind !== 'node' || happening.what !== 'wrote-fenced') return
      broken(guarantee, `process ${happening.process} has written, and its place was taken`)
    },
  }
}
