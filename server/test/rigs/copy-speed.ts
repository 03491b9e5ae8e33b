/**
 * `node server/test/rigs/copy-speed.ts [--rows 1000000]`: so many deliveries wait in a file; how long
 * do `posthorn store copy` and the first start on the database take, and how much memory? Half of the
 * rows are events of their own, delivered before, so that history is in it too. On the disk.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSqliteStore } from '../../src/stores/sqlite/open-sqlite-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { attemptOf, delivered, firstDelivery } from '../contract/fresh-store.ts'
import { PostgresServer } from '../world/postgres-server.ts'
import { deadUrl, eventAt, makeTenant, subscribe } from './rig-rows.ts'
import { encryptionKey, freePort, startService } from './service-process.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const tenantId = 'copied'
const appendsAtOnce = 256
const mainFile = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

const directory = mkdtempSync(join(tmpdir(), 'posthorn-copy-speed-'))
const server = await PostgresServer.start(true)
try {
  process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`)
} finally {
  await server.stop('immediate')
  rmSync(directory, { recursive: true, force: true })
}

async function run() {
  const storePath = join(directory, 'posthorn.db')
  await fill(storePath)
  const url = await server.emptyDatabase()
  const copied = await copy(storePath, url)
  const port = await freePort()
  const service = startService({ storePath: '', port, environment: { POSTHORN_STORE: url } })
  try {
    const readyMs = await service.ready(120_000)
    return {
      rig: 'copy-speed',
      node: process.version,
      rows,
      sourceBytes: statSync(storePath).size,
      copySeconds: Math.round(copied.ms / 1_000),
      rowsPerSecond: Math.round((rows / copied.ms) * 1_000),
      memoryBytes: copied.memoryBytes,
      firstStartMs: Math.round(readyMs),
    }
  } finally {
    await service.kill('SIGKILL')
  }
}

/** Deliveries that wait for one dead endpoint; every other event was delivered to a healthy one too. */
async function fill(storePath: string): Promise<void> {
  const store = openSqliteStore(storePath, {
    clock: systemClock,
    random: createSystemRandom(),
    encryptionKey,
    onFatal: (error) => {
      throw error
    },
  })
  const tenant = await makeTenant(store, tenantId)
  const target = { url: deadUrl, patterns: ['contact.*'] }
  const dead = (await subscribe(store, tenant, target)).subscription.number
  const { subscription, configVersion } = await subscribe(store, tenant, target)
  const healthy = subscription.number
  let lastSeq = 0
  const append = async (index: number): Promise<void> => {
    const nowMs = Date.now()
    const data = { PrimaryKey: index, Changes: ['name', 'address'], note: 'x'.repeat(120) }
    const event = eventAt(nowMs, tenant, {
      type: 'contact.changed',
      data: Buffer.from(JSON.stringify(data)),
    })
    const isWide = index % 2 === 0
    const result = await store.events.append({
      configVersion,
      targets: [
        { subscriptionNumber: dead, isWaiting: true },
        ...(isWide ? [{ subscriptionNumber: healthy, isWaiting: false }] : []),
      ],
      event,
    })
    if (result.kind !== 'stored') throw new Error(`not stored: ${result.kind}`)
    lastSeq = Math.max(lastSeq, result.seq)
    if (!isWide) return
    const delivery = firstDelivery(event.id, result.seq, healthy)
    await store.deliveries.recordOutcomes([
      delivered(delivery, { attempt: attemptOf(delivery, { startedAtMs: nowMs }) }),
    ])
  }
  for (let made = 0; made < rows; made += appendsAtOnce) {
    const count = Math.min(appendsAtOnce, rows - made)
    await Promise.all(Array.from({ length: count }, (_, index) => append(made + index)))
    if ((made / appendsAtOnce) % 100 === 0) {
      await store.upkeep.fold()
      process.stderr.write(`\r${made} of ${rows} events`)
    }
    if ((made / appendsAtOnce) % 1_000 === 0) await store.upkeep.tidy()
  }
  process.stderr.write('\n')
  await store.upkeep.fold()
  // As a service does every second: everything has an outcome or a row.
  await store.deliveries.keepWaiting({ deliveries: [], settledSeq: lastSeq })
  await store.close()
}

async function copy(storePath: string, url: string) {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [mainFile, 'store', 'copy', `sqlite:${storePath}`, url], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { POSTHORN_ENCRYPTION_KEY: encryptionKey.toString('base64') },
  })
  let memoryBytes = 0
  const timer = setInterval(() => {
    memoryBytes = Math.max(memoryBytes, memoryOf(child))
  }, 100)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(`the copy ended with ${String(code)}`)
  return { ms: performance.now() - startedAtMs, memoryBytes }
}

function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024
  } catch {
    // It has just ended.
    return 0
  }
}
