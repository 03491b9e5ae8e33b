/**
 * Events about webhooks themselves (SuperOffice reference, state-events): `webhook17.started`,
 * `.stopped` and `.errors`, for those webhooks of the tenant that name them, with the number or
 * without it. The header carries the name with the number, the body without it.
 */
import type { NewsKind } from '../../domain/alert.ts'
import type { StateEvent, SubscriptionNews } from '../../domain/announcement.ts'
import type { Subscription } from '../../domain/subscription.ts'

/** States as numbers (database dictionary, enum WebhookState). */
export const stateVerbs = {
  resumed: { verb: 'started', state: 1 },
  paused: { verb: 'stopped', state: 2 },
  disabled: { verb: 'errors', state: 3 },
} as const

/** Null for news that are no change of state. */
export function stateEventOf({ kind, subscription, atMs }: SubscriptionNews): StateEvent | null {
  if (!isChangeOfState(kind)) return null
  const { verb, state } = stateVerbs[kind]
  const { number, health, createdAtMs, application } = subscription
  return {
    type: `webhook${number}.${verb}`,
    application,
    dataJson: JSON.stringify({
      PrimaryKey: number,
      FieldValues: {
        events: health.callCount,
        registered: dateOf(createdAtMs),
        registered_associate_id: associateIdOf(subscription, 'registeredAssociate'),
        state,
        updated: dateOf(atMs),
        // What disables a webhook is the service itself.
        updated_associate_id:
          kind === 'disabled' ? 0 : associateIdOf(subscription, 'updatedAssociate'),
      },
    }),
  }
}

/**
 * Whether a webhook named the event, and may know of the one it is about: applications see their
 * own webhooks alone (database dictionary, `webhook.application_token`).
 */
export function isWatching({ config, application }: Subscription, event: StateEvent): boolean {
  if (config.dialect !== 'superoffice') return false
  if (event.application !== null && application !== null && application !== event.application) {
    return false
  }
  return config.patterns.includes(event.type) || config.patterns.includes(bodyName(event.type))
}

const namePattern = /^webhook(\d*)\.(started|stopped|errors)$/

export interface StateEventNames {
  readonly header: string
  readonly body: string
}

/** How an event of this name is called in header and body; null for all other names. */
export function stateEventNames(type: string, primaryKey: number): StateEventNames | null {
  // Asked for every message: nearly none begins like this.
  if (!type.startsWith('webhook')) return null
  const match = namePattern.exec(type)
  if (match === null) return null
  const [, number = '', verb = ''] = match
  // Signalled by its plain name, it says in its data which webhook it is about.
  const known = number === '' && primaryKey > 0 ? String(primaryKey) : number
  return { header: `webhook${known}.${verb}`, body: bodyName(type) }
}

const bodyName = (type: string): string => type.replace(/^webhook\d+\./, 'webhook.')

function isChangeOfState(kind: NewsKind): kind is keyof typeof stateVerbs {
  return kind in stateVerbs
}

/** As the database shows dates: to the second, without a zone. */
function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19)
}

function associateIdOf({ config }: Subscription, name: string): number {
  const author = config.dialectSettings[name]
  if (typeof author !== 'object' || author === null || !('associateId' in author)) return 0
  return Number.isSafeInteger(author.associateId) ? Number(author.associateId) : 0
}
