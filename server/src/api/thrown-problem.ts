/** What a store that cannot answer, or not in time, means for the caller of an operation. */
import { TestNotSent } from '../pipeline/pipeline.ts'
import { PasswordsBusy } from '../manage/accounts/password-hash.ts'
import { DiskFull } from '../domain/disk-full.ts'
import { CursorInvalid, HistoryBusy } from '../ports/history.ts'
import type { Operation } from './operation.ts'
import { problem, type Problem } from './problems.ts'

const comeAgain = { headers: { 'retry-after': '1' } }

/** What an exception from below says of a request; null when the fault is ours. */
export function thrownProblem(error: unknown): Problem | null {
  if (error instanceof CursorInvalid) return problem('cursor-invalid')
  if (error instanceof DiskFull) return problem('disk-full')
  if (error instanceof HistoryBusy) return problem('history-busy', comeAgain)
  if (error instanceof PasswordsBusy) return problem('overloaded', comeAgain)
  if (error instanceof TestNotSent) {
    return problem('test-not-sent', { headers: { 'retry-after': '5' } })
  }
  return null
}

/** Nothing was answered in time; what only reads has changed nothing. */
export const lateProblem = ({ method }: Pick<Operation, 'method'>): Problem =>
  problem(method === 'GET' ? 'history-busy' : 'result-unknown', comeAgain)
