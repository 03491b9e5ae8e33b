/**
 * Makes one more of what an account may have so many of, where what is made is no record: who begins
 * says so in a record first, and nobody begins while those that are there and those that are begun are
 * as many as there may be. Of many at once, on any nodes, none gets past the limit. What a crash left
 * begun counts for a minute.
 */
import type { Ports } from '../ports/ports.ts'
import { collection, inTries } from './records.ts'

interface Begun {
  readonly id: string
  readonly atMs: number
}

/** Of an account, by what is limited. */
const limitMarks = collection<{ readonly begun: readonly Begun[] }>('limit-mark')

/** Longer than a store may be silent while something is made. */
const begunForMs = 60_000

export interface Limited {
  readonly account: number
  /** What is limited, such as `clients`. */
  readonly what: string
  readonly max: number
  /** Of the one that is about to be made. */
  readonly id: string
  /** Ids of those that are there and count. */
  readonly present: () => Promise<readonly string[]>
}

/** Null, and nothing was made, where there are as many as there may be. */
export async function withinLimit<Made>(
  limited: Limited,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  make: () => Promise<Made>,
): Promise<Made | null> {
  const { account, what, max, id, present } = limited
  const { records } = store
  const isBegun = await inTries<boolean>(async () => {
    const mark = await limitMarks.find(records, account, what)
    const nowMs = clock.nowMs()
    const begun = (mark?.value.begun ?? []).filter(({ atMs }) => nowMs - atMs < begunForMs)
    // Read after the mark: who is no longer begun there, is here.
    const counted = new Set([...(await present()), ...begun.map((one) => one.id)])
    if (counted.size >= max) return false
    const value = { begun: [...begun, { id, atMs: nowMs }] }
    const change = limitMarks.put(mark, { account, id: what }, value)
    return (await records.write([change], nowMs)) || 'overtaken'
  })
  if (!isBegun) return null
  try {
    return await make()
  } finally {
    await inTries<true>(async () => {
      const mark = await limitMarks.find(records, account, what)
      if (mark === null) return true
      const value = { begun: mark.value.begun.filter((one) => one.id !== id) }
      return (await records.write([limitMarks.changed(mark, value)], clock.nowMs())) || 'overtaken'
    })
  }
}
