/** Who did it, as it is kept and shown. */
import type { AuditActor } from '../domain/audit.ts'
import type { Caller } from './operation.ts'

export function actorOf(caller: Caller): string {
  if (caller.kind === 'anyone') return 'operator'
  if (caller.person !== undefined) return caller.person.email
  return caller.kind === 'tenant' ? `${caller.key.id} (${caller.key.name})` : 'operator'
}

/** A person is named, whatever rights it acted by. */
export function auditActorOf(caller: Caller): AuditActor {
  if (caller.kind === 'anyone') return caller
  if (caller.person !== undefined) return { kind: 'account', ...caller.person }
  if (caller.kind === 'operator') return { kind: 'operator' }
  const { id, name } = caller.key
  return { kind: 'key', id, name }
}
