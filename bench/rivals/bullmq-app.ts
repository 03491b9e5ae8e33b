/**
 * The rival on BullMQ and Redis: a door that adds deliveries to one queue and a Worker that sends
 * them, in two processes. Redis syncs its log before every reply, so that an accepted event is as
 * durable as Posthorn's.
 */
import { readFileSync } from 'node:fs'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { makeDeliver } from './deliver.ts'
import { makeGrouped } from './grouped.ts'
import { openIngest, type QueuedDelivery, type RivalSettings } from './ingest.ts'

const queueName = 'deliveries'

const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RivalSettings
const connect = () => new Redis({ path: settings.socket, maxRetriesPerRequest: null })

const queue = new Queue<QueuedDelivery>(queueName, {
  connection: connect(),
  defaultJobOptions: {
    attempts: 10,
    backoff: { type: 'exponential', delay: 5_000 },
    removeOnComplete: { count: 1_000 },
    removeOnFail: { count: 10_000 },
  },
})
const add = makeGrouped<QueuedDelivery>(
  (deliveries) => queue.addBulk(deliveries.map((data) => ({ name: 'd', data }))),
  { itemsMax: 128, groupsMax: 4 },
)

let recordedCount = 0

function work(): void {
  const deliver = makeDeliver(settings)
  const worker = new Worker<QueuedDelivery>(queueName, ({ data }) => deliver(data), {
    connection: connect(),
    concurrency: settings.concurrency,
  })
  worker.on('completed', () => {
    recordedCount += 1
  })
  worker.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
  })
}

if (settings.role !== 'door') work()
await openIngest(settings, { accept: add, recordedCount: () => recordedCount })
