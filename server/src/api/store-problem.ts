/** What a store that cannot answer, or not in time, means for the caller of an operation. */
import { CursorInvalid, HistoryBusy } from '../ports/history.ts'
import type { Operation } from './operation.ts'
import { problem, type Problem } from './problems.ts'

const comeAgain = { headers: { 'retry-after': '1' } }

/** What a store says of a request by an exception; null when the fault is ours. */
export function storeProblem(error: unknown): Problem | null {
  if (error instanceof CursorInvalid) return problem('cursor-invalid')
  if (error instanceof HistoryBusy) return problem('history-busy', comeAgain)
  return null
}

/** Nothing was answered in time; what only reads has changed nothing. */
export const lateProblem = ({ method }: Pick<Operation, 'method'>): Problem =>
  problem(method === 'GET' ? 'history-busy' : 'result-unknown', comeAgain)
