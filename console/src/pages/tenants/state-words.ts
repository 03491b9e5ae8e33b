/** How the states of tenants and what is told of them look: their tones and their groups. */
import type { Schemas } from '../../api/client.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

export type Tenant = Schemas['Tenant']
export type StateChange = Schemas['StateChange']
export type ChangeName = StateChange['change']
export type Telling = StateChange['apps'][number]

export const environmentNames = { sod: 'SOD', stage: 'Stage', production: 'Production' } as const
export const environments = ['sod', 'stage', 'production'] as const

export const states = [
  'unknown',
  'provisioning',
  'running',
  'deleted',
  'suspended',
  'online-maintenance',
  'offline-maintenance',
  'provisioning-failed',
  'deleting',
  'delete-failed',
  'migration-pending',
] as const
export type StateName = (typeof states)[number]

/** The API says a text, so that it may learn new ones; what is not known here is `unknown`. */
export const stateOf = (text: string): StateName =>
  states.find((state) => state === text) ?? 'unknown'

export const stateTones: Readonly<Record<StateName, Tone>> = {
  unknown: 'bad',
  provisioning: 'busy',
  running: 'good',
  deleted: 'quiet',
  suspended: 'warn',
  'online-maintenance': 'busy',
  'offline-maintenance': 'warn',
  'provisioning-failed': 'bad',
  deleting: 'busy',
  'delete-failed': 'bad',
  'migration-pending': 'busy',
}

export const tellingTones: Readonly<Record<Telling['state'], Tone>> = {
  due: 'busy',
  told: 'good',
  'not-approved-here': 'quiet',
  'not-published': 'quiet',
  'switched-off': 'quiet',
}

/** The changes in the order in which people look for them. */
export const changeGroups = [
  { group: 'groupAccess', changes: ['suspend', 'resume'] },
  { group: 'groupUpgrade', changes: ['upgrade-announced', 'upgrade-started', 'upgrade-finished'] },
  { group: 'groupPlace', changes: ['move', 'backup-restored'] },
  {
    group: 'groupMaintenance',
    changes: [
      'maintenance-started',
      'outage-started',
      'maintenance-finished',
      'incident-started',
      'incident-ended',
    ],
  },
  { group: 'groupEnd', changes: ['delete', 'deleted', 'delete-failed'] },
  {
    group: 'groupBeginning',
    changes: [
      'provisioning-started',
      'provisioning-finished',
      'provisioning-failed',
      'migration-started',
    ],
  },
  { group: 'groupByHand', changes: ['notify'] },
] as const satisfies readonly {
  readonly group: string
  readonly changes: readonly ChangeName[]
}[]

/** These end something for people at once: they are asked for in red. */
export const isGrave = (change: ChangeName): boolean =>
  change === 'suspend' || change === 'delete' || change === 'deleted'

export const notices = [
  'upgrade',
  'backup-restored',
  'suspend',
  'resume',
  'delete',
  'move',
] as const satisfies readonly NonNullable<StateChange['notice']>[]
