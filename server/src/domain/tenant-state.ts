/**
 * The state a tenant's installation is in, and what each change makes of it: a pure state machine.
 * Some changes are told to the apps that the tenant has approved, each by one notice (tenant
 * status specification, section 5.2). Setting what already holds changes nothing and tells nothing.
 */

import { type Environment, environments, type StateChange } from './tenant-status.ts'

export const isEnvironment = (text: string): text is Environment =>
  (environments as readonly string[]).includes(text)

export type TenantState =
  | 'unknown'
  | 'provisioning'
  | 'running'
  | 'deleted'
  | 'suspended'
  | 'online-maintenance'
  | 'offline-maintenance'
  | 'provisioning-failed'
  | 'deleting'
  | 'delete-failed'
  | 'migration-pending'

export interface InstalledVersion {
  /** What people call it; empty where nobody said. */
  readonly versionName: string
  /** Of the file set, four numbers; empty where nobody said. */
  readonly fileVersion: string
}

export interface Installation {
  readonly environment: Environment
  readonly state: TenantState
  readonly sinceMs: number
  readonly installed: InstalledVersion
  /** Announced or under way; null: neither. */
  readonly upgrade: InstalledVersion | null
  /** A bare host; null: not known. */
  readonly publicEndpoint: string | null
  /** Apps know that it goes, so they are not told again. */
  readonly isDeletionTold: boolean
}

export function initialStatus(environment: Environment, nowMs: number): Installation {
  return {
    environment,
    state: 'running',
    sinceMs: nowMs,
    installed: { versionName: '', fileVersion: '' },
    upgrade: null,
    publicEndpoint: null,
    isDeletionTold: false,
  }
}

export const transitions = [
  'provisioning-started',
  'provisioning-finished',
  'provisioning-failed',
  'migration-started',
  'upgrade-announced',
  'upgrade-started',
  'upgrade-finished',
  'maintenance-started',
  'outage-started',
  'maintenance-finished',
  'backup-restored',
  'suspend',
  'resume',
  'delete',
  'deleted',
  'delete-failed',
  'move',
  'incident-started',
  'incident-ended',
  'notify',
] as const
export type TransitionName = (typeof transitions)[number]

export interface TransitionRequest {
  readonly change: TransitionName
  /** With the changes of an upgrade: the version it leads to. Otherwise what is installed. */
  readonly versionName?: string
  readonly fileVersion?: string
  /** With `move`. */
  readonly publicEndpoint?: string
  /** With `notify`: this is told, and the state stays. */
  readonly notice?: StateChange
}

export type TransitionResult =
  | {
      readonly kind: 'changed'
      readonly status: Installation
      readonly notice: StateChange | null
      /** The version that the notice names. */
      readonly told: InstalledVersion
    }
  | { readonly kind: 'unchanged' }
  /** A sentence for the caller: why not, and what is possible. */
  | { readonly kind: 'illegal'; readonly detail: string }

type Next = Partial<Installation> & { readonly notice?: StateChange }

const up: readonly TenantState[] = ['running', 'online-maintenance']
const present: readonly TenantState[] = [...up, 'offline-maintenance', 'suspended', 'unknown']
const notGone: readonly TenantState[] = [
  ...present,
  'provisioning',
  'provisioning-failed',
  'migration-pending',
  'delete-failed',
]
const beginnings: readonly TenantState[] = ['unknown', 'migration-pending', 'provisioning-failed']

interface Rule {
  readonly from: readonly TenantState[]
  /** Null: that is how it is already. */
  readonly next: (status: Installation, request: TransitionRequest) => Next | null
}

const into = (state: TenantState, notice?: StateChange): Rule['next'] => {
  return (status) =>
    status.state === state ? null : { state, ...(notice === undefined ? {} : { notice }) }
}

const rules: Readonly<Record<TransitionName, Rule>> = {
  'provisioning-started': {
    from: [...beginnings, 'provisioning', 'running'],
    next: into('provisioning'),
  },
  'provisioning-finished': {
    from: ['provisioning', 'migration-pending', 'running'],
    next: into('running'),
  },
  'provisioning-failed': {
    from: ['provisioning', 'provisioning-failed'],
    next: into('provisioning-failed'),
  },
  'migration-started': {
    from: [...beginnings, 'provisioning', 'running'],
    next: into('migration-pending'),
  },
  'upgrade-announced': { from: up, next: announceUpgrade },
  'upgrade-started': { from: [...up, 'offline-maintenance'], next: startUpgrade },
  'upgrade-finished': { from: [...up, 'offline-maintenance'], next: finishUpgrade },
  'maintenance-started': { from: up, next: into('online-maintenance') },
  'outage-started': { from: [...up, 'offline-maintenance'], next: into('offline-maintenance') },
  'maintenance-finished': {
    from: [...up, 'offline-maintenance'],
    next: ({ state, upgrade }) => {
      if (state === 'running') return null
      return state === 'offline-maintenance'
        ? { state: 'running', notice: 'resume', upgrade }
        : { state: 'running' }
    },
  },
  'backup-restored': { from: present, next: () => ({ notice: 'backup-restored' }) },
  suspend: { from: present, next: into('suspended', 'suspend') },
  resume: {
    from: ['suspended', 'offline-maintenance', 'running'],
    next: into('running', 'resume'),
  },
  delete: { from: [...notGone, 'deleting'], next: (status) => startDeletion(status, 'deleting') },
  deleted: {
    from: [...notGone, 'deleting', 'deleted'],
    next: (status) => startDeletion(status, 'deleted'),
  },
  'delete-failed': { from: ['deleting', 'delete-failed'], next: into('delete-failed') },
  move: { from: notGone, next: move },
  'incident-started': { from: notGone, next: into('unknown') },
  'incident-ended': { from: ['unknown', 'running'], next: into('running') },
  notify: {
    from: [...notGone, 'deleting', 'deleted'],
    next: (_status, { notice }) => (notice === undefined ? null : { notice }),
  },
}

