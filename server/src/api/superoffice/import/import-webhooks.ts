/**
 * The raw save for a move from SuperOffice: webhooks are stored as they are, without a test event
 * (SuperOffice subscription page, "WebhookRow"; the validating save is `save-webhook.ts`). Every row
 * is judged before the first is stored; when one cannot be, none is.
 *
 * A webhook keeps its number in SuperOffice as its external key, `superoffice:17`. So the same
 * import again makes nothing twice: what differs becomes what the list says, but for the state, and
 * one that a crash cut short is made again; what was to be disabled may stay stopped then.
 */
import type { Subscription } from '../../../domain/subscription.ts'
import { type FieldError, isProblem, problem, type Problem } from '../../problems.ts'
import { findWebhook } from '../find-webhook.ts'
import type { SaveDoor } from '../save-webhook.ts'
import { validateRow } from '../validate-webhook.ts'
import { defineWebhook } from '../webhook-definition.ts'
import { ImportedWebhooks } from './imported-webhooks.ts'
import { type ImportRow, readRows, rowFault } from './read-rows.ts'
import { warningsOf } from './row-warnings.ts'
import { saveRow, type StoredRow } from './save-row.ts'

export interface ImportedRow {
  /** Its number in SuperOffice; null: the row has none, so it is new each time. */
  readonly superofficeId: number | null
  readonly result: StoredRow['result']
  /** Null in a dry run that would make it. */
  readonly subscription: Subscription | null
  readonly name: string | null
  readonly warnings: readonly string[]
}

export interface ImportOptions {
  /** Judges and answers, and stores nothing. */
  readonly isDryRun: boolean
}

/** Judging a row takes up to a tenth of a millisecond; others have their turn in between. */
const rowsATurn = 50

/** A result for each row, in their order, or why none was stored. */
export async function importWebhooks(
  body: readonly unknown[],
  { isDryRun }: ImportOptions,
  door: SaveDoor,
): Promise<readonly ImportedRow[] | Problem> {
  const imported = new ImportedWebhooks(door)
  const { rows, faults } = readRows(body)
  const errors = [...faults]
  await eachInTurns(rows, door, (row) => {
    errors.push(...faultsOf(row, imported.find(row), door))
  })
  if (errors.length > 0) return problem('body-invalid', { errors: firstOf(errors) })
  const newCount = rows.filter((row) => imported.find(row) === null).length
  const { pipeline, tenantLimits } = door.context
  const count = pipeline.subscriptions.list(door.tenant.key).length + newCount
  if (newCount > 0 && count > tenantLimits.subscriptionsMax(door.tenant.key)) {
    return problem('subscription-limit-reached')
  }
  const stored = await storeRows(rows, { isDryRun, imported }, door)
  if (isProblem(stored)) return stored
  const planned = isDryRun ? new Set(rows.map(({ draft }) => draft.webhookId)) : null
  const warnings = await warningsOf(
    stored.map(({ config: saved, unknownEvents }) => ({
      config: saved,
      unknownEvents: unknownEvents.filter((event) => planned?.has(idIn(event)) !== true),
    })),
    door,
  )
  return stored.map(({ row, result, subscription, config: saved }, index) => ({
    superofficeId: row.draft.webhookId === 0 ? null : row.draft.webhookId,
    result,
    subscription,
    name: saved.name,
    warnings: warnings[index] ?? [],
  }))
}

interface StoringOptions extends ImportOptions {
  readonly imported: ImportedWebhooks
}

type Stored = StoredRow & { readonly row: ImportRow }

async function storeRows(
  rows: readonly ImportRow[],
  { isDryRun, imported }: StoringOptions,
  door: SaveDoor,
): Promise<readonly Stored[] | Problem> {
  const first: Stored[] = []
  const refusal = await eachInTurns(rows, door, async (row) => {
    const saved = await saveRow(row, { isDryRun, imported, known: null }, door)
    if ('kind' in saved) return saved
    if (saved.subscription !== null) imported.add(row.draft.webhookId, saved.subscription.number)
    first.push({ ...saved, row })
    return undefined
  })
  if (refusal !== undefined) return refusal
  if (isDryRun) return first
  // Whoever watches a webhook further down learns its number only now.
  const results: Stored[] = []
  const late = await eachInTurns(first, door, async (before) => {
    if (before.unknownEvents.length === 0) return void results.push(before)
    const { row, subscription: known } = before
    const again = await saveRow(row, { isDryRun, imported, known }, door)
    if ('kind' in again) return again
    const result = before.result === 'unchanged' ? again.result : before.result
    return void results.push({ ...again, row, result })
  })
  return late ?? results
}

/** One after the other until one answers something, with turns for others in between. */
async function eachInTurns<Item, Answer>(
  items: readonly Item[],
  { context }: SaveDoor,
  act: (item: Item) => Answer | Promise<Answer>,
): Promise<Answer | undefined> {
  for (const [index, item] of items.entries()) {
    if (index % rowsATurn === rowsATurn - 1) {
      await new Promise<void>((resolve) => context.ports.clock.after(1, resolve))
    }
    const answer = await act(item)
    if (answer !== undefined) return answer
  }
  return undefined
}

const errorsMax = 20

function firstOf(errors: readonly FieldError[]): readonly FieldError[] {
  const inOrder = errors.toSorted((a, b) => Number(a.pointer.slice(1)) - Number(b.pointer.slice(1)))
  return inOrder.slice(0, errorsMax)
}

const idIn = (event: string): number => Number(/^webhook(\d+)\./i.exec(event)?.[1])

function faultsOf(
  row: ImportRow,
  before: Subscription | null,
  door: SaveDoor,
): readonly FieldError[] {
  const isForeign = before !== null && findWebhook(before.number, door, door.context) === null
  if (isForeign) {
    const detail = `Webhook WebhookId ${row.draft.webhookId} is that of a subscription which this key may not change.`
    return [rowFault(row.index, detail)]
  }
  const refusal = validateRow(defineWebhook(row.draft, before))
  return refusal === null ? [] : [rowFault(row.index, refusal.message)]
}
