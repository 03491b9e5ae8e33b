/**
 * An event pattern says which event types a subscription wants: an exact type, a prefix that ends
 * in `.*` (`contact.*`, any depth below), or `*` for all. No other wildcard exists, so matching is
 * a map look-up and never a search.
 */
export type EventPattern = string

/** Whether the pattern wants the type. Exact and case-sensitive. */
export function patternMatches(pattern: EventPattern, type: string): boolean {
  if (pattern === '*' || pattern === type) return true
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))
}

/** Every pattern that could want this type, most exact first: what an index looks up. */
export function patternsThatMatch(type: string): readonly EventPattern[] {
  const patterns: EventPattern[] = [type]
  for (let dot = type.lastIndexOf('.'); dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
    patterns.push(`${type.slice(0, dot)}.*`)
  }
  patterns.push('*')
  return patterns
}
