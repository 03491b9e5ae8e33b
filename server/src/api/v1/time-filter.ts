/** The span of time that lists and replays are filtered by. */
import { problem, type Problem } from '../problems.ts'
import { readInstant } from './schemas.ts'

export interface Times {
  readonly kind: 'times'
  /** From this instant on, and before the other; null: unbounded. */
  readonly sinceMs: number | null
  readonly untilMs: number | null
}

/** `where` is how the caller wrote them: query parameters, or members of the body's filter. */
export function readTimes(
  given: { readonly since?: string; readonly until?: string },
  where: 'query' | 'filter' = 'query',
): Times | Problem {
  const sinceMs = given.since === undefined ? null : readInstant(given.since)
  const untilMs = given.until === undefined ? null : readInstant(given.until)
  const wrong =
    given.since !== undefined && sinceMs === null
      ? 'since'
      : given.until !== undefined && untilMs === null
        ? 'until'
        : null
  if (wrong === null) return { kind: 'times', sinceMs, untilMs }
  const detail = 'names a day that no calendar has, or one before 1970'
  const pointer = where === 'query' ? wrong : `/filter/${wrong}`
  return problem(where === 'query' ? 'query-invalid' : 'body-invalid', {
    errors: [{ pointer, detail }],
  })
}
