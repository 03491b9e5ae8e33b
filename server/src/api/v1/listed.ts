/** A page of a list as callers are answered it: one more than asked for tells whether more follow. */
import { pageSizeDefault } from '../../domain/limits.ts'
import type { OperationReply } from '../operation.ts'
import { isProblem, type Problem } from '../problems.ts'
import { readCursor, writeCursor } from './list-cursor.ts'

export async function listed<Value>(
  request: {
    readonly query: { readonly cursor?: string; readonly limit?: number }
    /** Keeps the cursor of one list from being taken for another's, and so does whose list it is. */
    readonly list: string
    readonly whose: string | number
    readonly view: (value: Value) => object
  },
  read: (page: {
    readonly afterId: string | null
    readonly limit: number
  }) => Promise<readonly { readonly id: string; readonly value: Value }[] | Problem>,
): Promise<OperationReply | Problem> {
  const list = `${request.list} of ${request.whose}`
  const afterId = readCursor(list, request.query.cursor)
  if (afterId !== null && typeof afterId !== 'string') return afterId
  const limit = request.query.limit ?? pageSizeDefault
  const found = await read({ afterId, limit: limit + 1 })
  if (isProblem(found)) return found
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return {
    status: 200,
    body: {
      data: page.map(({ value }) => request.view(value)),
      next_cursor: hasMore ? writeCursor(list, last.id) : null,
    },
  }
}
