/** The next events along the accept order, as many as one statement should work on. */
import type { Reader } from './read-pool.ts'

const eventsPerSlice = 5_000
/** Targets a slice beyond its first event, which may have any number. */
const targetsPerSlice = 20_000

export interface SliceRequest {
  readonly afterSeq: number
  readonly untilSeq: number
  /** Events that this node accepted; null: all. */
  readonly node: number | null
}

/** The seq of the last event of the next slice; null when there is no event. */
export async function nextSlice(reader: Reader, request: SliceRequest): Promise<number | null> {
  const [row] = await reader.plan<{ last_seq: number | null }>(
    `SELECT max(seq) FILTER (WHERE total <= ${targetsPerSlice} OR nth = 1) AS last_seq FROM (
      SELECT seq, row_number() OVER line AS nth,
        sum(coalesce(cardinality(targets), 0)) OVER line AS total
      FROM (
        SELECT seq, targets FROM event WHERE seq > $1 AND seq <= $2
          AND ($3::integer IS NULL OR node = $3)
        ORDER BY seq LIMIT ${eventsPerSlice}
      ) AS next WINDOW line AS (ORDER BY seq)
    ) AS slice`,
    [request.afterSeq, request.untilSeq, request.node],
  )
  return row!.last_seq
}
