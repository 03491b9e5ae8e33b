/**
 * The raw save for a move from SuperOffice: webhooks are stored as they are, without a test event
 * (SuperOffice subscription page, "WebhookRow"; the validating save is `save-webhook.ts`). Every row
 * is judged before the first is stored; when one cannot be, none is.
 *
 * A webhook keeps its number in SuperOffice as its external key, `superoffice:17`. So the same
 * import again changes nothing, a newer one changes what is newer, and one that a crash cut short is
 * made again.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Subscription, SubscriptionConfig } from '../../../domain/subscription.ts'
import { changeSubscription } from '../../../manage/change-subscription.ts'
import { createSubscription } from '../../../manage/create-subscription.ts'
import { findByExternalKey } from '../../../manage/find-subscription.ts'
import { type FieldError, problem, type Problem } from '../../problems.ts'
import { findWebhook } from '../find-webhook.ts'
import { authorOf, type SaveDoor } from '../save-webhook.ts'
import { validateRow } from '../validate-webhook.ts'
import { configOf, defineWebhook } from '../webhook-definition.ts'
import type { WebhookState } from '../webhook-enums.ts'
import { type ImportRow, readRows, rowFault } from './read-rows.ts'
import { rowWarnings } from './row-warnings.ts'
import { translateWatched } from './watched-numbers.ts'

export interface ImportedRow {
  /** Its number in SuperOffice; null: the row has none, so it is new each time. */
  readonly superofficeId: number | null
  readonly result: 'created' | 'changed' | 'unchanged'
  /** Null in a dry run that would make it. */
  readonly subscription: Subscription | null
  readonly name: string | null
  readonly warnings: readonly string[]
}

export interface ImportOptions {
  /** Judges and answers, and stores nothing. */
  readonly isDryRun: boolean
}

/** Each lost turn means that somebody else's save was stored. */
const turnsMax = 10

/** A result for each row, in their order, or why none was stored. */
export async function importWebhooks(
  body: readonly unknown[],
  { isDryRun }: ImportOptions,
  door: SaveDoor,
): Promise<readonly ImportedRow[] | Problem> {
  const { rows, faults } = readRows(body)
  const errors = [...faults, ...rows.flatMap((row) => faultsOf(row, door))]
  if (errors.length > 0) return problem('body-invalid', { errors: firstOf(errors) })
  const newCount = rows.filter((row) => storedFor(row, door) === null).length
  const { pipeline, config } = door.context
  const count = pipeline.subscriptions.list(door.tenant.key).length + newCount
  if (newCount > 0 && count > config.subscriptionsPerTenantMax) {
    return problem('subscription-limit-reached')
  }
  const numbers = new Map<number, number>()
  const numberOf = (id: number): number | undefined =>
    numbers.get(id) ?? findByExternalKey(door.tenant.key, keyOf(id), door.context)?.number
  const stored: StoredRow[] = []
  for (const row of rows) {
    const saved = await saveRow(row, { isDryRun, numberOf, known: null }, door)
    if ('kind' in saved) return saved
    if (saved.subscription !== null) numbers.set(row.draft.webhookId, saved.subscription.number)
    stored.push(saved)
  }
  // Whoever watches a webhook further down learns its number only now.
  const results: ImportedRow[] = []
  for (const [index, row] of rows.entries()) {
    const first = stored[index]
    if (first === undefined) throw new Error('a row has no result')
    const isDone = isDryRun || first.unknownEvents.length === 0
    const again = isDone
      ? first
      : await saveRow(row, { isDryRun, numberOf, known: first.subscription }, door)
    if ('kind' in again) return again
    const known = isDryRun ? new Set(rows.map(({ draft }) => draft.webhookId)) : null
    const unknown = again.unknownEvents.filter((event) => known?.has(idIn(event)) !== true)
    results.push({
      superofficeId: row.draft.webhookId === 0 ? null : row.draft.webhookId,
      result: first.result === 'unchanged' ? again.result : first.result,
      subscription: again.subscription,
      name: again.config.name,
      warnings: await rowWarnings(again.config, unknown, door),
    })
  }
  return results
}

const errorsMax = 20

function firstOf(errors: readonly FieldError[]): readonly FieldError[] {
  const inOrder = errors.toSorted((a, b) => Number(a.pointer.slice(1)) - Number(b.pointer.slice(1)))
  return inOrder.slice(0, errorsMax)
}

const keyOf = (id: number): string => `superoffice:${id}`
const idIn = (event: string): number => Number(/^webhook(\d+)\./i.exec(event)?.[1])

/** The webhook that an earlier import made of the row. */
function storedFor({ draft }: ImportRow, { tenant, context }: SaveDoor): Subscription | null {
  if (draft.webhookId === 0) return null
  return findByExternalKey(tenant.key, keyOf(draft.webhookId), context)
}

