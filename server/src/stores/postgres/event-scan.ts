/**
 * Walks the events of a tenant or of a subscription along the accept order, newest or oldest first,
 * a page of rows at a time: by the tenant's index, or by the folded places of the subscription and
 * the unfolded tail, which is short.
 */
import { readMark } from './fold-history.ts'
import type { Reader } from './read-pool.ts'
import { numberArray } from './sql-arrays.ts'

/** The columns of an event that a delivery shows. */
export interface EventBrief {
  readonly seq: number
  readonly id: string
  readonly tenant_key: number
  readonly type: string
  readonly accepted_at_ms: number
  readonly targets: string | null
}

export const briefColumns =
  'event.seq, event.id, event.tenant_key, event.type, event.accepted_at_ms, event.targets'

export interface ScanRequest {
  readonly tenantKey: number
  /** Only events that go, or were sent again, to this one; null: all of the tenant. */
  readonly subscription: number | null
  /** Both ends belong to the range. */
  readonly fromSeq: number
  readonly toSeq: number
  readonly order: 'newest' | 'oldest'
}

/** The first page is what a screen shows; the next ones are larger, for those who look for long. */
const pageRows = { first: 250, most: 2_000 } as const

export async function* scanEvents(
  reader: Reader,
  request: ScanRequest,
): AsyncGenerator<readonly EventBrief[], void> {
  if (request.subscription === null) {
    yield* scanPages(reader, request, ofTenant)
    return
  }
  // Another tenant's subscription has to look like one that does not exist, to the last cursor.
  if (!(await isOwn(reader, request.tenantKey, request.subscription))) return
  const foldedSeq = await readMark(reader, 'folded_seq')
  const folded = { ...request, toSeq: Math.min(request.toSeq, foldedSeq) }
  const tail = { ...request, fromSeq: Math.max(request.fromSeq, foldedSeq + 1) }
  if (request.order === 'oldest') yield* scanPages(reader, folded, ofSubscription)
  yield* scanPages(reader, tail, ofTail)
  if (request.order === 'newest') yield* scanPages(reader, folded, ofSubscription)
}

const ofTenant = {
  rows: `SELECT ${briefColumns} FROM event WHERE tenant_key = $1 AND $2::integer IS NULL`,
  place: 'event.seq',
}

const ofSubscription = {
  rows: `SELECT ${briefColumns} FROM target_by_subscription AS place
    JOIN event ON event.seq = place.seq WHERE event.tenant_key = $1 AND place.subscription = $2`,
  place: 'place.seq',
}

const ofTail = {
  rows: `SELECT ${briefColumns} FROM event WHERE tenant_key = $1 AND ($2::integer = ANY (targets)
    OR EXISTS (SELECT FROM rerun WHERE rerun.event_seq = event.seq AND rerun.subscription = $2))`,
  place: 'event.seq',
}

async function* scanPages(
  reader: Reader,
  request: ScanRequest,
  source: { readonly rows: string; readonly place: string },
): AsyncGenerator<readonly EventBrief[], void> {
  const { place, rows: sql } = source
  const direction = request.order === 'newest' ? 'DESC' : 'ASC'
  let { fromSeq, toSeq } = request
  for (let limit: number = pageRows.first; fromSeq <= toSeq; limit = pageRows.most) {
    const rows = await reader.plan<EventBrief>(
      `${sql} AND ${place} >= $3 AND ${place} <= $4 ORDER BY ${place} ${direction} LIMIT $5`,
      [request.tenantKey, request.subscription, fromSeq, toSeq, limit],
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < limit || last === undefined) return
    if (request.order === 'newest') toSeq = last.seq - 1
    else fromSeq = last.seq + 1
  }
}

async function isOwn(reader: Reader, tenantKey: number, subscription: number): Promise<boolean> {
  const sql = 'SELECT 1 FROM subscription WHERE number = $1 AND tenant_key = $2'
  return (await reader.query(sql, [subscription, tenantKey])).length > 0
}

export interface UndeliveredRequest extends ScanRequest {
  /** States that `undelivered` knows, as its numbers. */
  readonly stateCodes: readonly number[]
}

/** Places of one state that are read in one go. */
const placesPerFetch = 500

/** Events with deliveries that ended in these states, oldest first: no other event is looked at. */
export async function* scanUndelivered(
  reader: Reader,
  request: UndeliveredRequest,
): AsyncGenerator<readonly EventBrief[], void> {
  for (let fromSeq = request.fromSeq; fromSeq <= request.toSeq;) {
    const rows = await undeliveredPlaces(reader, request, fromSeq)
    const pages = request.stateCodes.map((code) =>
      rows.filter((row) => row.state === code).map((row) => row.seq),
    )
    // Beyond the end of a full page its state may have more, so the others wait for it there.
    const ends = pages.map((seqs) => (seqs.length < placesPerFetch ? Infinity : Math.max(...seqs)))
    const end = Math.min(...ends)
    const seqs = [...new Set(pages.flat())].filter((seq) => seq <= end)
    const briefs = await readBriefs(reader, seqs)
    yield briefs
      .filter((brief) => brief.tenant_key === request.tenantKey)
      .toSorted((a, b) => a.seq - b.seq)
    if (end === Infinity) return
    fromSeq = end + 1
  }
}

function undeliveredPlaces(reader: Reader, request: UndeliveredRequest, fromSeq: number) {
  return reader.plan<{ state: number; seq: number }>(
    `SELECT code.state, place.seq FROM unnest($1::smallint[]) AS code (state)
    CROSS JOIN LATERAL (
      SELECT DISTINCT event_seq AS seq FROM undelivered
      WHERE tenant_key = $2 AND undelivered.state = code.state AND event_seq >= $3
        AND event_seq <= $4 AND ($5::integer IS NULL OR subscription = $5)
      ORDER BY event_seq LIMIT ${placesPerFetch}
    ) AS place`,
    [
      numberArray(request.stateCodes),
      request.tenantKey,
      fromSeq,
      request.toSeq,
      request.subscription,
    ],
  )
}

export function readBriefs(reader: Reader, seqs: readonly number[]): Promise<EventBrief[]> {
  if (seqs.length === 0) return Promise.resolve([])
  return reader.plan<EventBrief>(
    `SELECT ${briefColumns} FROM event WHERE seq = ANY ($1::bigint[])`,
    [numberArray(seqs)],
  )
}
