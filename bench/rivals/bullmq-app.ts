/**
 * The rival on BullMQ and Redis: the door adds deliveries to one queue, a Worker in the same
 * process sends them. Redis is set to sync its log before every reply, so that an accepted event
 * is as durable as Posthorn's.
 */
import { readFileSync } from 'node:fs'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { makeDeliver } from './deliver.ts'
import { makeGrouped } from './grouped.ts'
import { openIngest, type QueuedDelivery, type RivalSettings } from './ingest.ts'

const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RivalSettings
const connect = () => new Redis({ path: settings.socket, maxRetriesPerRequest: null })

/**
 * Redis reads 16 KB of a connection before it syncs and turns to the next, so several connections
 * share a sync where one would need many.
 */
const connectionCount = Number(process.env['BENCH_CONNS'] ?? 4)

const queues = Array.from(
  { length: connectionCount },
  () =>
    new Queue<QueuedDelivery>('deliveries', {
      connection: connect(),
      defaultJobOptions: {
        attempts: 10,
        backoff: { type: 'exponential', delay: 5_000 },
        removeOnComplete: { count: 1_000 },
        removeOnFail: { count: 10_000 },
      },
    }),
)
let turn = 0
const add = makeGrouped<QueuedDelivery>(
  async (deliveries) => {
    turn = (turn + 1) % connectionCount
    await queues[turn]?.addBulk(deliveries.map((data) => ({ name: 'd', data })))
  },
  { itemsMax: Number(process.env['BENCH_GROUP'] ?? 64), groupsMax: connectionCount },
)

let recordedCount = 0

function work(): void {
  const deliver = makeDeliver(settings)
  for (let index = 0; index < connectionCount; index += 1) {
    const worker = new Worker<QueuedDelivery>('deliveries', ({ data }) => deliver(data), {
      connection: connect(),
      concurrency: Math.ceil(settings.concurrency / connectionCount),
    })
    worker.on('completed', () => {
      recordedCount += 1
    })
    worker.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
    })
  }
}

if (settings.role !== 'door') work()
await openIngest(settings, { accept: add, recordedCount: () => recordedCount })