function latestOf(known: Subscription | null, { context }: SaveDoor): Subscription | null {
  return known === null ? null : context.pipeline.subscriptions.find(known.number)
}

function faultsOf(row: ImportRow, door: SaveDoor): readonly FieldError[] {
  const before = storedFor(row, door)
  const isForeign = before !== null && findWebhook(before.number, door, door.context) === null
  if (isForeign) {
    const detail = `Webhook WebhookId ${row.draft.webhookId} is that of a subscription which this key may not change.`
    return [rowFault(row.index, detail)]
  }
  const refusal = validateRow(defineWebhook(row.draft, before))
  return refusal === null ? [] : [rowFault(row.index, refusal.message)]
}

interface StoredRow {
  readonly result: ImportedRow['result']
  readonly subscription: Subscription | null
  readonly config: SubscriptionConfig
  readonly unknownEvents: readonly string[]
}

interface SaveRowOptions extends ImportOptions {
  readonly numberOf: (id: number) => number | undefined
  /** What this import has made of the row already. */
  readonly known: Subscription | null
}

/** Stores the row as it is, or finds that it is stored so already. */
async function saveRow(
  row: ImportRow,
  options: SaveRowOptions,
  door: SaveDoor,
): Promise<StoredRow | Problem> {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    const before = latestOf(options.known, door) ?? storedFor(row, door)
    const definition = defineWebhook(row.draft, before)
    const { events, unknown } = translateWatched(definition.events, options.numberOf)
    const asked = configOf({ ...definition, events }, before, authorOf(door))
    const config = before !== null && isAsBefore(asked, before) ? before.config : asked
    const state = stateOf(row.draft.state, before)
    const made = { config, unknownEvents: unknown }
    if (before === null) {
      if (options.isDryRun) return { ...made, result: 'created', subscription: null }
      const created = await create(row, { config, state }, door)
      if (created !== null) {
        return 'kind' in created ? created : { ...made, result: 'created', subscription: created }
      }
      continue
    }
    const isSame = config === before.config && state === before.status.state
    if (isSame) return { ...made, result: 'unchanged', subscription: before }
    if (options.isDryRun) return { ...made, result: 'changed', subscription: before }
    const changed = await change(before, { config, state }, door)
    if (changed !== null) return { ...made, result: 'changed', subscription: changed }
  }
  return problem('subscription-changed')
}

type ImportedState = 'active' | 'paused' | 'disabled'

/** As the row says; an unknown one leaves a webhook as it is, and makes a new one active. */
function stateOf(
  state: WebhookState | null | undefined,
  before: Subscription | null,
): ImportedState {
  switch (state) {
    case 'Stopped':
      return 'paused'
    case 'TooManyErrors':
      return 'disabled'
    case 'Active':
      return 'active'
    case 'Unknown':
    case null:
    case undefined:
      return before === null || before.status.state === 'deleted' ? 'active' : before.status.state
  }
}

interface Wanted {
  readonly config: SubscriptionConfig
  readonly state: ImportedState
}

/** Null when somebody else has made it meanwhile. */
async function create(
  row: ImportRow,
  { config, state }: Wanted,
  door: SaveDoor,
): Promise<Subscription | Problem | null> {
  const { tenant, context, caller } = door
  const result = await createSubscription(
    {
      tenantKey: tenant.key,
      owner: { kind: 'tenant', id: tenant.id },
      externalKey: row.draft.webhookId === 0 ? null : keyOf(row.draft.webhookId),
      application: caller.kind === 'tenant' ? caller.key.application : null,
      config,
      // What is disabled is stopped first: nothing is made for it before it is what it was.
      state: state === 'disabled' ? 'paused' : state,
      subscriptionsMax: context.config.subscriptionsPerTenantMax,
      isKeptAsItIs: true,
    },
    context,
  )
  switch (result.kind) {
    case 'created':
      return state === 'disabled'
        ? change(result.subscription, { config, state }, door)
        : result.subscription
    case 'limit-reached':
      return problem('subscription-limit-reached')
    case 'external-key-taken':
      return null
    case 'refused':
      throw new Error('an import was judged like a save')
  }
}

/** Null when somebody else has changed it meanwhile. */
async function change(
  before: Subscription,
  { config, state }: Wanted,
  { context }: SaveDoor,
): Promise<Subscription | null> {
  const result = await changeSubscription(
    {
      before,
      ...(config === before.config ? {} : { config }),
      state,
      reason: state === 'disabled' ? 'too-many-failures' : null,
      isKeptAsItIs: true,
    },
    context,
  )
  return result.kind === 'changed' ? result.subscription : null
}

/** Who imports is no change. */
function isAsBefore(asked: SubscriptionConfig, before: Subscription): boolean {
  const { updatedAssociate } = before.config.dialectSettings
  const dialectSettings = { ...asked.dialectSettings, updatedAssociate }
  return isDeepStrictEqual({ ...asked, dialectSettings }, before.config)
}
