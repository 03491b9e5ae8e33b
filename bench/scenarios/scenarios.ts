/** All scenarios, in the order in which they run: the first one finds the rate for the others. */
import { backlog } from './backlog.ts'
import { fanOutOne } from './fan-out-one.ts'
import { fanOutTen } from './fan-out-ten.ts'
import { oneHanging } from './hanging.ts'
import { listsBeside } from './lists.ts'
import { onPostgres } from './on-postgres.ts'
import { postgresCost } from './postgres-cost.ts'
import type { Scenario } from './scenario.ts'
import { overTls } from './tls.ts'

export const scenarios: readonly Scenario[] = [
  fanOutOne,
  fanOutTen,
  oneHanging,
  backlog,
  onPostgres,
  postgresCost,
  overTls,
  listsBeside,
]
