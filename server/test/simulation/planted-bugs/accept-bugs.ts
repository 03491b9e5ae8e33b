/** Mistakes at the door: what is answered, what is stored, what is taken for a repeat. */
import type { AppendRequest, EventStore } from '../../../src/ports/event-store.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import { replaceMethods } from '../intercept.ts'
import type { PlantedBug } from './planted-bug.ts'

export const acceptBugs: readonly PlantedBug[] = [
  {
    name: 'acknowledge-before-commit',
    foundBy: 1,
    breaks: ['nothing-lost', 'no-phantom', 'idempotent', 'attempts-bounded', 'stable-ids'],
    plant: (ports, clock) => {
      let seq = 0
      return withEvents(ports, (events) => ({
        append: (request) => {
          seq += 1
          // The disk follows when it gets round to it.
          clock.after(25, () => void events.append(request).catch(() => {}))
          return Promise.resolve({ kind: 'stored', seq, commitMs: 0 })
        },
      }))
    },
  },
  {
    name: 'dedup-outside-the-transaction',
    foundBy: 1,
    breaks: ['idempotent', 'no-phantom'],
    plant: (ports) => {
      const known = new Map<string, { eventId: `evt_${string}`; targetCount: number }>()
      return withEvents(ports, (events) => ({
        findRepeat: (tenantKey, claim) => {
          const found = known.get(`${tenantKey}/${claim.key}`)
          return Promise.resolve(found === undefined ? null : { kind: 'repeat', ...found })
        },
        append: async (request) => {
          const { event, targets } = request
          const result = await events.append({ ...request, event: { ...event, idempotency: null } })
          if (event.idempotency !== null && result.kind === 'stored') {
            const remembered = { eventId: event.id, targetCount: targets.length }
            known.set(`${event.tenantKey}/${event.idempotency.key}`, remembered)
          }
          return result
        },
      }))
    },
  },
  {
    name: 'body-under-a-used-key-not-compared',
    foundBy: 1,
    breaks: ['idempotent'],
    plant: (ports) =>
      withEvents(ports, (events) => ({
        findRepeat: (tenantKey, claim) => events.findRepeat(tenantKey, sameDigest(claim)),
        append: (request) => {
          const { event } = request
          const idempotency = event.idempotency && sameDigest(event.idempotency)
          return events.append({ ...request, event: { ...event, idempotency } })
        },
      })),
  },
  {
    name: 'unknown-commit-stored-as-a-new-event',
    foundBy: 1,
    breaks: ['no-phantom', 'idempotent'],
    plant: (ports) => {
      let count = 0
      return withEvents(ports, (events) => ({
        append: async (request) => {
          count += 1
          // The answer to every seventh commit gets lost on its way.
          if (count % 7 === 0) await events.append(withOtherId(request))
          return events.append(request)
        },
      }))
    },
  },
  {
    name: 'parked-targets-dropped-at-accept',
    foundBy: 6,
    breaks: ['nothing-lost', 'ledger-balanced'],
    plant: (ports) => {
      const disabled = new Set<number>()
      const observer = replaceMethods(ports.observer, {
        observe: (fact) => {
          if (fact.kind === 'subscription-status') {
            if (fact.status.state === 'disabled') disabled.add(fact.subscriptionNumber)
            else disabled.delete(fact.subscriptionNumber)
          }
          ports.observer.observe(fact)
        },
      })
      return withEvents({ ...ports, observer }, (events) => ({
        append: (request) => {
          const targets = request.targets.filter(
            ({ subscriptionNumber, isWaiting }) => !isWaiting || !disabled.has(subscriptionNumber),
          )
          return events.append({ ...request, targets })
        },
      }))
    },
  },
]

function withEvents(ports: Ports, replace: (events: EventStore) => Partial<EventStore>): Ports {
  const events = replaceMethods(ports.store.events, replace(ports.store.events))
  return { ...ports, store: { ...ports.store, events } }
}

function sameDigest<Claim extends { bodyDigest: Uint8Array }>(claim: Claim): Claim {
  return { ...claim, bodyDigest: new Uint8Array(claim.bodyDigest.length) }
}

function withOtherId(request: AppendRequest): AppendRequest {
  const { event } = request
  const digits = event.id.slice(4)
  const id = `evt_${digits.slice(0, -4)}${digits.endsWith('0000') ? '0001' : '0000'}` as const
  return { ...request, event: { ...event, id, idempotency: null } }
}
