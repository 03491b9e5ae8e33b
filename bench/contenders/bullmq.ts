/**
 * BullMQ on a Redis of its own, durable (`appendfsync always`), reached over a Unix socket.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { start, waitUntil } from '../harness/processes.ts'
import type { Contender } from './contender.ts'
import { startRivalApp } from './rival-app.ts'

/** The best of 32, 64, 128 and 256 on two cores; see README.md, section "Fair rivals". */
const concurrency = 64

export const bullmq: Contender = {
  name: 'bullmq',
  async start(_bench, setup) {
    const socket = join(setup.folder, 'redis.sock')
    const words = [
      ...['--port', '0', '--unixsocket', socket, '--dir', setup.folder],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
      ...['--maxmemory-policy', 'noeviction'],
    ]
    const redis = await start('redis-server', words, {
      name: 'redis-server',
      logFile: join(setup.folder, 'redis.log'),
    })
    await waitUntil(() => existsSync(socket), { what: 'Redis', timeoutMs: 5_000, program: redis })
    return startRivalApp(setup, {
      app: 'bullmq-app.ts',
      database: redis,
      socket,
      concurrency,
      processCount: 2,
    })
  },
}
