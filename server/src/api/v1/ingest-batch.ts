/**
 * Many events in one request: each is accepted or refused by itself, and those that are accepted
 * share commits. The answer has a result for every item, in the order of the items.
 */
import { batchEventsMax } from '../../domain/limits.ts'
import { type Accepted, acceptInTime } from '../answer-in-time.ts'
import type { Answer, PathTenant } from '../operation.ts'
import { isProblem, problem, type Problem } from '../problems.ts'
import { thrownProblem } from '../thrown-problem.ts'
import { acceptRequest, notAccepted, type ReadEvent } from '../intake/accept-request.ts'
import { type IngestParts, readEvent } from './ingest-event.ts'
import { splitArray, splitLines } from './split-batch.ts'
import { shownErrors } from './problem-style.ts'

export interface IngestBatch {
  readonly tenant: PathTenant
  readonly rawBody: Buffer
  /** One event a line; otherwise a JSON array. */
  readonly isLines: boolean
  readonly traceparent: string | readonly string[] | undefined
  /** Whether a subscription of the tenant has one: that may have much to look at, and lets others by. */
  readonly hasFilters: boolean
}

/** Read before the loop comes round. */
const turnMsMax = 10

/** Accepts what can be accepted. A body that is no batch at all is a problem, and nothing is kept. */
export async function ingestBatch(request: IngestBatch, parts: IngestParts): Promise<Answer> {
  const split = request.isLines
    ? splitLines(request.rawBody, batchEventsMax)
    : splitArray(request.rawBody, batchEventsMax)
  if (isProblem(split)) return split
  const items = await readItems(split.items, parts)
  if (!request.isLines) {
    // An array with a malformed item is no JSON as a whole.
    const malformed = items.find(({ read }) => isProblem(read) && read.code === 'json-malformed')
    if (malformed !== undefined && isProblem(malformed.read)) return malformed.read
  }
  const results = await Promise.all(
    inOrder(
      items,
      ({ bytes, read }) => itemResult({ ...request, bytes, read }, parts),
      request.hasFilters,
    ),
  )
  return { status: 200, body: { data: results } }
}

/** Checks of schemas may take long: the loop comes round in between. */
async function readItems(split: readonly Buffer[], parts: IngestParts) {
  const { clock } = parts.door
  const items: { readonly bytes: Buffer; readonly read: ReadEvent | Problem }[] = []
  let startedAtMs = clock.monotonicMs()
  for (const bytes of split) {
    items.push({ bytes, read: readEvent(bytes, parts, 'batch-item') })
    if (clock.monotonicMs() - startedAtMs < turnMsMax) continue
    await new Promise<void>((resolve) => clock.after(0, resolve))
    startedAtMs = clock.monotonicMs()
  }
  return items
}

/**
 * Begins all at once, in the order of the batch; of one order key an item waits for those before it
 * where one of them has an idempotency key, since that is looked up first, or a filter is asked.
 */
function inOrder<Item extends { readonly read: ReadEvent | Problem }, Result>(
  items: readonly Item[],
  begin: (item: Item) => Promise<Result>,
  isFiltered: boolean,
): readonly Promise<Result>[] {
  const lookedUp = new Map<string, Promise<Result>>()
  return items.map((item) => {
    const { orderKey, idempotencyKey } = isProblem(item.read) ? noKeys : item.read
    const before = orderKey === null ? undefined : lookedUp.get(orderKey)
    const result = before === undefined ? begin(item) : before.then(() => begin(item))
    if (orderKey !== null && (isFiltered || before !== undefined || idempotencyKey !== null)) {
      lookedUp.set(orderKey, result)
    }
    return result
  })
}

const noKeys = { orderKey: null, idempotencyKey: null }

async function itemResult(
  item: Pick<IngestBatch, 'tenant' | 'traceparent'> & {
    readonly bytes: Buffer
    readonly read: ReadEvent | Problem
  },
  { door }: IngestParts,
) {
  const { read } = item
  if (isProblem(read)) return refusedItem(read)
  const idempotencyKey = read.idempotencyKey ?? undefined
  const request = acceptRequest(read, { ...item, idempotencyKey })
  let result: Accepted
  try {
    result = await acceptInTime(request, door)
  } catch (error) {
    // Our fault with one item: what became of the others, some on disk already, is still told.
    const known = thrownProblem(error)
    if (known !== null) return refusedItem(known)
    door.observer.observe({ kind: 'fault', where: 'an item of a batch', error })
    return refusedItem(problem('fault', { detail: itemFaultDetail }))
  }
  if (result.kind !== 'accepted') return refusedItem(notAccepted(result))
  const { id, matched, isRepeat } = result
  return {
    status: 202,
    id,
    matched,
    ...(isRepeat ? { is_repeat: true } : {}),
    ...(read.warnings.length > 0 ? { warnings: read.warnings } : {}),
  }
}

const itemFaultDetail =
  'Something went wrong on our side with this item; the log has more. It may be repeated with the same idempotency key.'

function refusedItem(given: Problem) {
  const { code, title, detail, errors, status } = given
  const shown = errors.length > 0 ? { errors: shownErrors(errors) } : {}
  return {
    status,
    problem: { type: `/v1/problems/${code}`, code, title, status, detail, ...shown },
  }
}
