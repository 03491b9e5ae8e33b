/**
 * The rival on pg-boss and PostgreSQL: grouped inserts at the door, and in the same process loops
 * that fetch 64, send them side by side and complete them in one statement. A loop that finds
 * nothing is woken by the next insert.
 */
import { readFileSync } from 'node:fs'
import { PgBoss } from 'pg-boss'
import { makeDeliver } from './deliver.ts'
import { makeGrouped } from './grouped.ts'
import { openIngest, type QueuedDelivery, type RivalSettings } from './ingest.ts'

const queueName = 'deliveries'
const fetchCount = 64
const pollMs = 500

const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RivalSettings
const boss = new PgBoss({
  host: settings.socket,
  user: 'bench',
  database: 'postgres',
  max: 16,
  schedule: false,
})
boss.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
})
await boss.start()
await boss.createQueue(queueName, {
  partition: true,
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
})

let wake: (() => void)[] = []
const insert = makeGrouped<QueuedDelivery>(
  async (deliveries) => {
    await boss.insert(
      queueName,
      deliveries.map((data) => ({ data })),
    )
    const sleepers = wake
    wake = []
    for (const rouse of sleepers) rouse()
  },
  { itemsMax: 256, groupsMax: 1 },
)

const deliver = makeDeliver(settings)
let recordedCount = 0

async function work(): Promise<never> {
  for (;;) {
    const fetched = await boss.fetch<QueuedDelivery>(queueName, { batchSize: fetchCount })
    if (fetched.length === 0) {
      await sleepUntilInsert()
      continue
    }
    const outcomes = await Promise.allSettled(fetched.map(({ data }) => deliver(data)))
    const delivered = fetched.filter((_, index) => outcomes[index]?.status === 'fulfilled')
    const failed = fetched.filter((_, index) => outcomes[index]?.status === 'rejected')
    await Promise.all([
      delivered.length > 0 && boss.complete(queueName, ids(delivered)),
      failed.length > 0 && boss.fail(queueName, ids(failed)),
    ])
    recordedCount += delivered.length
  }
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}

function sleepUntilInsert(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pollMs)
    wake.push(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

const loops = Math.max(1, Math.round(settings.concurrency / fetchCount))
for (let index = 0; index < loops; index += 1) void work()
await openIngest(settings, { accept: insert, recordedCount: () => recordedCount })
