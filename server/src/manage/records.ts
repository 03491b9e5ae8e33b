/**
 * Records as the use-cases of this folder read and write them: one value a record, in collections
 * that each have one type. What a collection holds was written here, so it is not judged again.
 */
import type { RecordChange, RecordStore, StoredRecord } from '../ports/record-store.ts'

/** A value as it was read: what is written in its place names the revision. */
export interface Held<Value> {
  readonly value: Value
  readonly account: number
  readonly id: string
  readonly revision: number
  readonly changedAtMs: number
}

export interface RecordPage {
  readonly account: number
  readonly idPrefix?: string
  readonly afterId?: string | null
  readonly limit: number
}

export interface Collection<Value> {
  find(records: RecordStore, account: number, id: string): Promise<Held<Value> | null>
  list(records: RecordStore, page: RecordPage): Promise<readonly Held<Value>[]>
  /** All of them, a page at a time. */
  all(records: RecordStore, account: number, idPrefix?: string): Promise<readonly Held<Value>[]>
  /** A record that is not there yet. */
  made(account: number, id: string, value: Value): RecordChange
  changed(before: Held<Value>, value: Value): RecordChange
  /** `before` null: it is not there yet. */
  put(
    before: Held<Value> | null,
    place: { account: number; id: string },
    value: Value,
  ): RecordChange
  removed(before: Held<Value>): RecordChange
}

const pageSize = 500

export function collection<Value>(name: string): Collection<Value> {
  const place = (account: number, id: string) => ({ account, collection: name, id })
  const change = (account: number, id: string, expectedRevision: number | null) => ({
    ...place(account, id),
    expectedRevision,
  })
  const list: Collection<Value>['list'] = async (records, page) => {
    const { account, idPrefix = '', afterId = null, limit } = page
    const stored = await records.list({ account, collection: name, idPrefix, afterId, limit })
    return stored.map((record) => held<Value>(record))
  }
  return {
    async find(records, account, id) {
      const record = await records.find(place(account, id))
      return record === null ? null : held<Value>(record)
    },
    list,
    async all(records, account, idPrefix = '') {
      const all: Held<Value>[] = []
      for (;;) {
        const afterId = all.at(-1)?.id ?? null
        const page = await list(records, { account, idPrefix, afterId, limit: pageSize })
        all.push(...page)
        if (page.length < pageSize) return all
      }
    },
    made: (account, id, value) => ({ ...change(account, id, null), json: JSON.stringify(value) }),
    changed: (before, value) => ({
      ...change(before.account, before.id, before.revision),
      json: JSON.stringify(value),
    }),
    put: (before, { account, id }, value) => ({
      ...change(account, id, before?.revision ?? null),
      json: JSON.stringify(value),
    }),
    removed: (before) => ({ ...change(before.account, before.id, before.revision), json: null }),
  }
}

function held<Value>({ json, account, id, revision, changedAtMs }: StoredRecord): Held<Value> {
  return { value: JSON.parse(json) as Value, account, id, revision, changedAtMs }
}

/** Others that one change lets go first; each is a write of somebody. */
const triesMax = 200

/** Reads, decides and writes again while somebody else's write comes in between. */
export async function inTries<Result>(
  attempt: () => Promise<Result | 'overtaken'>,
): Promise<Result> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const result = await attempt()
    if (result !== 'overtaken') return result
  }
  throw new Error('changes of the same records overtake each other without an end')
}
