/**
 * The six changes that are told, each as an event that the service itself makes and as the body
 * that an application is then sent.
 */
import type { EventKind } from '../../domain/event-kind.ts'
import {
  type StateChange,
  type StateChangeData,
  stateChangeEventType,
  stateChanges,
} from '../../domain/tenant-status.ts'
import { notificationBody } from './notification-body.ts'

export function eventKinds(): readonly EventKind[] {
  return stateChanges.map(kind)
}

const descriptions: Readonly<Record<StateChange, string>> = {
  upgrade: 'The tenant is about to be upgraded to another version.',
  'backup-restored': 'The tenant was restored from a backup.',
  suspend: 'The tenant was suspended.',
  resume: 'The tenant runs again.',
  delete: 'The tenant is being deleted.',
  move: 'The tenant was moved to another public endpoint.',
}

function kind(change: StateChange): EventKind {
  const data: StateChangeData = {
    change_type: change,
    tenant: 'Cust12345',
    version_name: 'Release_12.4_2026.09.17-05',
    file_version: '12.4.1514.0',
    public_endpoint: 'online3.superoffice.com',
  }
  const notification = {
    change,
    tenantId: data.tenant,
    versionName: data.version_name,
    fileVersion: data.file_version,
    publicEndpoint: data.public_endpoint,
  }
  const body = notificationBody(notification, 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIifQ.c2lnbmF0dXJl')
  const type = stateChangeEventType(change)
  return {
    type,
    subject: 'tenant-status',
    description: descriptions[change],
    example: { type, data: { ...data } },
    payload: JSON.parse(Buffer.from(body).toString()) as EventKind['payload'],
  }
}
