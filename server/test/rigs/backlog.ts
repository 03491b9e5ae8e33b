/**
 * `npm run rig:backlog [-- --rows 10000000]`: so many deliveries wait for one dead endpoint; the
 * process is killed and started again; how long until a healthy endpoint gets its events, and how
 * much memory does it take? Report in docs/proof. Bounded by the rows: about 20 µs each.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { request } from 'undici'
import { openStore } from '../../src/stores/open-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { CountingReceiver } from './counting-receiver.ts'
import { deadUrl, eventAt, makeTenant, subscribe } from './rig-rows.ts'
import {
  encryptionKey,
  freePort,
  operatorKey,
  type ServiceProcess,
  startService,
} from './service-process.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, report: { type: 'string' } },
})
const rows = Number(values.rows)
const tenantId = 'backlog'
/** Appends under way at a time: as many as one commit takes. */
const appendsAtOnce = 256

const directory = mkdtempSync(join(tmpdir(), 'posthorn-backlog-'))
const receiver = await CountingReceiver.start()
try {
  const report = await run()
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(text)
  writeFileSync(
    values.report ?? join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'backlog.json'),
    text,
  )
  process.exitCode = report.deliverAgainMs <= 5_000 ? 0 : 1
} finally {
  await receiver.close()
  rmSync(directory, { recursive: true, force: true })
}

async function run() {
  const storePath = join(directory, 'posthorn.db')
  const port = await freePort()
  const fillMs = await fill(storePath)
  let service = startService({ storePath, port })
  try {
    await service.ready(60_000)
    await deliverOne(service)
    await service.kill('SIGKILL')
    const before = receiver.arrivals.length
    service = startService({ storePath, port })
    const acceptAgainMs = await service.ready(60_000)
    await deliverOne(service)
    const deliverAgainMs = (receiver.arrivals[before]?.atMs ?? Infinity) - service.startedAtMs
    return {
      rig: 'backlog',
      node: process.version,
      rows,
      fillSeconds: Math.round(fillMs / 1_000),
      storeBytes: statSync(storePath).size,
      acceptAgainMs: Math.round(acceptAgainMs),
      deliverAgainMs: Math.round(deliverAgainMs),
      memoryBytes: memoryOf(service.pid),
    }
  } finally {
    await service.kill('SIGKILL')
  }
}

/** The backlog is made by the store itself, since no API would take it as fast. */
async function fill(storePath: string): Promise<number> {
  const startedAtMs = performance.now()
  const store = await openStore(`sqlite:${storePath}`, {
    clock: systemClock,
    random: createSystemRandom(),
    encryptionKey,
    onFatal: (error) => {
      throw error
    },
  })
  const tenant = await makeTenant(store, tenantId)
  const dead = await subscribe(store, tenant, { url: deadUrl, patterns: ['dead.*'] })
  const healthy = { url: `${receiver.url}/s/0`, patterns: ['healthy.*'] }
  const { configVersion } = await subscribe(store, tenant, healthy)
  for (let made = 0; made < rows; made += appendsAtOnce) {
    const count = Math.min(appendsAtOnce, rows - made)
    const appends = Array.from({ length: count }, () =>
      store.events.append({
        configVersion,
        targets: [{ subscriptionNumber: dead.subscription.number, isWaiting: true }],
        event: eventAt(Date.now(), tenant),
      }),
    )
    await Promise.all(appends)
    if ((made / appendsAtOnce) % 200 === 0) {
      await store.upkeep.fold()
      process.stderr.write(`\r${made} of ${rows} rows`)
    }
    if ((made / appendsAtOnce) % 2_000 === 0) await store.upkeep.tidy()
  }
  process.stderr.write('\n')
  await store.close()
  return performance.now() - startedAtMs
}

async function deliverOne(service: ServiceProcess): Promise<void> {
  const before = receiver.arrivals.length
  const answer = await request(`${service.url}/v1/tenants/${tenantId}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'healthy.event', data: {} }),
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 202) throw new Error(`${answer.statusCode} ${text}`)
  await receiver.until(() => receiver.arrivals.length > before, 60_000, 'a healthy delivery')
}

function memoryOf(pid: number): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? 0) * 1_024
}
