/** The catalogue as the operations of the RoSaaS API look things up in it. */
import { patternMatches } from '../../domain/event-pattern.ts'
import type { EventKind } from '../../domain/event-kind.ts'
import type { Ports } from '../../ports/ports.ts'

export type RosaasKind = EventKind & { readonly code: number }

export function rosaasKinds({ dialects }: Pick<Ports, 'dialects'>): readonly RosaasKind[] {
  return dialects('rosaas').eventKinds().filter(hasCode)
}

const hasCode = (kind: EventKind): kind is RosaasKind => kind.code !== undefined

/** Those that a subscription is to. */
export function listenedTo(
  patterns: readonly string[],
  kinds: readonly RosaasKind[],
): readonly RosaasKind[] {
  return kinds.filter(({ type }) => patterns.some((pattern) => patternMatches(pattern, type)))
}
