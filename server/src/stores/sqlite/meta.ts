/** Named marks of the store: how far folding, settling and numbering have come, epoch, canary. */
import type { SqliteEngine, SqlValue } from './sqlite-engine.ts'

/**
 * `folded_seq`, `folded_attempt`: projections and counters are complete up to here. `folded_targets`:
 * so many targets of the event right above `folded_seq` are folded too. `settled_seq`:
 * every target up to here has an outcome or a row. `seq_ceiling`, `attempt_ceiling`: no number
 * above was ever given. `commit`: tells whether a commit whose result is unknown went through.
 */
export type MarkName =
  | 'folded_seq'
  | 'folded_attempt'
  | 'folded_targets'
  | 'settled_seq'
  | 'seq_ceiling'
  | 'attempt_ceiling'
  | 'commit'

export type MetaName = MarkName | 'epoch' | 'canary'

export function readMark(engine: SqliteEngine, name: MarkName): number {
  return engine.number('SELECT value FROM meta WHERE name = ?', name)
}

export function readMeta(engine: SqliteEngine, name: MetaName): SqlValue | undefined {
  return engine.get<{ value: SqlValue }>('SELECT value FROM meta WHERE name = ?', name)?.value
}

export function writeMeta(engine: SqliteEngine, name: MetaName, value: SqlValue): void {
  engine.run(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    name,
    typeof value === 'number' ? BigInt(value) : value,
  )
}