/** What the change makes of the status. Pure: the same request again answers `unchanged`. */
export function afterTransition(
  before: Installation,
  request: TransitionRequest,
  nowMs: number,
): TransitionResult {
  const rule = rules[request.change]
  if (!rule.from.includes(before.state)) {
    const detail = `The tenant is in the state ${before.state}; ${request.change} is possible in: ${rule.from.join(', ')}.`
    return { kind: 'illegal', detail }
  }
  const next = rule.next(before, request)
  if (request.change === 'upgrade-finished' && next !== null && !isUpgrading(before)) {
    return { kind: 'illegal', detail: 'No upgrade of the tenant was announced or started.' }
  }
  if (next?.notice === 'move' && (next.publicEndpoint ?? before.publicEndpoint) === null) {
    const detail =
      'No public endpoint of the tenant is known that a move could name: say it with move.'
    return { kind: 'illegal', detail }
  }
  const installed = isOfUpgrade(request.change)
    ? (next?.installed ?? before.installed)
    : named(before.installed, request)
  const isSame = next === null && sameVersion(installed, before.installed)
  if (isSame) return { kind: 'unchanged' }
  const { notice = null, ...changed } = next ?? {}
  const state = changed.state ?? before.state
  const isDeletionTold = changed.isDeletionTold ?? before.isDeletionTold
  const status: Installation = {
    ...before,
    ...changed,
    installed,
    state,
    isDeletionTold: isDeletionTold && mayBeGoing(state),
    sinceMs: state === before.state ? before.sinceMs : nowMs,
  }
  const told = notice === 'upgrade' ? (status.upgrade ?? installed) : installed
  return { kind: 'changed', status, notice, told }
}

/** In the others it is there to stay, so that another deletion is news. */
const mayBeGoing = (state: TenantState): boolean =>
  ['deleting', 'delete-failed', 'deleted', 'unknown'].includes(state)

const isOfUpgrade = (change: TransitionName): boolean => change.startsWith('upgrade-')
const isUpgrading = ({ upgrade }: Installation): boolean => upgrade !== null

function named(version: InstalledVersion, request: TransitionRequest): InstalledVersion {
  return {
    versionName: request.versionName ?? version.versionName,
    fileVersion: request.fileVersion ?? version.fileVersion,
  }
}

const sameVersion = (a: InstalledVersion, b: InstalledVersion): boolean =>
  a.versionName === b.versionName && a.fileVersion === b.fileVersion

/** Another version than the announced one is another upgrade. */
function announceUpgrade(status: Installation, request: TransitionRequest): Next | null {
  const upgrade = named(status.upgrade ?? status.installed, request)
  const isKnown = status.upgrade !== null && sameVersion(status.upgrade, upgrade)
  return isKnown ? null : { upgrade, notice: 'upgrade' }
}

/** What was announced is not told again when the outage begins. */
function startUpgrade(status: Installation, request: TransitionRequest): Next | null {
  const upgrade = named(status.upgrade ?? status.installed, request)
  const isKnown = status.upgrade !== null && sameVersion(status.upgrade, upgrade)
  if (status.state === 'offline-maintenance' && isKnown) return null
  return { state: 'offline-maintenance', upgrade, ...(isKnown ? {} : { notice: 'upgrade' }) }
}

function finishUpgrade(status: Installation, request: TransitionRequest): Next {
  const installed = named(status.upgrade ?? status.installed, request)
  const isResumed = status.state === 'offline-maintenance'
  return {
    state: 'running',
    installed,
    upgrade: null,
    ...(isResumed ? { notice: 'resume' } : {}),
  }
}

/** Once, whether it is first heard of as going or as gone. */
function startDeletion(status: Installation, state: 'deleting' | 'deleted'): Next | null {
  if (status.state === state) return null
  if (status.isDeletionTold) return { state }
  return { state, isDeletionTold: true, notice: 'delete' }
}

function move(status: Installation, { publicEndpoint }: TransitionRequest): Next | null {
  if (publicEndpoint === undefined || publicEndpoint === status.publicEndpoint) return null
  return { publicEndpoint, notice: 'move' }
}

/** Users and programs can work with it. */
export const isRunning = (state: TenantState): boolean => up.includes(state)

/** It will not last, so whoever asks is to ask again soon. */
export const isPassing = (state: TenantState): boolean =>
  !['running', 'suspended', 'deleted', 'provisioning-failed', 'migration-pending'].includes(state)

const hostPattern =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** A bare host in lower case: no scheme, port or path. */
export const isHostName = (text: string): boolean => hostPattern.test(text)
