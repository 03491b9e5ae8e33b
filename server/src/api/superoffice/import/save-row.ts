/**
 * One row of an import as a webhook, as it is. What is here already is changed only where the row
 * says something else; its state is that of here.
 */
import type { Subscription, SubscriptionConfig } from '../../../domain/subscription.ts'
import { changeSubscription } from '../../../manage/change-subscription.ts'
import { createSubscription } from '../../../manage/create-subscription.ts'
import { problem, type Problem } from '../../problems.ts'
import { isAsBefore } from '../plan-save.ts'
import { authorOf, type SaveDoor } from '../save-webhook.ts'
import { configOf, defineWebhook } from '../webhook-definition.ts'
import type { WebhookState } from '../webhook-enums.ts'
import { externalKeyOf, type ImportedWebhooks } from './imported-webhooks.ts'
import type { ImportRow } from './read-rows.ts'
import { translateWatched } from './watched-numbers.ts'

/** Each lost turn means that somebody else's save was stored. */
const turnsMax = 10

export interface StoredRow {
  readonly result: 'created' | 'changed' | 'unchanged'
  readonly subscription: Subscription | null
  readonly config: SubscriptionConfig
  readonly unknownEvents: readonly string[]
}

interface SaveRowOptions {
  /** Judges and answers, and stores nothing. */
  readonly isDryRun: boolean
  readonly imported: ImportedWebhooks
  /** What this import has made of the row already. */
  readonly known: Subscription | null
}

/** Stores the row as it is, or finds that it is stored so already. */
export async function saveRow(
  row: ImportRow,
  options: SaveRowOptions,
  door: SaveDoor,
): Promise<StoredRow | Problem> {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    const before = latestOf(options.known, door) ?? options.imported.find(row)
    const definition = defineWebhook(row.draft, before)
    const { events, unknown } = translateWatched(definition.events, (id) =>
      options.imported.numberOf(id),
    )
    const asked = configOf({ ...definition, events }, before, authorOf(door))
    const config = isAsBefore(asked, before) ? before.config : asked
    const state = stateOf(row.draft.state, before)
    const made = { config, unknownEvents: unknown }
    if (before === null) {
      if (options.isDryRun) return { ...made, result: 'created', subscription: null }
      const created = await create(row, { config, state }, door)
      if (created !== null) {
        return 'kind' in created ? created : { ...made, result: 'created', subscription: created }
      }
      options.imported.readAgain()
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

function latestOf(known: Subscription | null, { context }: SaveDoor): Subscription | null {
  return known === null ? null : context.pipeline.subscriptions.find(known.number)
}

type ImportedState = 'active' | 'paused' | 'disabled'

/**
 * A new webhook is what the row says. One that is here stays in the state that people here, or its
 * endpoint, have brought it to: a list of then must not set going what was stopped since. Only where
 * it was stopped there it is stopped here.
 */
function stateOf(
  state: WebhookState | null | undefined,
  before: Subscription | null,
): ImportedState {
  if (state === 'Stopped') return 'paused'
  if (before !== null && before.status.state !== 'deleted') return before.status.state
  return state === 'TooManyErrors' ? 'disabled' : 'active'
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
      externalKey: row.draft.webhookId === 0 ? null : externalKeyOf(row.draft.webhookId),
      application: caller.kind === 'tenant' ? caller.key.application : null,
      config,
      // What is disabled is stopped first: no event that comes in between is its own, let alone sent.
      state: state === 'disabled' ? 'paused' : state,
      subscriptionsMax: context.tenantLimits.subscriptionsMax(tenant.key),
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
