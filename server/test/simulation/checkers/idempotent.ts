/** One idempotency key is one event: the same id in every answer, another body is refused. */
import type { EventAsk } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'idempotent'

export function idempotent(stage: Stage): Checker {
  /** Tenant and key. */
  const events = new Map<string, { readonly id: string; readonly bodyDigest: string }>()
  const idsOfToken = new Map<string, string>()
  return {
    guarantee,
    see(happening) {
      if (happening.kind === 'event-answered') answered(happening.ask, events)
      if (happening.kind !== 'request-sent') return
      const { token, key } = happening.request
      const event = stage.scenario.events[token - 1]
      if (event?.idempotencyKey == null) return
      const name = `${event.tenantIndex}/${event.idempotencyKey}`
      const known = idsOfToken.get(name) ?? key.eventId
      idsOfToken.set(name, known)
      if (known !== key.eventId) {
        broken(guarantee, `${event.idempotencyKey} is sent as ${known} and as ${key.eventId}`)
      }
    },
  }
}

function answered(ask: EventAsk, events: Map<string, { id: string; bodyDigest: string }>): void {
  const { answer, idempotencyKey, bodyDigest } = ask
  if (idempotencyKey === null || answer === null) return
  const name = `${ask.tenantKey}/${idempotencyKey}`
  const known = events.get(name)
  if (answer.kind === 'accepted') {
    if (known !== undefined && known.id !== answer.id) {
      broken(guarantee, `${idempotencyKey} was answered with ${known.id} and with ${answer.id}`)
    }
    if (known !== undefined && known.bodyDigest !== bodyDigest) {
      broken(guarantee, `${idempotencyKey} was answered for two bodies`)
    }
    events.set(name, { id: answer.id, bodyDigest })
  } else if (answer.kind === 'key-reused' && known?.bodyDigest === bodyDigest) {
    broken(guarantee, `${idempotencyKey} with the same body was called reused`)
  }
}
