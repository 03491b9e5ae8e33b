/**
 * The rival on graphile-worker and PostgreSQL: grouped adds at the door, and in the same process a
 * runner as its page on performance asks for it: a local queue that fetches many at once, and what
 * is done completed together. A fetch that finds nothing is woken by the notification of an add.
 */
import { readFileSync } from 'node:fs'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import { makeDeliver } from './deliver.ts'
import { makeGrouped } from './grouped.ts'
import { openIngest, type QueuedDelivery, type RivalSettings } from './ingest.ts'

const identifier = 'deliver'
const maxAttempts = 10

const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RivalSettings
const logger = new Logger(() => (level, message) => {
  // It would tell of every success otherwise.
  if (level === 'error') complain(new Error(message))
})
const preset = {
  worker: {
    connectionString: `postgres://bench@localhost/postgres?host=${settings.socket}`,
    concurrentJobs: settings.concurrency,
    maxPoolSize: settings.concurrency + 1,
    localQueue: { size: 500 },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
  },
}

const utils = await makeWorkerUtils({ logger, preset })
await utils.migrate()
const add = makeGrouped<QueuedDelivery>(
  (deliveries) =>
    utils.addJobs(deliveries.map((payload) => ({ identifier, payload, maxAttempts }))),
  { itemsMax: 256, groupsMax: 2 },
)

/**
 * What was completed is deleted, by a statement that the runner does not wait for. So what is on
 * record is what was ever added less what is still there.
 */
async function recordedCount(): Promise<number> {
  const { rows } = await utils.withPgClient((client) =>
    client.query<{ recorded: string }>(
      `SELECT coalesce(pg_sequence_last_value(
                         pg_get_serial_sequence('graphile_worker._private_jobs', 'id')), 0)
            - (SELECT count(*) FROM graphile_worker._private_jobs) AS recorded`,
    ),
  )
  return Number(rows[0]?.recorded)
}

function complain(error: Error): void {
  process.stderr.write(`${error.message}\n`)
}

const deliver = makeDeliver(settings)
await run({
  logger,
  preset,
  noHandleSignals: true,
  taskList: { [identifier]: (payload) => deliver(payload as QueuedDelivery) },
})
await openIngest(settings, { accept: add, recordedCount })
