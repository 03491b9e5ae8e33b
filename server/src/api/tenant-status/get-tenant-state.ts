/**
 * The state of a tenant, for everybody who knows its id: apps confirm by it what they were told. An
 * id that nobody has answers like a tenant of which nothing is known, so ids cannot be found out.
 */
import { Type } from 'typebox'
import { isPassing, isRunning, type TenantState } from '../../domain/tenant-state.ts'
import { isTenantId } from '../../domain/tenant.ts'
import { statusOf } from '../../manage/tenant-records.ts'
import { operation } from '../operation.ts'
import { problem } from '../problems.ts'

const secondMs = 1_000
/** A state that will not last is asked for again soon. */
const passingValidMs = 60 * secondMs

const stateNames = {
  unknown: 'Unknown',
  provisioning: 'Provisioning',
  running: 'Running',
  deleted: 'Deleted',
  suspended: 'Suspended',
  'online-maintenance': 'OnlineMaintenance',
  'offline-maintenance': 'OfflineMaintenance',
  'provisioning-failed': 'ProvisioningFailed',
  deleting: 'Deleting',
  'delete-failed': 'DeleteFailed',
  'migration-pending': 'MigrationPending',
} as const satisfies Record<TenantState, string>

const strict = { additionalProperties: false } as const
const text = Type.String()

const StateView = Type.Object(
  {
    ContextIdentifier: text,
    Endpoint: text,
    State: Type.Enum(Object.values(stateNames)),
    IsRunning: Type.Boolean(),
    ValidUntil: Type.String({ format: 'date-time' }),
    Api: text,
    Version: text,
  },
  { title: 'TenantState', ...strict },
)

export const getTenantStateOperation = operation({
  id: 'tenantStatusGetState',
  method: 'GET',
  path: '/api/state/:contextIdentifier',
  allow: 'anyone',
  tag: 'Tenant state',
  summary: 'The state of a tenant, and where it is reached. Needs no key; ask again at ValidUntil.',
  problems: ['too-many-requests', 'request-malformed'],
  responses: {
    200: {
      description: 'The state; `Unknown` also where there is no such tenant',
      schema: StateView,
      example: {
        ContextIdentifier: 'Cust20001',
        Endpoint: 'https://online3.example.com/Cust20001',
        State: 'Running',
        IsRunning: true,
        ValidUntil: '2026-07-03T10:20:30.123Z',
        Api: 'https://online3.example.com/Cust20001/api',
        Version: 'Release_12.4_2026.09.17-05',
      },
    },
  },

  async handle({ params, headers, remoteAddress, context }) {
    const waitSeconds = await context.publicCalls.state.secondsToWait(remoteAddress)
    if (waitSeconds > 0) {
      const detail =
        'Ask again after the seconds in Retry-After; a state that was answered holds until its ValidUntil.'
      const comeAgain = { 'retry-after': String(waitSeconds) }
      return problem('too-many-requests', { detail, headers: comeAgain })
    }
    const { contextIdentifier } = params
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(contextIdentifier)) {
      const detail = 'The path has to end with a context identifier, such as Cust12345.'
      return problem('request-malformed', { detail })
    }
    const { ports, config } = context
    const tenant = isTenantId(contextIdentifier)
      ? await ports.store.tenants.findTenant(contextIdentifier)
      : null
    const status = tenant === null ? null : (await statusOf(tenant.key, ports)).status
    const state = status?.state ?? 'unknown'
    const validMs = isPassing(state) ? passingValidMs : config.stateValidSeconds * secondMs
    const base = baseOf(status?.publicEndpoint ?? null, config, headers.host)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        ContextIdentifier: contextIdentifier,
        Endpoint: `${base}/${contextIdentifier}`,
        State: stateNames[state],
        IsRunning: isRunning(state),
        ValidUntil: new Date(ports.clock.nowMs() + validMs).toISOString(),
        Api: `${base}/${contextIdentifier}/api`,
        Version: status?.installed.versionName ?? '',
      },
    }
  },
})

/** The tenant's own host; where none is known, that of the service. */
function baseOf(
  publicEndpoint: string | null,
  { publicUrl, listen }: { publicUrl: string | null; listen: { host: string; port: number } },
  hostHeader: string | undefined,
): string {
  if (publicEndpoint !== null) return `https://${publicEndpoint}`
  if (publicUrl !== null) return publicUrl
  const isHost = /^[A-Za-z0-9._-]+(:\d{1,5})?$/.test(hostHeader ?? '')
  return isHost ? `http://${hostHeader}` : `http://${listen.host}:${listen.port}`
}
