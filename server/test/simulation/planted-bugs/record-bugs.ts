/** Mistakes about what became of an attempt: not recorded, recorded wrongly, told too much. */
import type { DeliveryStore, OutcomeRecord } from '../../../src/ports/delivery-store.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import { replaceMethods } from '../intercept.ts'
import type { PlantedBug } from './planted-bug.ts'

export const recordBugs: readonly PlantedBug[] = [
  {
    name: 'delivered-not-recorded',
    foundBy: 1,
    breaks: [
      'attempts-bounded',
      'duplicates-bounded',
      'ledger-balanced',
      'nothing-lost',
      'states-never-regress',
    ],
    plant: (ports) => withRecords(ports, (record) => (isFinal(record) ? null : record)),
  },
  {
    name: 'health-not-recorded-on-success',
    foundBy: 8,
    breaks: ['told-is-kept', 'no-false-disable'],
    plant: (ports) =>
      withRecords(ports, (record) => ({
        ...record,
        health: record.next.state === 'delivered' ? null : record.health,
      })),
  },
  {
    name: 'disabled-state-not-recorded',
    foundBy: 9,
    breaks: ['told-is-kept'],
    plant: (ports) => withRecords(ports, (record) => ({ ...record, status: null })),
  },
  {
    name: 'attempts-not-counted',
    foundBy: 1,
    breaks: ['attempts-bounded', 'nothing-lost', 'states-never-regress'],
    plant: (ports) =>
      withRecords(ports, (record) => ({
        ...record,
        attempt: record.next.state === 'pending' ? null : record.attempt,
      })),
  },
  {
    name: 'spent-cycle-goes-to-the-front',
    foundBy: 3,
    breaks: ['line-held', 'release-in-order', 'key-order'],
    plant: (ports) =>
      withRecords(ports, (record) =>
        record.next.state === 'pending' && !record.next.isBehindOthers
          ? { ...record, next: { ...record.next, isBehindOthers: true } }
          : record,
      ),
  },
  {
    name: 'secret-in-an-error',
    foundBy: 1,
    breaks: ['no-secret'],
    plant: (ports) => {
      let count = 0
      const dispatcher = ports.dispatchers('http')
      const planted = replaceMethods(dispatcher, {
        send: (message, options) => {
          count += 1
          if (count % 9 === 0) {
            return Promise.reject(new Error(`could not send ${message.headers.join(' ')}`))
          }
          return dispatcher.send(message, options)
        },
      })
      return { ...ports, dispatchers: () => planted }
    },
  },
]

function isFinal(record: OutcomeRecord): boolean {
  return record.next.state === 'delivered'
}

/** Null leaves the record out, and says that it was written. */
function withRecords(ports: Ports, change: (record: OutcomeRecord) => OutcomeRecord | null): Ports {
  const { deliveries } = ports.store
  const planted = replaceMethods<DeliveryStore>(deliveries, {
    recordOutcomes: async (records) => {
      const left = records.map(change).filter((record) => record !== null)
      if (left.length > 0) await deliveries.recordOutcomes(left)
    },
  })
  return { ...ports, store: { ...ports.store, deliveries: planted } }
}
