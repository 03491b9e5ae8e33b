/** Who did it, as it is kept and shown. */
import type { Caller } from '../../operation.ts'

export function actorOf(caller: Caller): string {
  return caller.kind === 'tenant' ? `${caller.key.id} (${caller.key.name})` : 'operator'
}
