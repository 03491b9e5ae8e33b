/** The real service through the real PgBouncer, in each of its modes. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CountingReceiver } from '../rigs/counting-receiver.ts'
import { postEvent, register, untilDrained } from '../rigs/rig-load.ts'
import {
  encryptionKey,
  freePort,
  operatorKey,
  type ServiceProcess,
  startService,
} from '../rigs/service-process.ts'
import { PgBouncer, type PoolMode } from '../world/pg-bouncer.ts'
import { PostgresServer } from '../world/postgres-server.ts'
import { assertStartRefused } from '../world/started-command.ts'

const readyMs = 30_000
const arrivalMs = 30_000
/** Three checks of five seconds each find that no notification comes through. */
const deafMs = 40_000
const eventCount = 20

const server = await PostgresServer.start()
after(() => server.stop('immediate'))

/** Through a pool of the mode; `url` is with the pool in the place of the server. */
async function throughPool(mode: PoolMode, run: (url: string) => Promise<void>): Promise<void> {
  const database = await server.emptyDatabase()
  const pool = await PgBouncer.start(mode, database)
  try {
    await run(pool.through(database))
  } finally {
    await pool.stop()
    await server.drop(database)
  }
}

for (const [mode, more] of [
  ['session', ''],
  ['transaction', '&prepare=false'],
] as const) {
  test(`a pool in ${mode} mode carries the whole service: accept, deliver, kill, restart`, () =>
    throughPool(mode, async (url) => {
      const receiver = await CountingReceiver.start()
      const port = await freePort()
      const start = (): ServiceProcess =>
        startService({ storePath: '', port, environment: { POSTHORN_STORE: url + more } })
      let service = start()
      try {
        await service.ready(readyMs)
        const paths = await register(service.url, receiver.url)
        const accepted = new Set<string>()
        await deliver({ service, receiver, paths, accepted })
        await untilDrained(service.url)
        await service.kill('SIGKILL')
        service = start()
        await service.ready(readyMs)
        await deliver({ service, receiver, paths, accepted })
        await untilDrained(service.url)
        assert.equal(receiver.arrivals.length, paths.length * accepted.size, 'each exactly once')
        assert.equal(await service.kill('SIGTERM'), 0)
      } finally {
        await service.kill('SIGKILL')
        await receiver.close()
      }
    }))
}

test('nodes that no notification reaches, as in transaction mode, go on by looking and say so once', () =>
  throughPool('transaction', async (url) => {
    const receiver = await CountingReceiver.start()
    const nodes = await Promise.all(
      [
        ['door', 'api'],
        ['worker', 'worker,maintenance'],
      ].map(async ([name, roles]) => {
        const node = startService({
          storePath: '',
          port: await freePort(),
          environment: {
            POSTHORN_STORE: `${url}&prepare=false`,
            POSTHORN_NODE: name!,
            POSTHORN_ROLES: roles!,
          },
        })
        await node.ready(readyMs)
        return node
      }),
    )
    const [door, worker] = nodes as [ServiceProcess, ServiceProcess]
    try {
      const paths = await register(door.url, receiver.url)
      const accepted = new Set<string>()
      await deliver({ service: door, receiver, paths, accepted })
      await worker.says(/no notifications come through/, deafMs)
      await deliver({ service: door, receiver, paths, accepted })
      assert.equal(await worker.kill('SIGTERM'), 0)
      assert.equal(worker.output().match(/no notifications come through/g)?.length, 1)
    } finally {
      for (const node of nodes) await node.kill('SIGKILL')
      await receiver.close()
    }
  }))

test('a pool that cannot carry it ends the start with one sentence', async () => {
  const settings = (url: string) => ({
    POSTHORN_STORE: url,
    POSTHORN_OPERATOR_KEY: operatorKey,
    POSTHORN_ENCRYPTION_KEY: encryptionKey.toString('base64'),
  })
  await throughPool('statement', (url) =>
    assertStartRefused(settings(url), /is behind a pool in statement mode: set pool_mode to/),
  )
  // Debian's version keeps no prepared statements in transaction mode.
  await throughPool('transaction', (url) =>
    assertStartRefused(settings(url), /forgets prepared statements: add prepare=false to/),
  )
})

async function deliver(parts: {
  readonly service: ServiceProcess
  readonly receiver: CountingReceiver
  readonly paths: readonly string[]
  readonly accepted: Set<string>
}): Promise<void> {
  const { service, receiver, paths, accepted } = parts
  for (let count = 0; count < eventCount; count += 1) {
    await postEvent(service.url, accepted, `event ${count}`)
  }
  const areThere = (): boolean =>
    [...accepted].every((id) => paths.every((path) => receiver.has(path, id)))
  await receiver.until(areThere, arrivalMs, 'every event at every subscription')
}
