/** From the moment that its place is taken a process commits nothing more. */
import { broken, type Checker } from '../../checkers/checker.ts'

const guarantee = 'fenced-records-nothing'

export function fencedRecordsNothing(): Checker {
  const taken = new Set<number>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'place-taken') taken.add(happening.process)
      if (happening.kind === 'node' && happening.what === 'wrote-fenced') {
        broken(guarantee, `process ${happening.process} has written, and its place was taken`)
      }
      if (happening.kind !== 'outcome-written') return
      const { process, id } = happening.request
      if (taken.has(process)) {
        broken(guarantee, `process ${process} has recorded #${id}, and its place was taken`)
      }
    },
  }
}
