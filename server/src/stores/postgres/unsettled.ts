/** Targets that only the memory of the node that accepted them knows, as SQL. */

/** Selects seq, subscription and run (0); `where` narrows it by columns of `event` and `target`. */
export function inMemory(where = 'true'): string {
  const key = (table: string): string =>
    `${table}.event_seq = event.seq AND ${table}.subscription = target.subscription
      AND ${table}.run = 0`
  return `SELECT event.seq, target.subscription, 0 AS run
    FROM event JOIN node ON node.number = event.node AND event.seq > node.settled_seq
      CROSS JOIN LATERAL unnest(event.targets) AS target (subscription)
    WHERE event.seq > (SELECT min(settled_seq) FROM node WHERE state <> 2) AND ${where}
      AND NOT EXISTS (SELECT FROM delivery WHERE ${key('delivery')})
      AND NOT EXISTS (SELECT FROM waiting WHERE ${key('waiting')})`
}
